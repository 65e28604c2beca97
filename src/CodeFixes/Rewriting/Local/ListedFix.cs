using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A rule whose findings are a person's to mend, for one reason.</summary>
internal sealed class ListedFix(string rule, string reason) : LocalFix
{
    public override string Rule => rule;

    public override LocalChange Of(DocumentView document, Diagnostic diagnostic, CancellationToken cancellationToken) => LocalChange.None(reason);
}
