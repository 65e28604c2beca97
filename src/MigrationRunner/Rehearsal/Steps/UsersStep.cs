using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.WorkOS;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal.Steps;

/// <summary>Moves everybody, as <c>users run</c> does, to a WorkOS of its own, and compares as <c>users verify</c> does.</summary>
internal sealed class UsersStep : RehearsalStep
{
    private const int Shown = 20;

    public override string Name => "users";

    public override bool CanRun(RehearsalScene scene) => scene is { Legacy: not null, Target: not null };

    public override async Task<string> RunAsync(RehearsalScene scene, CancellationToken cancellationToken)
    {
        await using var legacy = NpgsqlDataSource.Create(scene.Legacy!);
        await using var target = NpgsqlDataSource.Create(scene.Target!);
        var migration = new UserMigration(scene.WorkOS, Options(scene, target, legacy));
        var plan = await migration.PlanAsync(cancellationToken);
        Explain(scene, plan);
        if (plan.Problems.Count > 0)
            return "Nobody was moved: 'users run' would refuse to begin.";

        var progress = scene.Progress("users");
        UserRunResult result;
        try
        {
            result = await migration.RunAsync(new ProgressShown(progress), cancellationToken);
        }
        finally
        {
            progress.End();
        }

        scene.HasUsers = true;
        scene.Record.AddFact("users", "Users moved", result.Moved);
        scene.Record.AddFact("usersRejected", "Users rejected", result.OpenRejects.Count);
        foreach (var reason in result.OpenRejects.GroupBy(reject => reject.Reason, StringComparer.Ordinal))
            scene.Record.Add(Of(reason.Key, [.. reason]));
        foreach (var (code, count) in result.Notes)
            scene.Record.Add(new RehearsalFinding(Name, code, "Users to know of; 'users run' lists them.", null, WouldFail: false) { Count = count });
        await VerifyAsync(scene, migration, cancellationToken);
        return $"{result.Moved} users moved, {result.OpenRejects.Count} could not.";
    }

    private static UserMigrationOptions Options(RehearsalScene scene, NpgsqlDataSource target, NpgsqlDataSource legacy) => new()
    {
        Target = target,
        Legacy = legacy,
        ClerkCsv = scene.Options.ClerkCsv,
        ClerkJson = scene.Options.ClerkJson,
        DuplicatesFile = scene.Options.DuplicatesFile,
        EmailsFile = scene.Options.EmailsFile,
        AssumeVerified = scene.Options.AssumeVerified,
        RoleSlug = scene.Options.Role,
        MapFile = scene.PathOf("migration-user-map.json"),
        Limits = new WorkOSLimits(),        // the real ones, for the estimate
    };

    private void Explain(RehearsalScene scene, UserPlan plan)
    {
        foreach (var problem in plan.Problems)
            scene.Record.Add(new RehearsalFinding(Name, "users_blocked", problem, null, WouldFail: true));
        if (plan.UnknownRoles.Count > 0)
        {
            scene.Record.Add(new RehearsalFinding(Name, "role_unknown", "Roles of Clerk's organizations that a new environment of WorkOS has not; its default role would take their place.", "Create them in WorkOS's dashboard (Roles).", WouldFail: false)
            {
                Count = plan.UnknownRoles.Count,
                Examples = plan.UnknownRoles,
            });
        }

        if (plan.LeftColumns.Count > 0)
        {
            scene.Record.Add(new RehearsalFinding(Name, "left_columns", "Columns of the legacy users that have no place in the target.", "Add them to the target's table, if they are needed.", WouldFail: false)
            {
                Count = plan.LeftColumns.Count,
                Examples = [.. plan.LeftColumns.Select(column => column.Column)],
            });
        }

        scene.Record.Add(new LiveTime("users at WorkOS", plan.EstimatedDuration, $"{plan.Calls} calls at WorkOS's limits, at least"));
    }

    private async Task VerifyAsync(RehearsalScene scene, UserMigration migration, CancellationToken cancellationToken)
    {
        var calls = scene.CallsOfWorkOS;
        var verification = await migration.VerifyAsync(cancellationToken);
        calls = scene.CallsOfWorkOS - calls;
        var reads = new WorkOSLimits().UserManagementReads!;
        scene.Record.Add(new LiveTime("comparing users with WorkOS", reads.Window * ((double)calls / reads.Calls), $"{calls} calls at WorkOS's limits, at least"));
        // Who was rejected is said already, reason by reason.
        foreach (var finding in verification.Findings.Where(finding => finding.Code != "rejected"))
        {
            scene.Record.Add(new RehearsalFinding(Name, finding.Code, finding.Sentence, finding.Command, WouldFail: true)
            {
                Count = finding.Count,
                Examples = finding.Examples,
            });
        }
    }

    private RehearsalFinding Of(string reason, IReadOnlyList<Reject> rejects) => new(Name, reason, $"Users who cannot move. {rejects[0].Detail}", Remedy(reason), WouldFail: true)
    {
        Count = rejects.Count,
        Examples = [.. rejects.Select(reject => reject.Key).Take(Shown)],
    };

    private static string Remedy(string reason) => reason switch
    {
        UserRejectReasons.NoEmail or UserRejectReasons.InvalidEmail => "--emails FILE with clerk_user_id,email a line.",
        UserRejectReasons.DuplicateEmail => "--duplicates FILE with email,clerk_user_id a line, for the one that moves.",
        UserRejectReasons.LegacyDuplicate => "Put the rows of the legacy table right.",
        UserRejectReasons.InvalidExternalId => "By hand.",
        _ => "The detail of each says what: 'clerk2workos users run' lists them.",
    };

    /// <summary>Told at once and in order, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class ProgressShown(CountedProgress progress) : IProgress<UserProgress>
    {
        public void Report(UserProgress value) => progress.Show(value.Done, value.Total, value.Rejected);
    }
}
