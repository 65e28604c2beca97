using Clerk2WorkOS.Analyzers.Clerk;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>Signs beside the C# code that Clerk the product is used: a package, a configuration section, a variable. Values are never read out.</summary>
internal static class ClerkTraces
{
    private const long LargestFile = 1 << 20;

    /// <summary>Whether a file below the solution's folder shows it.</summary>
    public static bool In(string root, CancellationToken cancellationToken)
    {
        foreach (var file in FilesBeside.Below(root, cancellationToken))
        {
            if (ClerkSigns.CanBeIn(file) && Text(file) is { } text && ClerkSigns.InFile(file, text))
                return true;
        }

        return false;
    }

    private static string? Text(string file)
    {
        try
        {
            return new FileInfo(file).Length <= LargestFile ? File.ReadAllText(file) : null;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            return null;        // what cannot be read shows nothing; the solution's own files are read, and complained of, elsewhere
        }
    }
}
