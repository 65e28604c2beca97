using System.CommandLine;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Mapping;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary><c>data …</c>: moves rows from the legacy database into the target.</summary>
internal sealed class DataCommand
{
    private const string Deed = "This writes rows into the target";

    private readonly Surroundings _surroundings;
    private readonly DatabaseOptions _databases = new();
    private readonly Confirmation _confirmation = new();

    private readonly Option<string?> _mapping = new("--mapping") { Description = "What the names in both databases do not tell, as JSON; 'data plan' says what is missing in it.", HelpName = "FILE" };
    private readonly Option<int> _workers = new("--workers") { Description = "How many chunks are copied at once; the same command on other machines joins in.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _legacySchema = new("--legacy-schema") { Description = "The legacy tables' schema.", HelpName = "SCHEMA", DefaultValueFactory = _ => "public" };
    private readonly Option<string> _targetSchema = new("--target-schema") { Description = "The target tables' schema.", HelpName = "SCHEMA", DefaultValueFactory = _ => "public" };

    private readonly Option<bool> _untilCaughtUp = new("--until-caught-up") { Description = "End when everything is in the target that the legacy database had committed at the start." };
    private readonly Option<bool> _finish = new("--finish") { Description = "The same, and then drop slot and publication in the legacy database." };
    private readonly Option<bool> _compare = new("--compare") { Description = "Compare both databases by key in place of following the log: once, or again and again with --every." };
    private readonly EveryOption _every = new("With --compare: go on until Ctrl+C, with a pause between one comparison and the next");
    private readonly Option<bool> _deleteExtra = new("--delete-extra") { Description = "With --compare: delete rows that only the target has. Only where nothing but this migration has written to it." };
    private readonly Option<bool> _setReplicaIdentity = new("--set-replica-identity") { Description = "Let a legacy table without a primary key name its rows by a unique key in the log (ALTER TABLE … REPLICA IDENTITY USING INDEX)." };

    private DataCommand(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Create(Surroundings surroundings) => new("data", "Moves every row of the legacy database into the target, each exactly once; 'users run' comes first.")
    {
        new DataCommand(surroundings).Plan(), new DataCommand(surroundings).Run(), new DataCommand(surroundings).Retry(), new DataCommand(surroundings).Sync(), new DataCommand(surroundings).Verify(),
    };

    private ExampledCommand Plan() => Verb(
        "plan", "Shows what a run would do, and touches nothing.",
        """
        clerk2workos data plan --report plan.html
        clerk2workos data plan --mapping mapping.json
        """,
        asks: false, async (migration, _, _, token) => DataReports.Of(await migration.PlanAsync(token)));

    private ExampledCommand Run() => Verb(
        "run", "Copies what has not been copied; after an interruption, the same command goes on.",
        """
        C2W_LEGACY=… C2W_TARGET=… clerk2workos data run --yes --report data.html
        clerk2workos data run --workers 4 --mapping mapping.json
        """,
        asks: true, async (migration, progress, _, token) => DataReports.Of("data run", await migration.RunAsync(progress, token)));

    private ExampledCommand Retry() => Verb(
        "retry", "Takes up those rows alone that were rejected.",
        """
        clerk2workos data retry --yes
        """,
        asks: true, async (migration, progress, _, token) => DataReports.Of("data retry", await migration.RetryAsync(progress, token)));

    private ExampledCommand Sync()
    {
        var command = Verb(
            "sync", "Follows the legacy database: copies what is not copied, then carries over every change until it is stopped.",
            """
            clerk2workos data sync --yes
            clerk2workos data sync --until-caught-up --yes
            clerk2workos data sync --finish --yes
            clerk2workos data sync --compare --every 60s --yes
            """,
            asks: true, SyncAsync, "This writes rows into the target, and, unless --compare is given, creates a publication and a replication slot in the legacy database");
        foreach (var option in new Option[] { _untilCaughtUp, _finish, _compare, _deleteExtra, _setReplicaIdentity })
            command.Add(option);
        _every.AddTo(command);
        command.Validators.Add(result =>
        {
            var (compares, ends) = (result.GetValue(_compare), result.GetValue(_finish) || result.GetValue(_untilCaughtUp));
            if (compares && ends)
                result.AddError("--compare ends by itself, or never with --every; --until-caught-up and --finish are for the log.");
            if (!compares && (_every.IsGiven(result) || result.GetValue(_deleteExtra)))
                result.AddError("--every and --delete-extra go with --compare.");
        });
        return command;
    }

    private async Task<MigrationOutcome> SyncAsync(DataMigration migration, IProgress<DataProgress> progress, ParseResult parsed, CancellationToken cancellationToken)
    {
        var every = _every.Read(parsed, _databases.Reports(parsed, _surroundings));
        var options = new DataSyncOptions
        {
            Source = parsed.GetValue(_compare) ? DataSyncSource.Comparison : DataSyncSource.Replication,
            End = parsed.GetValue(_finish) ? DataSyncEnd.Finished : parsed.GetValue(_untilCaughtUp) || (parsed.GetValue(_compare) && every is null) ? DataSyncEnd.CaughtUp : DataSyncEnd.Never,
            Interval = every ?? TimeSpan.FromMinutes(1),
            DeleteExtra = parsed.GetValue(_deleteExtra),
            SetReplicaIdentity = parsed.GetValue(_setReplicaIdentity),
        };
        var following = new SyncProgress(
            _databases.Verbosity.Progress(parsed, _surroundings), _databases.Verbosity.IsTerminal(parsed, _surroundings), _surroundings.IsErrorColored, ((DataProgressShown)progress).Counted);
        try
        {
            return DataReports.Of(options, await migration.SyncAsync(options, progress, following, cancellationToken));
        }
        finally
        {
            following.End();
        }
    }

    private ExampledCommand Verify() => Verb(
        "verify", "Compares both databases, row counts and checksums of every column; changes nothing.",
        """
        clerk2workos data verify --report verified.md
        """,
        asks: false, async (migration, _, _, token) => DataReports.Of(await migration.VerifyAsync(token)));

    private ExampledCommand Verb(
        string name, string description, string examples, bool asks, Func<DataMigration, IProgress<DataProgress>, ParseResult, CancellationToken, Task<MigrationOutcome>> act, string deed = Deed)
    {
        var command = new ExampledCommand(name, description, examples) { _mapping, _workers, _legacySchema, _targetSchema };
        _databases.AddTo(command);
        if (asks)
            _confirmation.AddTo(command);
        command.SetAction((parsed, token) => ActAsync(parsed, asks ? deed : null, act, token));
        return command;
    }

    private async Task<int> ActAsync(
        ParseResult parsed, string? deed, Func<DataMigration, IProgress<DataProgress>, ParseResult, CancellationToken, Task<MigrationOutcome>> act, CancellationToken cancellationToken)
    {
        var reports = _databases.Reports(parsed, _surroundings);
        var (legacy, target) = (_databases.Legacy(parsed, _surroundings), _databases.Target(parsed, _surroundings));
        var workers = parsed.GetValue(_workers);
        if (workers is < 1 or > 64)
            throw new CannotRunException("--workers takes a number from 1 to 64.");
        await DatabaseProbe.CheckAsync("The legacy database", legacy, cancellationToken);
        await DatabaseProbe.CheckAsync("The target", target, cancellationToken);
        var progress = new CountedProgress(_databases.Verbosity.Progress(parsed, _surroundings), _databases.Verbosity.IsTerminal(parsed, _surroundings), _surroundings.IsErrorColored, "rows");
        return await MigrationRun.ActAsync(
            _surroundings, reports, _databases.Verbosity.Read(parsed), progress,
            async () =>
            {
                var options = new DataMigrationOptions
                {
                    LegacySchema = parsed.GetRequiredValue(_legacySchema),
                    TargetSchema = parsed.GetRequiredValue(_targetSchema),
                    Mapping = parsed.GetValue(_mapping) is { } file ? await DataMapping.ReadAsync(_surroundings.FullPath(file), cancellationToken) : new DataMapping(),
                    Workers = workers,
                    IsPooled = _databases.IsTargetPooled(parsed, target),
                };
                await using var migration = new DataMigration(legacy, target, options);
                if (deed is not null)
                    _confirmation.Demand(parsed, _surroundings, deed);
                return await act(migration, new DataProgressShown(progress), parsed, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Told at once and in order, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class DataProgressShown(CountedProgress progress) : IProgress<DataProgress>
    {
        public void Report(DataProgress value) => progress.Show(value.Rows, Math.Max(value.Rows, value.TotalRows), value.Rejected);

        public CountedProgress Counted => progress;
    }
}
