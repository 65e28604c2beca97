using System.Collections.Immutable;
using System.Composition;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tables;

/// <summary>C2W301 and C2W302: moves a table to the WorkOS schema wherever it is used; an import moves with the tables that it serves.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LegacyTableCodeFix)), Shared]
public sealed class LegacyTableCodeFix : MigrationCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.SingularTable, RuleIds.LegacySchemaImport);

    private protected override string EquivalenceKey => "Clerk2WorkOS.Tables";

    private protected override string TitleOf(Diagnostic diagnostic, SourceText text) => diagnostic.Id == RuleIds.SingularTable
        ? $"Move '{text.ToString(diagnostic.Location.SourceSpan)}' to the WorkOS schema everywhere"
        : "Use the WorkOS schema everywhere";
}
