using Clerk2WorkOS.Analyzers.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Signs in C# code that Clerk the product is used: its SDK, its addresses, its configuration.</summary>
internal static class ClerkTraces
{
    private static readonly string[] Signs =
    {
        "clerk.accounts.dev", "api.clerk.com", "api.clerk.dev", "clerk.com/", "using Clerk.BackendAPI", "using Clerk.Net", "\"Clerk:", "\"CLERK_", "GetSection(\"Clerk\")",
    };

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

        return false;
    }
}
