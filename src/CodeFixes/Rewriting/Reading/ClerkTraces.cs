using Clerk2WorkOS.Analyzers.Clerk;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Signs in C# code that Clerk the product is used.</summary>
internal static class ClerkTraces
{
    /// <summary>Whether a document that somebody wrote holds one of them.</summary>
    public static bool Shows(DocumentView document) => !document.IsGenerated && ProductSigns.In(document.Text);
}
