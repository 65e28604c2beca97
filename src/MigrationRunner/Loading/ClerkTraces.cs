using System.Text.RegularExpressions;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>Signs beside the C# code that Clerk the product is used: a package, a configuration section, a variable. Values are never read out.</summary>
internal static partial class ClerkTraces
{
    private const long LargestFile = 1 << 20;

    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules", "dist", ".git", ".vs", "artifacts" };

    /// <summary>Whether a file below the solution's folder shows it.</summary>
    public static bool In(string root, CancellationToken cancellationToken)
    {
        var pending = new Stack<string>([root]);
        while (pending.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                foreach (var file in Directory.EnumerateFiles(folder))
                {
                    if (SignOf(Path.GetFileName(file)) is { } sign && new FileInfo(file).Length <= LargestFile && sign.IsMatch(File.ReadAllText(file)))
                        return true;
                }

                foreach (var child in new DirectoryInfo(folder).EnumerateDirectories())
                {
                    if (child.LinkTarget is null && !Skipped.Contains(child.Name))
                        pending.Push(child.FullName);
                }
            }
            catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
            {
                // What cannot be read shows nothing; the solution's own files are read, and complained of, elsewhere.
            }
        }

        return false;
    }

    private static Regex? SignOf(string name) => name switch
    {
        "package.json" => NpmPackage(),
        _ when name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) => Section(),
        _ when name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) => Variable(),
        _ when name.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".props", StringComparison.OrdinalIgnoreCase) => NuGetPackage(),
        _ => null,
    };

    [GeneratedRegex("\"@clerk/")]
    private static partial Regex NpmPackage();

    [GeneratedRegex("\"Clerk(Settings|Options)?\"\\s*:|clerk\\.accounts\\.dev|api\\.clerk\\.")]
    private static partial Regex Section();

    [GeneratedRegex("(?m)^\\s*(export\\s+)?(NEXT_PUBLIC_|VITE_)?CLERK_")]
    private static partial Regex Variable();

    [GeneratedRegex("Include=\"Clerk\\.")]
    private static partial Regex NuGetPackage();
}
