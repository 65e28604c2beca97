using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes;

/// <summary>
/// The engine as an IDE uses it: without the proof, which is the compiler's next squiggle there, and with what one pass over the solution finds kept for as
/// long as that version of the solution lives, since several light bulbs ask in a row.
/// </summary>
internal static class IdeRewrites
{
    private static readonly ConditionalWeakTable<Solution, Lazy<Task<Collected>>> Known = new();

    /// <summary>Whether the units that have a finding at one of the places would change anything.</summary>
    public static async Task<bool> ChangesAsync(
        Solution solution, IEnumerable<string> rules, ImmutableArray<FindingPlace> places, WireName? wire, CancellationToken cancellationToken)
    {
        var collected = await CollectAsync(solution, cancellationToken).ConfigureAwait(false);
        return MigrationEngine.Rewrite(collected, OptionsFor(rules, places, wire), cancellationToken).Files.Count > 0;
    }

    /// <summary>
    /// Both choices about names on the wire, what the settings say first; where they keep some of them and let others change, that (<c>null</c>) before both.
    /// None where those units have no such name.
    /// </summary>
    public static async Task<ImmutableArray<WireName?>> WireChoicesAsync(
        Solution solution, IEnumerable<string> rules, ImmutableArray<FindingPlace> places, CancellationToken cancellationToken)
    {
        var collected = await CollectAsync(solution, cancellationToken).ConfigureAwait(false);
        var plan = Plan.Make(collected, OptionsFor(rules, places, wire: null), cancellationToken);
        var kept = plan.Names.All.Where(plan.Wants)
            .SelectMany(unit => plan.Wire.Choices(unit).Select(kind => plan.Wire.Keeps(kind, unit.First.Document.Project))).Distinct().ToList();
        return kept.Count switch
        {
            0 => ImmutableArray<WireName?>.Empty,
            1 => kept[0] ? ImmutableArray.Create<WireName?>(WireName.Keep, WireName.Change) : ImmutableArray.Create<WireName?>(WireName.Change, WireName.Keep),
            _ => ImmutableArray.Create<WireName?>(null, WireName.Keep, WireName.Change),
        };
    }

    /// <summary>The solution with those units rewritten.</summary>
    public static async Task<Solution> ApplyAsync(
        Solution solution, IEnumerable<string> rules, ImmutableArray<FindingPlace> places, WireName? wire, CancellationToken cancellationToken)
    {
        var collected = await CollectAsync(solution, cancellationToken).ConfigureAwait(false);
        return MigrationEngine.Rewrite(collected, OptionsFor(rules, places, wire), cancellationToken).Solution;
    }

    private static RewriteOptions OptionsFor(IEnumerable<string> rules, ImmutableArray<FindingPlace> places, WireName? wire) =>
        new() { Rules = rules.ToImmutableHashSet(), Only = places, Verify = false, PersistedNames = wire, JsonNames = wire };

    private static async Task<Collected> CollectAsync(Solution solution, CancellationToken cancellationToken)
    {
        var shared = Known.GetValue(solution, version => new Lazy<Task<Collected>>(() => Task.Run(async () =>
        {
            // Shared by all who ask, so no single one of them may cancel it.
            var snapshot = await Snapshot.LoadAsync(version, progress: null, CancellationToken.None).ConfigureAwait(false);
            return await Collected.FromAsync(snapshot, usesClerk: false, progress: null, CancellationToken.None).ConfigureAwait(false);
        })));
        var task = shared.Value;
        if (!task.IsCompleted)
        {
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellationToken.Register(() => cancelled.TrySetResult(true));
            await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await task.ConfigureAwait(false);
    }
}
