using System.Collections.Immutable;
using System.Composition;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tables;

/// <summary>C2W303: re-points a file's imports and qualified names from the interim schema to the schema.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InterimSchemaCodeFix)), Shared]
public sealed class InterimSchemaCodeFix : MigrationCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.InterimSchema);

    private protected override string EquivalenceKey => "Clerk2WorkOS.InterimSchema";

    private protected override string TitleOf(Diagnostic diagnostic, SourceText text) => "Use the consolidated schema in this file";
}
