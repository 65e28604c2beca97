using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.State;

/// <summary>Writes where a cut-over stands, each note in a transaction that fails once another operator has taken over.</summary>
/// <param name="target">The database that holds the state.</param>
/// <param name="fence">Who may write.</param>
/// <param name="patience">How long the database may be away.</param>
internal sealed class CutoverLedger(NpgsqlDataSource target, MigrationFence fence, TimeSpan patience) : IStepMemory
{
    private long _cutover;

    /// <summary>Takes up the cut-over that is under way, or begins one.</summary>
    /// <exception cref="CutoverException">The one that is under way goes another way.</exception>
    public async Task<CutoverRecord> OpenAsync(CutoverWay way, TimeSpan window, CancellationToken cancellationToken)
    {
        var last = await FindAsync(cancellationToken).ConfigureAwait(false);
        if (last is null or { State: CutoverState.Finished or CutoverState.RolledBack })
        {
            await WriteAsync("INSERT INTO clerk2workos.cutovers (way, window_length) VALUES ($1, $2)", cancellationToken, CutoverNames.Of(way), window).ConfigureAwait(false);
            last = await FindAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (last.Way != way)
        {
            throw new CutoverException($"A cut-over by way of {CutoverNames.Of(last.Way)} is under way: go on with that, or roll it back first.");
        }
        else if (last.Window != window)
        {
            await WriteAsync("UPDATE clerk2workos.cutovers SET window_length = $2 WHERE id = $1", cancellationToken, last.Id, window).ConfigureAwait(false);
            last = last with { Window = window };
        }

        _cutover = last!.Id;
        return last;
    }

    /// <summary>Takes up the cut-over that was begun last; null where none ever was.</summary>
    public async Task<CutoverRecord?> TakeUpAsync(CancellationToken cancellationToken)
    {
        var last = await FindAsync(cancellationToken).ConfigureAwait(false);
        _cutover = last?.Id ?? 0;
        return last;
    }

    public Task BeginStepAsync(string step, CancellationToken cancellationToken) => WriteAsync(
        """
        INSERT INTO clerk2workos.cutover_steps (cutover, name, state, attempts, began_at) VALUES ($1, $2, 'running', 1, now())
        ON CONFLICT (cutover, name) DO UPDATE SET state = 'running', attempts = cutover_steps.attempts + 1, began_at = now(), ended_at = NULL, error = NULL
        """,
        cancellationToken, _cutover, step);

    public Task EndStepAsync(string step, CancellationToken cancellationToken) => WriteAsync(
        "UPDATE clerk2workos.cutover_steps SET state = 'done', ended_at = now(), error = NULL WHERE cutover = $1 AND name = $2", cancellationToken, _cutover, step);

    /// <summary>From here on the step counts as half undone, and the switch as not made.</summary>
    public Task BeginUndoAsync(string step, CancellationToken cancellationToken) => WriteAsync(
        """
        WITH undoing AS (UPDATE clerk2workos.cutover_steps SET state = 'undoing', ended_at = NULL, error = NULL WHERE cutover = $1 AND name = $2)
        UPDATE clerk2workos.cutovers SET state = 'running', watched_since = NULL WHERE id = $1 AND state = 'watching'
        """,
        cancellationToken, _cutover, step);

    /// <summary>The step is as if it had never begun, and remembers nothing.</summary>
    public Task EndUndoAsync(string step, CancellationToken cancellationToken) => WriteAsync(
        """
        WITH forgotten AS (DELETE FROM clerk2workos.cutover_memory WHERE cutover = $1 AND step = $2)
        UPDATE clerk2workos.cutover_steps SET state = 'undone', ended_at = now(), error = NULL WHERE cutover = $1 AND name = $2
        """,
        cancellationToken, _cutover, step);

    /// <summary>Why the step, or what runs beside the later ones, failed; null when it does no more.</summary>
    public Task NoteErrorAsync(string step, string? error, CancellationToken cancellationToken) => WriteAsync(
        "UPDATE clerk2workos.cutover_steps SET error = nullif($3, '') WHERE cutover = $1 AND name = $2", cancellationToken, _cutover, step, error ?? "");

    /// <summary>The window begins, unless it has.</summary>
    public Task BeginWindowAsync(CancellationToken cancellationToken) => WriteAsync(
        "UPDATE clerk2workos.cutovers SET state = 'watching', watched_since = now() WHERE id = $1 AND state = 'running'", cancellationToken, _cutover);

    public Task NoteEarlyAsync(string reason, CancellationToken cancellationToken) =>
        WriteAsync("UPDATE clerk2workos.cutovers SET finished_early = $2 WHERE id = $1", cancellationToken, _cutover, reason);

    public Task NoteBeforeAsync(string signals, CancellationToken cancellationToken) =>
        WriteAsync("UPDATE clerk2workos.cutovers SET before = $2::jsonb WHERE id = $1", cancellationToken, _cutover, signals);

    public Task EndAsync(CutoverState state, CancellationToken cancellationToken) =>
        WriteAsync("UPDATE clerk2workos.cutovers SET state = $2, ended_at = now() WHERE id = $1", cancellationToken, _cutover, CutoverNames.Of(state));

    public Task NotePrerequisiteAsync(PrerequisiteStatus prerequisite, CancellationToken cancellationToken) => WriteAsync(
        """
        INSERT INTO clerk2workos.cutover_prerequisites (cutover, name, state, detail) VALUES ($1, $2, $3, $4)
        ON CONFLICT (cutover, name) DO UPDATE SET state = EXCLUDED.state, detail = EXCLUDED.detail, noted_at = now()
        """,
        cancellationToken, _cutover, prerequisite.Name, prerequisite.State == PrerequisiteState.Skipped ? "skipped" : "met", prerequisite.Sentence);

    public async Task<string?> FindAsync(string step, string name, CancellationToken cancellationToken)
    {
        await using var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await connection.ScalarAsync<string>("SELECT value FROM clerk2workos.cutover_memory WHERE cutover = $1 AND step = $2 AND name = $3", cancellationToken, _cutover, step, name).ConfigureAwait(false);
    }

    public Task KeepAsync(string step, string name, string? value, CancellationToken cancellationToken) => value is null
        ? WriteAsync("DELETE FROM clerk2workos.cutover_memory WHERE cutover = $1 AND step = $2 AND name = $3", cancellationToken, _cutover, step, name)
        : WriteAsync(
            "INSERT INTO clerk2workos.cutover_memory VALUES ($1, $2, $3, $4) ON CONFLICT (cutover, step, name) DO UPDATE SET value = EXCLUDED.value", cancellationToken, _cutover, step, name, value);

    private async Task<CutoverRecord?> FindAsync(CancellationToken cancellationToken)
    {
        await using var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await CutoverRecord.FindAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    private Task WriteAsync(string sql, CancellationToken cancellationToken, params object[] parameters) => new Patience(patience).RepeatAsync(
        async token =>
        {
            await using var connection = await target.OpenConnectionAsync(token).ConfigureAwait(false);
            await using var transaction = await fence.BeginAsync(connection, token).ConfigureAwait(false);
            await connection.ExecuteAsync(sql, token, parameters).ConfigureAwait(false);
            await transaction.CommitAsync(token).ConfigureAwait(false);
        },
        waits: null, cancellationToken);
}
