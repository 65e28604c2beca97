using System.Collections.Immutable;
using System.Composition;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Audit;

/// <summary>C2W201 and C2W202: moves a file's audit calls and imports to the new audit; the file is the unit, since an import serves all of its calls.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LegacyAuditCodeFix)), Shared]
public sealed class LegacyAuditCodeFix : MigrationCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.LegacyAuditCall, RuleIds.LegacyAuditImport);

    private protected override string EquivalenceKey => "Clerk2WorkOS.Audit";

    private protected override string TitleOf(Diagnostic diagnostic, SourceText text) => "Use the new audit in this file";
}
