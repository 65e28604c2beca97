using System.Text.RegularExpressions;
using Clerk2WorkOS.Analyzers.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Signs in C# code that Clerk the product is used: its SDK, its addresses, its configuration.</summary>
internal static class ClerkTraces
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

    /// <summary>Whether the document holds one of them.</summary>
    public static bool Shows(DocumentView document)
    {
        if (document.IsGenerated || CandidateWords.In(document.Text, Words.Clerk) == Words.None)
            return false;
        var text = document.Text.ToString();
        foreach (var sign in Signs)
        {
            if (text.IndexOf(sign, StringComparison.Ordinal) >= 0)
                return true;
        }

        return Settings.IsMatch(text);
    }
}
