using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>What the commands about users say of their results.</summary>
internal static class UserReports
{
    private static readonly ReportColumn[] NoteColumns = [new("clerkUserId", "Clerk id"), new("code", "What"), new("detail", "Detail")];
    private static readonly ReportColumn[] RejectColumns = [new("clerkUserId", "Clerk id"), new("reason", "Reason"), new("detail", "Detail")];

    public static MigrationOutcome Of(UserPlan plan) => new(
        "users plan",
        plan.Problems.Count > 0 ? $"A run would refuse to begin: {Count(plan.Problems.Count, "problem")}."
            : $"{Count(plan.ToMove, "user")} would move, {ReportText.Of(plan.Rejects.Count)} would be rejected; {(plan.ToMove > 0 && plan.EstimatedDuration == TimeSpan.Zero ? "without WorkOS's limits" : $"{ReportText.Of(plan.EstimatedDuration)} at WorkOS's limits")}.",
        plan.Problems.Count > 0 || plan.Rejects.Count > 0 ? ExitCode.Leftovers : ExitCode.Done)
    {
        Facts =
        [
            new("inSources", "Users in the sources", plan.InSources), new("toMove", "Would move", plan.ToMove), new("toResume", "… of these begun before", plan.ToResume),
            new("toAdopt", "… of these at WorkOS already, adopted", plan.ToAdopt), new("alreadyMoved", "Moved already", plan.AlreadyMoved),
            new("deleted", "Deleted in Clerk, skipped", plan.Skipped.Count), new("rejects", "Would be rejected", plan.Rejects.Count),
            new("passwords", "Passwords that come along", plan.Passwords), new("secondFactors", "Second factors that come along", plan.SecondFactors),
            new("clerkOrganizations", "Organizations of Clerk's", plan.ClerkOrganizations), new("legacyRowsWithoutClerkId", "Legacy rows without a Clerk id", plan.LegacyRowsWithoutClerkId),
            new("openEvents", "Webhooks that wait", plan.OpenEvents), new("calls", "Calls of WorkOS", plan.Calls), new("estimatedDuration", "Time at WorkOS's limits, at least", plan.EstimatedDuration),
        ],
        Tables =
        [
            Texts("problems", "To be put right first", "Problem", plan.Problems),
            Rejects(plan.Rejects),
            Texts("skipped", "Deleted in Clerk", "Clerk id", plan.Skipped),
            Counted(plan.Notes.GroupBy(note => note.Code, StringComparer.Ordinal).ToDictionary(notes => notes.Key, notes => notes.Count(), StringComparer.Ordinal)), Notes(plan.Notes),
            Texts("unknownRoles", "Roles that the environment has not; its default role takes their place", "Role", plan.UnknownRoles),
            Texts("carriedColumns", "Columns of users that are carried over", "Column", plan.CarriedColumns),
            new("leftColumns", "Columns of users that are not", [new("column", "Column"), new("why", "Why")], [.. plan.LeftColumns.Select(column => new object?[] { column.Column, column.Reason })]),
        ],
    };

    public static MigrationOutcome Of(string command, UserRunResult result, IReadOnlyList<UserNote> notes) => new(
        command,
        result.OpenRejects.Count > 0 ? $"{Count(result.Moved, "user")} moved; {ReportText.Of(result.OpenRejects.Count)} could not: see the reasons, and 'clerk2workos users retry'."
            : $"{Count(result.Moved, "user")} moved, {ReportText.Of(result.Mapped)} in all; nobody is left.",
        result.OpenRejects.Count > 0 ? ExitCode.Leftovers : ExitCode.Done)
    {
        Facts = Facts(result),
        Tables = [Rejects(result.OpenRejects), Counted(result.Notes), Notes(notes)],
    };

    public static MigrationOutcome Of(string command, UserSyncResult result, IReadOnlyList<UserNote> notes)
    {
        var run = Of(command, result.Run, notes);
        return run with
        {
            Verdict = result.OpenEvents == 0 ? run.Verdict
                : result.Run.OpenRejects.Count > 0 ? $"{run.Verdict} {Count(result.OpenEvents, "webhook")} of Clerk's {(result.OpenEvents == 1 ? "waits" : "wait")} for that."
                : $"{Count(result.Run.Moved, "user")} moved, {ReportText.Of(result.Run.Mapped)} in all; {Count(result.OpenEvents, "webhook")} of Clerk's {(result.OpenEvents == 1 ? "waits" : "wait")} for the next sync.",
            ExitCode = result.OpenEvents > 0 ? ExitCode.Leftovers : run.ExitCode,
            Facts = [.. Facts(result.Run), .. Changes(result)],
        };
    }

    public static MigrationOutcome Of(UserReconciliation result, IReadOnlyList<UserNote> notes)
    {
        var sync = Of("users reconcile", result.Sync, notes);
        return sync with
        {
            Facts =
            [
                .. sync.Facts,
                new("passwordResets", "Users who choose a new password", result.Users.Count(user => user.Password == "reset")),
                new("secondFactorResets", "Users who enrol a second factor anew", result.Users.Count(user => user.SecondFactor == "reset")),
            ],
            Tables =
            [
                .. sync.Tables,
                new(
                    "outlooks", "What each user meets at the first sign-in",
                    [new("clerkUserId", "Clerk id"), new("workosUserId", "WorkOS id"), new("password", "Password"), new("secondFactor", "Second factor"), new("session", "Session"), new("verifiesEmail", "Verifies the address")],
                    [.. result.Users.Select(user => new object?[] { user.ClerkUserId, user.WorkosUserId, user.Password, user.SecondFactor, user.Session, user.VerifiesEmail })])
                {
                    IsForReports = true,
                },
            ],
        };
    }

    public static MigrationOutcome Of(UserVerification result) => new(
        "users verify",
        result.IsSound ? $"{Count(result.Mapped, "user")} and {Count(result.Memberships, "membership")} compared; nothing is wrong." : $"{Count(result.Findings.Count, "finding")}.",
        result.IsSound ? ExitCode.Done : ExitCode.Leftovers)
    {
        Facts = [new("mapped", "Users in the map", result.Mapped), new("atWorkOS", "Users at WorkOS", result.AtWorkOS), new("memberships", "Memberships compared", result.Memberships)],
        Tables =
        [
            new(
                "findings", "Findings",
                [new("code", "Code"), new("sentence", "What is wrong"), new("count", "How often"), new("examples", "Examples"), new("command", "What mends it")],
                [.. result.Findings.Select(finding => new object?[] { finding.Code, finding.Sentence, finding.Count, finding.Examples, finding.Command })])
            {
                WhenEmpty = "Nothing is wrong.",
            },
        ],
    };

    private static ReportFact[] Facts(UserRunResult result) =>
    [
        new("inSources", "Users in the sources", result.InSources), new("moved", "Moved now", result.Moved), new("alreadyMoved", "Moved before", result.AlreadyMoved),
        new("deleted", "Deleted in Clerk, skipped", result.Skipped), new("mapped", "In the map", result.Mapped), new("openRejects", "Rejected", result.OpenRejects.Count),
        new("legacyRowsWithoutClerkId", "Legacy rows without a Clerk id", result.LegacyRowsWithoutClerkId), new("epoch", "Number of the run", result.Epoch),
    ];

    private static ReportFact[] Changes(UserSyncResult result) =>
    [
        new("changed", "Other address, verification or name", result.Changed), new("passwords", "Other password", result.Passwords), new("banned", "Banned since", result.Banned),
        new("restored", "No longer banned or deleted", result.Restored), new("deletedSince", "Deleted since", result.Deleted), new("memberships", "Memberships that changed", result.Memberships),
        new("organizations", "Organizations that changed", result.Organizations), new("events", "Webhooks carried over", result.Events), new("openEvents", "Webhooks that wait", result.OpenEvents),
    ];

    private static ReportTable Rejects(IReadOnlyList<Reject> rejects) => new(
        "rejects", "Who does not move", RejectColumns, [.. rejects.Select(reject => new object?[] { reject.Key, reject.Reason, reject.Detail })])
    {
        WhenEmpty = "Nobody is rejected.",
    };

    private static ReportTable Counted(IReadOnlyDictionary<string, int> notes) => new(
        "noted", "To know, in numbers; --report names the users", [new("code", "What"), new("users", "Users")],
        [.. notes.OrderBy(note => note.Key, StringComparer.Ordinal).Select(note => new object?[] { note.Key, note.Value })]);

    private static ReportTable Notes(IReadOnlyList<UserNote> notes) =>
        new("notes", "To know", NoteColumns, [.. notes.Select(note => new object?[] { note.ClerkUserId, note.Code, note.Detail })]) { IsForReports = true };

    private static ReportTable Texts(string id, string title, string column, IReadOnlyList<string> texts) =>
        new(id, title, [new("text", column)], [.. texts.Select(text => new object?[] { text })]);

    private static string Count(int number, string noun) => $"{ReportText.Of(number)} {noun}{(number == 1 ? "" : "s")}";
}
