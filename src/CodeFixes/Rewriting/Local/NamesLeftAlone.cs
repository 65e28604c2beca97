using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// Names in strings and comments that only the whole solution shows to be left alone: in files that read the legacy schema on purpose, and in code that
/// one target framework leaves out and another one compiles.
/// </summary>
internal static class NamesLeftAlone
{
    public static void Drop(Collected collected)
    {
        foreach (var reader in collected.Documents.Where(document => document.IsLegacyReader))
            reader.Local.RemoveAll(finding => finding.Diagnostic.Id is RuleIds.ClerkNameInText or RuleIds.ClerkNameUnresolvable);

        var byPath = collected.Documents.ToLookup(document => document.Document.Path, StringComparer.Ordinal);
        foreach (var document in collected.Documents)
        {
            document.Local.RemoveAll(finding => UnresolvableFix.IsInactive(finding.Diagnostic)
                && byPath[document.Document.Path].Any(other => other != document && IsCompiled(other.Document, finding.Place.Start)));
        }
    }

    private static bool IsCompiled(DocumentView document, int position) => !document.Root.FindTrivia(position).IsKind(SyntaxKind.DisabledTextTrivia);
}
