using System.Text.RegularExpressions;
using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Clerk.Files;

namespace Clerk2WorkOS.Analyzers.Clerk;

/// <summary>Signs that Clerk the product is used, and not that a clerk is somebody's job: its SDK, its addresses, its packages, its settings.</summary>
public static class ClerkSigns
{
    private static readonly string[] InSource =
    {
        "using Clerk.BackendAPI", "using Clerk.Net", "GetSection(\"Clerk\")",
    };

    private static readonly Regex PackageReference = new("Include=\"Clerk\\.", RegexOptions.CultureInvariant);

    /// <summary>Whether C# code shows it.</summary>
    /// <param name="text">The code.</param>
    public static bool InCode(string text)
    {
        foreach (var sign in InSource)
        {
            if (text.IndexOf(sign, StringComparison.Ordinal) >= 0)
                return true;
        }

        return ClerkTraces.In(text).Exists(IsSign);
    }

    /// <summary>Whether a file beside the code shows it; <c>false</c> for one of no kind that could.</summary>
    /// <param name="path">Where it is; its name tells its kind.</param>
    /// <param name="text">What it says.</param>
    public static bool InFile(string path, string text)
    {
        if (IsProject(path))
            return PackageReference.IsMatch(text);
        return BesideFiles.KindOf(path) is { } kind
            && TracesInFile.Of(kind, text).Exists(IsSign);
    }

    /// <summary>Whether a file can show it, by its name.</summary>
    /// <param name="path">Where it is.</param>
    public static bool CanBeIn(string path) => IsProject(path) || BesideFiles.KindOf(path) is BesideKind.Settings or BesideKind.Environment or BesideKind.Packages;

    private static bool IsSign(ClerkTrace trace) => trace.Strength > TraceStrength.Weak && trace.What != ClerkTrace.Webhook;

    private static bool IsProject(string path) =>
        path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".props", StringComparison.OrdinalIgnoreCase);
}
