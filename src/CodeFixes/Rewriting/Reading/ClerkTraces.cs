using Clerk2WorkOS.Analyzers.Clerk;
using Clerk2WorkOS.Analyzers.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Signs in C# code that Clerk the product is used.</summary>
internal static class ClerkTraces
{
    /// <summary>Whether the document holds one of them.</summary>
    public static bool Shows(DocumentView document) =>
        !document.IsGenerated && CandidateWords.In(document.Text, Words.Clerk) != Words.None && ClerkSigns.InCode(document.Text.ToString());
}
