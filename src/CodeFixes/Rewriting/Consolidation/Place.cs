using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Makes findings of places.</summary>
internal static class Place
{
    public static Finding Of(string rule, FindingStatus status, string path, SourceText text, TextSpan span, string message) =>
        new(rule, status, path, span, text.Lines.GetLinePositionSpan(span), message);
}
