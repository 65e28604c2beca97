using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>
/// A rewrite in which the names and tables that the plan leaves move as well: what the proof, which comes after the plan, says of it.
/// </summary>
internal sealed record ForcedRewrite(Snapshot Snapshot, Rewritten Rewritten, Proof Proof)
{
    /// <summary>Plans the program and lets go of everything that is left.</summary>
    public static async Task<ForcedRewrite> OfAsync(Preservation program)
    {
        using var workspace = new AdhocWorkspace();
        return await OfAsync(program.Open(workspace));
    }

    /// <summary>The same for a solution.</summary>
    public static async Task<ForcedRewrite> OfAsync(Solution solution, ProofScope scope = ProofScope.Affected)
    {
        var snapshot = await Snapshot.LoadAsync(solution, null, CancellationToken.None);
        var collected = await Collected.FromAsync(snapshot, usesClerk: true, null, CancellationToken.None);
        var plan = Plan.Make(collected, new RewriteOptions { UsesClerk = true }, CancellationToken.None);
        var tables = collected.Documents.SelectMany(document => document.Tables.Tokens).Select(token => plan.Table(token.OldName));
        foreach (var unit in plan.Names.All.Concat(plan.Names.Unresolved).Concat<IMove>(tables))
        {
            while (unit.Reason is { } reason)
                unit.Release(reason);
        }

        var rewritten = Rewritten.Apply(snapshot, plan.Edits());
        var proof = new Proof(snapshot, collected, plan, CancellationToken.None, scope);
        await proof.LookAtAsync(rewritten);
        return new ForcedRewrite(snapshot, rewritten, proof);
    }

    /// <summary>Names that bind to something else, one a line: what moved and why it should not have.</summary>
    public async Task<string> BindingsAsync() => Lines(await Proof.BindingFaultsAsync(Rewritten));

    /// <summary>Errors that were not there, one a line.</summary>
    public async Task<string> ErrorsAsync(params IMove[] cleared)
    {
        var errors = await Proof.ErrorsAsync(Rewritten);
        return Lines(Proof.ErrorFaults(Rewritten, errors, [.. cleared]));
    }

    private static string Lines(IEnumerable<(IMove Move, string Reason)> faults) => string.Join('\n', faults.Select(fault => $"{fault.Move.What}: {fault.Reason}").Distinct());
}
