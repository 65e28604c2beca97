using System.Collections.Immutable;
using System.Composition;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Names;

/// <summary>C2W102: rewrites the name in a text that only people read, and in SQL parameters that stay within their method.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClerkNameInTextCodeFix)), Shared]
public sealed class ClerkNameInTextCodeFix : MigrationCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ClerkNameInText);

    private protected override string EquivalenceKey => "Clerk2WorkOS.Names.Text";

    private protected override string TitleOf(Diagnostic diagnostic, SourceText text) =>
        $"Write '{diagnostic.Properties[ClerkUserIdNameAnalyzer.NewName]}' in this text";
}
