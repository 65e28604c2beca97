using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Rehearsal.Steps;
using Clerk2WorkOS.RowLevelSecurity;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal;

/// <summary>The whole migration where nothing can be harmed. The live databases are read; WorkOS is not spoken with at all.</summary>
internal static class MigrationRehearsal
{
    /// <summary>In the order of the live run.</summary>
    private static readonly RehearsalStep[] Steps = [new LiveServersStep(), new BackUpStep(), new TargetStep(), new UsersStep(), new DataStep(), new PoliciesStep(), new CutoverAndReturnStep()];

    /// <exception cref="CannotRunException">It cannot be rehearsed at all.</exception>
    public static async Task RunAsync(RehearsalScene scene, TextWriter progress, CancellationToken cancellationToken)
    {
        foreach (var step in Steps)
        {
            if (!step.CanRun(scene))
            {
                scene.Record.Add(new RehearsedStep(step.Name, "Not rehearsed: a step before it did not come to its end.", IsWell: false, TimeSpan.Zero));
                continue;
            }

            await progress.WriteLineAsync($"{step.Name} …");
            scene.Record.Add(await RunAsync(step, scene, cancellationToken));
        }

        if (scene is { Options.Keep: not null, Target: { } target })
            await scene.Programs.DumpAsync(target, scene.PathOf("target.dump"), cancellationToken);
    }

    private static async Task<RehearsedStep> RunAsync(RehearsalStep step, RehearsalScene scene, CancellationToken cancellationToken)
    {
        var (began, before) = (TimeProvider.System.GetTimestamp(), scene.Record.Findings.Count);
        string outcome;
        try
        {
            outcome = await step.RunAsync(scene, cancellationToken);
        }
        catch (Exception failure) when (failure is not CannotRunException && !cancellationToken.IsCancellationRequested && SentenceOf(failure) is not null)
        {
            outcome = "It failed.";
            scene.Record.Add(new RehearsalFinding(step.Name, "failed", SentenceOf(failure)!, null, WouldFail: true));
        }

        return new RehearsedStep(step.Name, outcome, !scene.Record.Findings.Skip(before).Any(finding => finding.WouldFail), TimeProvider.System.GetElapsedTime(began));
    }

    private static string? SentenceOf(Exception failure) => failure is RlsException or CutoverException ? Sentence.Of(failure.Message) : MigrationRun.SentenceOf(failure);
}
