using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The one engine behind an IDE fix, Fix All and the runner.</summary>
public static class MigrationEngine
{
    /// <summary>How often a result that does not hold is planned again; what is still blamed then goes as a whole.</summary>
    private const int MaximumRounds = 12;

    /// <summary>Finds everything and changes nothing: what <c>check</c> reports. Every finding that a rewrite could mend is <see cref="FindingStatus.Fixed"/> here.</summary>
    /// <param name="solution">The solution as loaded.</param>
    /// <param name="options">Which rules and files; the proof is not made.</param>
    /// <param name="progress">Told of every document.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<ImmutableArray<Finding>> FindAsync(
        Solution solution, RewriteOptions options, IProgress<RewriteProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var snapshot = await Snapshot.LoadAsync(solution, progress, cancellationToken).ConfigureAwait(false);
        var collected = await Collected.FromAsync(snapshot, options.UsesClerk, progress, cancellationToken).ConfigureAwait(false);
        var plan = Plan.Make(collected, options, cancellationToken);
        plan.Edits();
        return Findings.Of(collected, plan);
    }

    /// <summary>Plans every edit over all projects and target frameworks, applies them to the solution and proves the result.</summary>
    /// <param name="solution">The solution as loaded; it may be full of errors.</param>
    /// <param name="options">Which rules and files, and whether to prove the result.</param>
    /// <param name="progress">Told of every document and phase.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<RewriteResult> RewriteAsync(
        Solution solution, RewriteOptions options, IProgress<RewriteProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var snapshot = await Snapshot.LoadAsync(solution, progress, cancellationToken).ConfigureAwait(false);
        var collected = await Collected.FromAsync(snapshot, options.UsesClerk, progress, cancellationToken).ConfigureAwait(false);
        progress?.Report(new RewriteProgress("Planning", 0, 1));
        var plan = Plan.Make(collected, options, cancellationToken);
        var rewritten = Rewritten.Apply(snapshot, plan.Edits());
        var takenBack = ImmutableArray.CreateBuilder<TakenBack>();
        int? before = null;
        int? after = null;
        if (options.Verify && (rewritten.Files.Count > 0 || (options.CountErrorsBefore && options.Scope == ProofScope.Full)))
        {
            foreach (var document in snapshot.Documents)
                document.Forget();
            var proof = new Proof(snapshot, collected, plan, cancellationToken, options.Scope);
            (rewritten, after) = await HoldAsync(snapshot, plan, rewritten, proof, takenBack, progress, cancellationToken).ConfigureAwait(false);
            if (options.CountErrorsBefore)
                before = proof.ErrorsBefore().Count;
        }

        return new RewriteResult
        {
            Solution = rewritten.Solution,
            Files = rewritten.Files.Values.OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => new FileEdit(file.Path, file.Before, file.Changes)).ToImmutableArray(),
            Findings = Findings.Of(collected, plan),
            Contracts = Findings.Contracts(collected, plan),
            AddedColumns = plan.Guests.AddedColumns(plan, cancellationToken),
            TakenBack = takenBack.ToImmutable(),
            ErrorsBefore = before,
            ErrorsAfter = after,
        };
    }

    /// <summary>One plan, applied and not proven.</summary>
    internal static Rewritten Rewrite(Collected collected, RewriteOptions options, CancellationToken cancellationToken) =>
        Rewritten.Apply(collected.Snapshot, Plan.Make(collected, options, cancellationToken).Edits());

    /// <summary>Compiles, compares, takes back what does not hold, and plans again until everything does.</summary>
    private static async Task<(Rewritten Rewritten, int Errors)> HoldAsync(
        Snapshot snapshot, Plan plan, Rewritten rewritten, Proof proof, ImmutableArray<TakenBack>.Builder takenBack,
        IProgress<RewriteProgress>? progress, CancellationToken cancellationToken)
    {
        var cleared = new HashSet<IMove>();
        progress?.Report(new RewriteProgress("Compiling", 0, snapshot.Projects.Length));
        await proof.LookAtAsync(rewritten).ConfigureAwait(false);
        var errors = await proof.ErrorsAsync(rewritten).ConfigureAwait(false);
        for (var round = 1; ; round++)
        {
            progress?.Report(new RewriteProgress("Comparing", round, round));
            var byError = proof.ErrorFaults(rewritten, errors, cleared);
            var faults = byError.Count > 0 ? byError : await proof.BindingFaultsAsync(rewritten).ConfigureAwait(false);
            var blamed = faults.Where(fault => fault.Move.Reason is null).GroupBy(fault => fault.Move)
                .Select(group => (Move: group.Key, group.First().Reason)).ToList();
            if (blamed.Count == 0)
                return (rewritten, errors.Count);
            if (round > MaximumRounds)
                blamed = rewritten.Edits.SelectMany(file => file).Select(edit => edit.Owner).Distinct().Where(move => move.Reason is null).Select(move => (move, blamed[0].Reason)).ToList();
            foreach (var (move, reason) in blamed)
                move.Block(reason);

            var attempt = Rewritten.Apply(snapshot, plan.Edits());
            if (await proof.LookAtAsync(attempt).ConfigureAwait(false))
                errors = await proof.ErrorsAsync(rewritten).ConfigureAwait(false);
            var left = await proof.ErrorsAsync(attempt).ConfigureAwait(false);
            if (byError.Count > 0 && left.Count >= errors.Count && round <= MaximumRounds)
            {
                // Without them there are as many errors: they were not the cause.
                foreach (var (move, reason) in blamed)
                {
                    move.Release(reason);
                    cleared.Add(move);
                }

                plan.Edits();
                continue;
            }

            (rewritten, errors) = (attempt, left);

            // A name that resolves to nothing, before and after, was only tried.
            takenBack.AddRange(blamed.Where(fault => fault.Move is not NameUnit { First.Binding: Binding.Unresolved }).Select(fault => new TakenBack(fault.Move.What, fault.Reason)));
        }
    }
}
