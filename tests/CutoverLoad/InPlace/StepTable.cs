using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Steps;
using Npgsql;

namespace Clerk2WorkOS.CutoverLoad.InPlace;

/// <summary>What steps keep, in a table of its own: enough to run them without an operation around.</summary>
internal sealed class StepTable(NpgsqlDataSource database) : IStepMemory
{
    public static async Task<StepTable> CreateAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("CREATE SCHEMA IF NOT EXISTS clerk2workos_steps; CREATE TABLE IF NOT EXISTS clerk2workos_steps.kept (step text, name text, value text, PRIMARY KEY (step, name))");
        await command.ExecuteNonQueryAsync();
        return new StepTable(database);
    }

    public static CutoverContext Context(NpgsqlDataSource database, string connectionString, CutoverOptions options, IStepMemory memory, Action<string> say) => new()
    {
        Target = database,
        TargetConnectionString = connectionString,
        Options = options with { Way = CutoverWay.InPlace },
        Memory = memory,
        Say = say,
    };

    public async Task<string?> FindAsync(string step, string name, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT value FROM clerk2workos_steps.kept WHERE step = $1 AND name = $2");
        command.Parameters.AddWithValue(step);
        command.Parameters.AddWithValue(name);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    public async Task KeepAsync(string step, string name, string? value, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(value is null
            ? "DELETE FROM clerk2workos_steps.kept WHERE step = $1 AND name = $2"
            : "INSERT INTO clerk2workos_steps.kept VALUES ($1, $2, $3) ON CONFLICT (step, name) DO UPDATE SET value = excluded.value");
        command.Parameters.AddWithValue(step);
        command.Parameters.AddWithValue(name);
        if (value is not null)
            command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
