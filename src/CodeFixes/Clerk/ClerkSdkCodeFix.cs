using System.Collections.Immutable;
using System.Composition;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Clerk;

/// <summary>C2W501: makes a call of Clerk's SDK one of WorkOS's, where that is only a matter of writing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClerkSdkCodeFix)), Shared]
public sealed class ClerkSdkCodeFix : MigrationCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ClerkSdk);

    private protected override string EquivalenceKey => "Clerk2WorkOS.Sdk";

    private protected override string TitleOf(Diagnostic diagnostic, SourceText text) => $"Call WorkOS in place of '{text.ToString(diagnostic.Location.SourceSpan)}'";
}
