using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How a finding of a <see cref="Analyzers.FileRule"/> is mended: with edits of its own that no other finding depends on.</summary>
internal abstract class LocalFix
{
    /// <summary>The rule whose findings it mends.</summary>
    public abstract string Rule { get; }

    /// <summary>The edits that mend <paramref name="diagnostic"/>, or why there are none.</summary>
    public abstract LocalChange Of(DocumentView document, Diagnostic diagnostic, CancellationToken cancellationToken);

    /// <summary>Every local fix.</summary>
    public static ImmutableArray<LocalFix> All { get; } = ImmutableArray.Create<LocalFix>(
        new TextFix(), new UnresolvableFix(), new GuestColumnsFix(), new GuestRegistrationFix(), new ClerkCallFix(),
        new ListedFix(Analyzers.RuleIds.ClerkConfiguration, Reasons.SettingMovesTogether), new ListedFix(Analyzers.RuleIds.UncoveredTable, Reasons.PolicyMissing));
}

/// <summary>The edits of a local fix, in whatever documents they are; or the reason why there are none.</summary>
internal sealed record LocalChange(ImmutableArray<(DocumentView Document, Edit Edit)> Edits, string? Reason)
{
    /// <summary>The legacy table that has to move for the edits to hold; <c>null</c> where none has to.</summary>
    public string? NeedsTable { get; init; }

    /// <summary>The place of the C2W402 finding that has to be mended for the edits to hold; <c>null</c> where none has to.</summary>
    public Site? NeedsColumns { get; init; }

    /// <summary>The service that somebody has to register for the edits to hold; <c>null</c> where none has to be.</summary>
    public string? NeedsService { get; init; }

    public static LocalChange Of(DocumentView document, params Edit[] edits) =>
        new(edits.Select(edit => (document, edit)).ToImmutableArray(), null);

    public static LocalChange None(string reason) => new(ImmutableArray<(DocumentView Document, Edit Edit)>.Empty, reason);
}
