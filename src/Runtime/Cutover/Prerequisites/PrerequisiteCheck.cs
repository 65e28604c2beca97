using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Cutover.Prerequisites;

/// <summary>Asks for all prerequisites of a way, so that the operator sees everything that is missing at once.</summary>
internal static class PrerequisiteCheck
{
    /// <summary>In one database nothing is copied, and its policies are switched on after the new code is there.</summary>
    public static IReadOnlyList<Prerequisite> Of(CutoverWay way, IWorkOSClient? workos) => way == CutoverWay.InPlace
        ? [new BackupPrerequisite(), new RehearsalPrerequisite(), new WorkOSPrerequisite(workos), new GatePrerequisite()]
        : [new BackupPrerequisite(), new RehearsalPrerequisite(), new DataPrerequisite(), new RlsPrerequisite(), new WorkOSPrerequisite(workos), new GatePrerequisite()];

    /// <exception cref="CutoverException">One is to be skipped that there is not, or without a reason.</exception>
    public static async Task<IReadOnlyList<PrerequisiteStatus>> RunAsync(IReadOnlyList<Prerequisite> prerequisites, CutoverContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, reason) in context.Options.Skipped)
        {
            if (prerequisites.All(prerequisite => prerequisite.Name != name))
                throw new CutoverException($"There is no prerequisite '{name}' to skip; there are {string.Join(", ", prerequisites.Select(prerequisite => prerequisite.Name))}.");
            if (string.IsNullOrWhiteSpace(reason))
                throw new CutoverException($"To skip '{name}' takes a reason, which is kept with the cut-over (--reason).");
        }

        var found = new List<PrerequisiteStatus>();
        foreach (var prerequisite in prerequisites)
        {
            found.Add(context.Options.Skipped.TryGetValue(prerequisite.Name, out var reason)
                ? new PrerequisiteStatus(prerequisite.Name, PrerequisiteState.Skipped, reason)
                : await AskAsync(prerequisite, context, cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    private static async Task<PrerequisiteStatus> AskAsync(Prerequisite prerequisite, CutoverContext context, CancellationToken cancellationToken)
    {
        try
        {
            return new PrerequisiteStatus(prerequisite.Name, PrerequisiteState.Met, await prerequisite.DemandAsync(context, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is not OperationCanceledException && StepFailure.SentenceOf(failure) is { } sentence)
        {
            return new PrerequisiteStatus(prerequisite.Name, PrerequisiteState.NotMet, sentence);
        }
    }
}
