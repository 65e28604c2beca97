using System.Collections.Immutable;
using System.Composition;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Guests;

/// <summary>C2W401 and C2W402: registers a guest before the meeting is stored; the columns that it needs are added with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GuestCodeFix)), Shared]
public sealed class GuestCodeFix : MigrationCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UnregisteredGuest, RuleIds.GuestColumns);

    private protected override string EquivalenceKey => "Clerk2WorkOS.Guests";

    private protected override string TitleOf(Diagnostic diagnostic, SourceText text) => diagnostic.Id == RuleIds.GuestColumns
        ? $"Add the guest's user and organization to '{text.ToString(diagnostic.Location.SourceSpan)}'"
        : "Register the guest before the meeting is stored";
}
