using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;

/// <summary>The official WorkOS emulator, in the version that the lock file names; installed once for a lock file, outside of the tree.</summary>
public sealed class Emulator : IAsyncLifetime
{
    public const string ApiKey = "sk_test_default";

    private Process? _process;

    public Uri Address { get; private set; } = null!;

    /// <summary>On Windows npm is a script.</summary>
    public static string Program(string name) => OperatingSystem.IsWindows() && name == "npm" ? "npm.cmd" : name;

    public async Task InitializeAsync()
    {
        if (new EmulatorFactAttribute().Skip is { } reason)
        {
            Console.WriteLine(reason);
            return;
        }

        var folder = await InstallAsync();
        var port = FreePort();
        Address = new Uri($"http://localhost:{port}");
        _process = Process.Start(new ProcessStartInfo("node", ["emulate.mjs", $"{port}"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        Assert.Equal($"listening on {port}", line);
    }

    public async Task DisposeAsync()
    {
        if (_process is null)
            return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<string> InstallAsync()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Emulator");
        string[] files = ["package.json", "package-lock.json", "emulate.mjs"];
        var version = new List<byte>();
        foreach (var file in files)
            version.AddRange(await File.ReadAllBytesAsync(Path.Combine(source, file)));
        var folder = Path.Combine(Path.GetTempPath(), $"clerk2workos-emulator-{Convert.ToHexStringLower(SHA256.HashData([.. version]))[..16]}");
        if (Directory.Exists(folder))
            return folder;

        var unfinished = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():N}").FullName;
        foreach (var file in files)
            File.Copy(Path.Combine(source, file), Path.Combine(unfinished, file));
        var npm = new ProcessStartInfo(Program("npm"), ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = unfinished,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using (var process = Process.Start(npm)!)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"npm ci ended with {process.ExitCode}\n{await output}\n{await error}");
        }

        try
        {
            Directory.Move(unfinished, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(unfinished, recursive: true);      // another run was faster
        }

        return folder;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
