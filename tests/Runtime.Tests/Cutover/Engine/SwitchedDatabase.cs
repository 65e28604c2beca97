using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Prerequisites;
using Clerk2WorkOS.Cutover.Steps;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

/// <summary>One database whose cut-over is made of steps that write down what is asked of them.</summary>
internal sealed class SwitchedDatabase : IAsyncDisposable
{
    private readonly List<CutoverOperation> _operations = [];

    private SwitchedDatabase(string address) => (Address, Database) = (address, NpgsqlDataSource.Create(address));

    public string Address { get; }

    public NpgsqlDataSource Database { get; }

    public List<string> Said { get; } = [];

    public static async Task<SwitchedDatabase> CreateAsync(CutoverServer server) => await CreateAsync(await server.CreateDatabaseAsync());

    public static async Task<SwitchedDatabase> CreateAsync(string address)
    {
        var world = new SwitchedDatabase(address);
        await world.ExecuteAsync("CREATE TABLE written (number serial, what text)");
        return world;
    }

    /// <summary>An operator with these steps; each operator has a connection pool of its own, as a process has.</summary>
    public CutoverOperation Operator(CutoverStep[] steps, CutoverOptions? options = null, Prerequisite[]? prerequisites = null)
    {
        var operation = new CutoverOperation(Address, null, (options ?? new CutoverOptions { Window = TimeSpan.Zero }) with { Way = CutoverWay.InPlace })
        {
            Steps = steps,
            Prerequisites = prerequisites ?? [],
            SignalPause = TimeSpan.FromMilliseconds(50),
        };
        _operations.Add(operation);
        return operation;
    }

    public void Say(string sentence)
    {
        lock (Said)
            Said.Add(sentence);
    }

    public bool HasSaid(string beginning)
    {
        lock (Said)
            return Said.Any(sentence => sentence.StartsWith(beginning, StringComparison.Ordinal));
    }

    /// <summary>What was asked of the steps, in order.</summary>
    public Task<string> WrittenAsync() => ScalarAsync("SELECT coalesce(string_agg(what, ' ' ORDER BY number), '') FROM written");

    /// <summary>An instance of the application that was seen this moment and counted this.</summary>
    public async Task SeeInstanceAsync(string signals) => await ExecuteAsync(
        $"INSERT INTO clerk2workos.gate_instances VALUES ('one', 1, 0, now() + interval '1 hour', '{signals}') ON CONFLICT (instance) DO UPDATE SET signals = EXCLUDED.signals");

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<string> ScalarAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var operation in _operations)
            await operation.DisposeAsync();
        await Database.DisposeAsync();
    }
}
