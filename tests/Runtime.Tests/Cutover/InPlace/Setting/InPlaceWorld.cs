using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.InPlace;
using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.CutoverLoad.InPlace;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;

/// <summary>One database that is switched, step by step, without an operation around.</summary>
internal sealed class InPlaceWorld : IAsyncDisposable
{
    private const string PgDump = "/usr/lib/postgresql/15/bin/pg_dump";

    private readonly List<string> _said = [];

    private InPlaceWorld(string connectionString, StepTable memory, NpgsqlDataSource database) => (ConnectionString, Memory, Database) = (connectionString, memory, database);

    public string ConnectionString { get; }

    public NpgsqlDataSource Database { get; }

    public StepTable Memory { get; }

    public InPlaceOptions Options { get; set; } = new() { BatchRows = 100, WithoutInstances = true, StatisticsDelay = TimeSpan.Zero };

    public CutoverOptions All { get; set; } = new();

    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_said)
                return [.. _said];
        }
    }

    public CutoverContext Context => StepTable.Context(Database, ConnectionString, All with { InPlace = Options }, Memory, Say);

    /// <summary>The booking platform with people and rows.</summary>
    public static Task<InPlaceWorld> CreateAsync(LocalPostgreSql server, int users = 20, int meetings = 400) => CreateAsync(server, Platform.Schema, Platform.Rows(users, meetings));

    public static async Task<InPlaceWorld> CreateAsync(LocalPostgreSql server, string schema, string rows)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync($"in_place_{Guid.NewGuid():N}")) { MaxPoolSize = 20 }.ConnectionString;
        var database = NpgsqlDataSource.Create(connectionString);
        await ExecuteAsync(database, schema);
        await MigrationSchema.EnsureAsync(database);
        await ExecuteAsync(database, rows);
        return new InPlaceWorld(connectionString, await StepTable.CreateAsync(database), database);
    }

    /// <summary>Does all steps up to this one.</summary>
    public async Task DoAsync(string last, StatementListener? listener = null, string? first = null)
    {
        var isBegun = first is null;
        foreach (var step in InPlaceWay.Steps(listener ?? StatementListener.None))
        {
            isBegun |= step.Name == first;
            if (isBegun)
            {
                Assert.Empty(await step.ObstaclesAsync(Context, CancellationToken.None));
                await step.DoAsync(Context, CancellationToken.None);
            }

            if (step.Name == last)
                return;
        }
    }

    /// <summary>Does all steps up to the soak, and counts anew until nothing of the steps themselves is counted.</summary>
    public async Task SoakAsync()
    {
        await DoAsync("soak");
        Database.Clear();       // a session that ends says what it has counted
        for (var quiet = 0; quiet < 2;)
        {
            await Step("soak").DoAsync(Context, CancellationToken.None);
            await Task.Delay(100);
            quiet = (await ObstaclesAsync("contract")).Any(sentence => sentence.Contains("since writes were switched", StringComparison.Ordinal)) ? 0 : quiet + 1;
        }
    }

    /// <summary>Undoes all steps from this one back.</summary>
    public async Task UndoAsync(string last, StatementListener? listener = null)
    {
        var steps = InPlaceWay.Steps(listener ?? StatementListener.None);
        foreach (var step in steps.Take(Place(last) + 1).Reverse())
            await step.UndoAsync(Context, CancellationToken.None);
    }

    public Task<IReadOnlyList<string>> ObstaclesAsync(string step) => Step(step).ObstaclesAsync(Context, CancellationToken.None);

    public static CutoverStep Step(string name) => InPlaceWay.Steps().Single(step => step.Name == name);

    public static int Place(string name) => InPlaceWay.Steps().TakeWhile(step => step.Name != name).Count();

    public Task OnAsync(string sql) => ExecuteAsync(Database, sql);

    /// <summary>Each row as a text, its values separated by bars; null is a tilde.</summary>
    public async Task<string[]> RowsAsync(string sql)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, AllResultTypesAreUnknown = true };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "~" : reader.GetString(column))));
        return [.. rows];
    }

    /// <summary>The whole schema as pg_dump writes it, and a checksum of every table.</summary>
    public async Task<string> StateAsync()
    {
        var address = new NpgsqlConnectionStringBuilder(ConnectionString);
        var start = new ProcessStartInfo(PgDump) { RedirectStandardOutput = true, Environment = { ["PGPASSWORD"] = address.Password ?? "" } };
        foreach (var argument in new[] { "--schema-only", "--exclude-schema=clerk2workos_steps", "-h", address.Host!, "-p", $"{address.Port}", "-U", address.Username!, address.Database! })
            start.ArgumentList.Add(argument);
        using var dump = Process.Start(start)!;
        var schema = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);
        var state = new StringBuilder().AppendJoin('\n', schema.Split('\n').Where(line => !line.StartsWith('\\')));
        foreach (var table in await RowsAsync("SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' OR tablename IN ('user_map', 'organization_map') ORDER BY 1"))
        {
            // The order of the columns is that of their names: those that were dropped and added again are behind the others.
            var rows = await RowsAsync($"SELECT to_jsonb(t)::text FROM {table} t ORDER BY 1");
            state.AppendLine().Append(table).Append(' ').Append(rows.Length).Append(' ').Append(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows)))));
        }

        return state.ToString();
    }

    /// <summary>Every row has both ids, of one person.</summary>
    public async Task AssertInStepAsync()
    {
        foreach (var (table, clerk, workos) in new[]
                 {
                     ("users", "clerk_user_id", "workos_user_id"), ("event", "clerk_user_id", "workos_user_id"), ("schedule", "clerk_user_id", "workos_user_id"), ("meeting", "clerk_user_id", "workos_user_id"),
                     ("meeting", "\"createdByClerkUserId\"", "\"createdByWorkosUserId\""), ("record", "clerk_user_id", "workos_user_id"), ("audit_logs", "clerk_user_id", "workos_user_id"),
                 })
        {
            Assert.Empty(await RowsAsync($"""
                SELECT '{table}', t.{clerk}, t.{workos} FROM {table} t LEFT JOIN clerk2workos.user_map m ON m.clerk_user_id = t.{clerk}
                WHERE t.{workos} IS DISTINCT FROM CASE WHEN t.{clerk} LIKE 'workos:%' THEN substr(t.{clerk}, 8) ELSE m.workos_user_id END LIMIT 5
                """));
        }
    }

    public async ValueTask DisposeAsync() => await Database.DisposeAsync();

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private void Say(string sentence)
    {
        lock (_said)
            _said.Add(sentence);
    }
}
