using System.CommandLine;
using System.Globalization;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary><c>users …</c>: moves people from Clerk to WorkOS and into the new database.</summary>
internal sealed class UsersCommand
{
    private readonly Surroundings _surroundings;
    private readonly DatabaseOptions _databases = new();
    private readonly WorkOSAccess _workos = new();
    private readonly Confirmation _confirmation = new();

    private readonly UserOptions _users = new();
    private readonly EveryOption _every = new("Go on until Ctrl+C, with a pause between one sync and the next, and print a line for each that changed something");

    private UsersCommand(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Create(Surroundings surroundings) => new("users", "Moves users from Clerk to WorkOS and into the new database, each exactly once.")
    {
        new UsersCommand(surroundings).Plan(), new UsersCommand(surroundings).Run(), new UsersCommand(surroundings).Retry(),
        new UsersCommand(surroundings).Sync(), new UsersCommand(surroundings).Reconcile(), new UsersCommand(surroundings).Verify(),
    };

    private ExampledCommand Plan() => Verb(
        "plan", "Shows what a run would do, and touches nothing.",
        """
        clerk2workos users plan --clerk-csv users.csv --clerk-json users.json --report plan.html
        """,
        deed: null, async (migration, _, token) => UserReports.Of(await migration.PlanAsync(token)));

    private ExampledCommand Run() => Verb(
        "run", "Moves everybody who has not moved yet; after an interruption, the same command goes on.",
        """
        C2W_LEGACY=… C2W_TARGET=… WORKOS_API_KEY=… clerk2workos users run --clerk-csv users.csv --yes --report users.html
        clerk2workos users run --duplicates chosen.csv --emails found.csv
        """,
        "This creates users, organizations and memberships at {0}, and rows in the target", async (migration, progress, token) => UserReports.Of("users run", await migration.RunAsync(progress, token), await migration.ListNotesAsync(token)));

    private ExampledCommand Retry() => Verb(
        "retry", "Takes up those alone who were rejected.",
        """
        clerk2workos users retry --emails found.csv --yes
        """,
        "This creates users, organizations and memberships at {0}, and rows in the target", async (migration, progress, token) => UserReports.Of("users retry", await migration.RetryAsync(progress, token), await migration.ListNotesAsync(token)));

    private ExampledCommand Sync() => Verb(
        "sync", "Carries over, from a fresh export or from Clerk's webhooks, what has happened in Clerk since: sign-ups, changed addresses and passwords, bans, deletions.",
        """
        clerk2workos users sync --clerk-csv fresh.csv --clerk-json fresh.json --yes
        clerk2workos users sync --events --every 30s --yes
        """,
        "This changes users and memberships at {0}, and rows in the target", async (migration, progress, token) => UserReports.Of("users sync", await migration.SyncAsync(progress, token), await migration.ListNotesAsync(token)));

    private ExampledCommand Reconcile() => Verb(
        "reconcile", "The last sync before the switch; reports what each user meets at the first sign-in.",
        """
        clerk2workos users reconcile --clerk-csv last.csv --clerk-json last.json --yes --report people.html
        """,
        "This changes users and memberships at {0}, and rows in the target", async (migration, progress, token) => UserReports.Of(await migration.ReconcileAsync(progress, token), await migration.ListNotesAsync(token)));

    private ExampledCommand Verify() => Verb(
        "verify", "Compares sources, WorkOS, database and map; changes nothing.",
        """
        clerk2workos users verify --clerk-csv users.csv --report verified.md
        """,
        deed: null, async (migration, _, token) => UserReports.Of(await migration.VerifyAsync(token)));

    private ExampledCommand Verb(
        string name, string description, string examples, string? deed, Func<UserMigration, IProgress<UserProgress>, CancellationToken, Task<MigrationOutcome>> act)
    {
        var command = new ExampledCommand(name, description, examples);
        _users.AddTo(command);
        if (name == "sync")
            _every.AddTo(command);
        _databases.AddTo(command);
        _workos.AddTo(command);
        if (deed is not null)
            _confirmation.AddTo(command);
        command.SetAction((parsed, token) => ActAsync(parsed, deed, act, token));
        return command;
    }

    private async Task<int> ActAsync(
        ParseResult parsed, string? deed, Func<UserMigration, IProgress<UserProgress>, CancellationToken, Task<MigrationOutcome>> act, CancellationToken cancellationToken)
    {
        var reports = _databases.Reports(parsed, _surroundings);
        var every = parsed.CommandResult.Command.Name == "sync" ? _every.Read(parsed, reports) : null;
        var (address, from) = (_databases.Target(parsed, _surroundings), _databases.LegacyOrNone(parsed, _surroundings));
        await using var target = NpgsqlDataSource.Create(address);
        await using var legacy = from is null ? null : NpgsqlDataSource.Create(from);
        var options = _users.Read(parsed, _surroundings, target, legacy) with
        {
            RoleSlug = _workos.Role(parsed),
            Limits = _workos.Limits(parsed),
            IsTargetPooled = _databases.IsTargetPooled(parsed, address),
        };
        await using var services = _workos.Connect(parsed, _surroundings);
        await DatabaseProbe.CheckAsync("The target", address, cancellationToken);
        if (from is not null)
            await DatabaseProbe.CheckAsync("The legacy database", from, cancellationToken);
        if (deed is not null)
            _confirmation.Demand(parsed, _surroundings, string.Format(CultureInfo.InvariantCulture, deed, _workos.Address(parsed, _surroundings).Host));

        var migration = new UserMigration(services.GetRequiredService<IWorkOSClient>(), options);
        if (every is { } pause)
            return await new FollowedSync(migration, options.OnlyEvents, pause, _surroundings).RunAsync(cancellationToken);
        var progress = new CountedProgress(_databases.Verbosity.Progress(parsed, _surroundings), _databases.Verbosity.IsTerminal(parsed, _surroundings), _surroundings.IsErrorColored, "users");
        return await MigrationRun.ActAsync(
            _surroundings, reports, _databases.Verbosity.Read(parsed), progress, async () => await act(migration, new UserProgressShown(progress), cancellationToken), cancellationToken);
    }

    /// <summary>Told at once and in order, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class UserProgressShown(CountedProgress progress) : IProgress<UserProgress>
    {
        public void Report(UserProgress value) => progress.Show(value.Done, value.Total, value.Rejected);
    }
}
