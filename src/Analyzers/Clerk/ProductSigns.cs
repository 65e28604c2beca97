using System.Text.RegularExpressions;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk;

/// <summary>Signs in C# code that Clerk the product is used: its SDK, its addresses, its configuration.</summary>
internal static class ProductSigns
{
    private static readonly string[] Signs =
    {
        "clerk.accounts.dev", "api.clerk.com", "api.clerk.dev", "using Clerk.BackendAPI", "using Clerk.Net", "GetSection(\"Clerk\")",
    };

    /// <summary>
    /// A setting of the product: <c>"Clerk:SecretKey"</c>, and no label as <c>"Clerk: {0}"</c>; <c>"CLERK_SECRET_KEY"</c>, and no column as <c>"CLERK_ID"</c>;
    /// and its own site, not that of some sales clerk.
    /// </summary>
    private static readonly Regex Settings = new(
        "\"Clerk:[A-Za-z]|\"CLERK_(SECRET|PUBLISHABLE|API|BACKEND|FRONTEND|FAPI|JWT|JWKS|ISSUER|AUTHORITY|AUDIENCE|DOMAIN|INSTANCE|WEBHOOK|SIGN|URL|KEY|USER_ID)|[/.]clerk\\.com/",
        RegexOptions.CultureInvariant);

    /// <summary>Whether a file holds one of them.</summary>
    public static bool In(SourceText file) => CandidateWords.In(file, Words.Clerk) != Words.None && In(file.ToString());

    /// <summary>Whether a piece of code holds one of them.</summary>
    public static bool In(string code)
    {
        foreach (var sign in Signs)
        {
            if (code.IndexOf(sign, StringComparison.Ordinal) >= 0)
                return true;
        }

        return Settings.IsMatch(code);
    }
}
