using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.State;

/// <summary>A cut-over as it stands in the database.</summary>
internal sealed record CutoverRecord(long Id, CutoverWay Way, CutoverState State, TimeSpan Window, DateTimeOffset BeganAt, DateTimeOffset? WatchedSince, DateTimeOffset? EndedAt, string? FinishedEarly, string? Before)
{
    /// <summary>By name; a step that is not among them is pending.</summary>
    public required IReadOnlyDictionary<string, StepRecord> Steps { get; init; }

    /// <summary>What was found before the first step.</summary>
    public required IReadOnlyList<PrerequisiteStatus> Prerequisites { get; init; }

    public StepState StateOf(string step) => Steps.TryGetValue(step, out var record) ? record.State : StepState.Pending;

    /// <summary>The one that was begun last; null where none ever was.</summary>
    public static async Task<CutoverRecord?> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var found = await connection.ListAsync(
            "SELECT id, way, state, window_length, began_at, watched_since, ended_at, finished_early, before::text FROM clerk2workos.cutovers ORDER BY id DESC LIMIT 1",
            row => new CutoverRecord(
                row.GetInt64(0), CutoverNames.WayOf(row.GetString(1)), CutoverNames.StateOf(row.GetString(2)), row.GetTimeSpan(3), row.GetFieldValue<DateTimeOffset>(4), Moment(row, 5), Moment(row, 6), row.Text(7), row.Text(8))
            {
                Steps = new Dictionary<string, StepRecord>(),
                Prerequisites = [],
            },
            cancellationToken).ConfigureAwait(false);
        if (found is not [var cutover])
            return null;
        var steps = await connection.ListAsync(
            "SELECT name, state, attempts, began_at, ended_at, error FROM clerk2workos.cutover_steps WHERE cutover = $1",
            row => new StepRecord(row.GetString(0), CutoverNames.StepStateOf(row.GetString(1)), row.GetInt32(2), Moment(row, 3), Moment(row, 4), row.Text(5)), cancellationToken, cutover.Id).ConfigureAwait(false);
        var prerequisites = await connection.ListAsync(
            "SELECT name, state = 'skipped', detail, noted_at FROM clerk2workos.cutover_prerequisites WHERE cutover = $1 ORDER BY noted_at, name",
            row => new PrerequisiteStatus(row.GetString(0), row.GetBoolean(1) ? PrerequisiteState.Skipped : PrerequisiteState.Met, row.GetString(2)), cancellationToken, cutover.Id).ConfigureAwait(false);
        return cutover with { Steps = steps.ToDictionary(step => step.Name, StringComparer.Ordinal), Prerequisites = prerequisites };
    }

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

/// <summary>A step as it stands in the database.</summary>
internal sealed record StepRecord(string Name, StepState State, int Attempts, DateTimeOffset? BeganAt, DateTimeOffset? EndedAt, string? Error);
