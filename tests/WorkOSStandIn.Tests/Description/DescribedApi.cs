using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace Clerk2WorkOS.Testing.Tests.Description;

/// <summary>The API's published description, as pinned in the lock file: installed with npm beside the user's caches when it is first needed.</summary>
internal static class DescribedApi
{
    private static readonly string Pinned = Path.Combine(AppContext.BaseDirectory, "Description");

    /// <summary>What the description has against each of the answers; empty for nothing.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(IReadOnlyList<RecordedAnswer> answers)
    {
        var folder = await InstallAsync();
        var input = answers.Select(answer => JsonSerializer.Serialize(
            new { method = answer.Route.Method, template = answer.Route.Template, status = answer.Status, body = answer.Body }));
        var said = await RunAsync("node", [Path.Combine(Pinned, "check.mjs")], folder, string.Join('\n', input) + "\n");
        var problems = said.Split('\n')[..^1];
        Assert.Equal(answers.Count, problems.Length);
        return problems;
    }

    private static async Task<string> InstallAsync()
    {
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(Pinned, "package-lock.json"));
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var folder = Path.Combine(caches, "clerk2workos", "workos-description", Convert.ToHexString(SHA256.HashData(lockFile))[..16]);
        if (Directory.Exists(folder))
            return folder;

        // Installed beside its place and moved there whole, so that nobody sees a half of it.
        var fresh = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():N}").FullName;
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(Pinned, file), Path.Combine(fresh, file));
        await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], fresh, "");
        try
        {
            Directory.Move(fresh, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(fresh, recursive: true);       // another process was faster
        }

        return folder;
    }

    private static async Task<string> RunAsync(string program, string[] args, string folder, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} failed: {await error}{await output}");
    }
}

/// <summary>A test that needs Node.js; where it is missing, the test is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsNodeFactAttribute : FactAttribute
{
    public NeedsNodeFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        foreach (var program in new[] { "node", "npm" })
        {
            if (!folders.Any(folder => File.Exists(Path.Combine(folder, program))))
                Skip = $"The description is checked with Node.js; there is no '{program}' on PATH.";
        }
    }
}
