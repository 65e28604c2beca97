using System.Collections.Immutable;
using System.Composition;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Names;

/// <summary>C2W101: renames the symbol with its whole cascade, in all projects.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClerkUserIdNameCodeFix)), Shared]
public sealed class ClerkUserIdNameCodeFix : MigrationCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ClerkUserIdName);

    private protected override string EquivalenceKey => "Clerk2WorkOS.Names";

    private protected override bool AsksAboutWireNames => true;

    private protected override string TitleOf(Diagnostic diagnostic, SourceText text)
    {
        var written = text.ToString(diagnostic.Location.SourceSpan).TrimStart('@');
        ClerkNames.Default.TryRename(written, out var renamed);
        return $"Rename '{written}' to '{(diagnostic.Properties.TryGetValue("newName", out var newName) && newName is not null ? newName : renamed)}' everywhere";
    }
}
