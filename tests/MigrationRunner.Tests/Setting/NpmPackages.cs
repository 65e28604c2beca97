using System.Diagnostics;
using System.Security.Cryptography;

namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>Packages of npm's, as a lock file beside a test pins them: installed beside the user's caches when they are first needed.</summary>
internal static class NpmPackages
{
    /// <param name="pinned">The folder of package.json and package-lock.json below the tests' own.</param>
    /// <returns>The folder that holds node_modules.</returns>
    public static async Task<string> InstallAsync(string pinned)
    {
        pinned = Path.Combine(AppContext.BaseDirectory, pinned);
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(pinned, "package-lock.json"));
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var folder = Path.Combine(caches, "clerk2workos", "npm", Convert.ToHexString(SHA256.HashData(lockFile))[..16]);
        if (Directory.Exists(folder))
            return folder;

        // Installed beside its place and moved there whole, so that nobody sees a half of it.
        var fresh = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():N}").FullName;
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(pinned, file), Path.Combine(fresh, file));
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = fresh,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"{await error}{await output}");
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
}

/// <summary>A test that needs npm; where it is missing, the test is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsNpmFactAttribute : FactAttribute
{
    public NeedsNpmFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "npm"))))
            Skip = "The test takes what it checks against from npm; there is no 'npm' on PATH.";
    }
}
