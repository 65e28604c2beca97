using System.Collections.Immutable;
using System.Composition;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Names;

/// <summary>C2W103: rewrites the name in a comment, where <c>c2w_comments = rewrite</c> asks for it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClerkNameInCommentCodeFix)), Shared]
public sealed class ClerkNameInCommentCodeFix : MigrationCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ClerkNameUnresolvable);

    private protected override string EquivalenceKey => "Clerk2WorkOS.Names.Comments";

    private protected override string TitleOf(Diagnostic diagnostic, SourceText text) =>
        $"Write '{diagnostic.Properties[ClerkUserIdNameAnalyzer.NewName]}' in this comment";
}
