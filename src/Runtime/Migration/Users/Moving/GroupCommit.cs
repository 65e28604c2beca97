using System.Threading.Channels;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Migration.Users.Target;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>
/// Writes what many users want to write at once in one fenced transaction, as a database does with its log: a commit costs the same for one user and for fifty. All that is written
/// has the same effect when it is written twice, so that a transaction whose answer got lost is simply sent again.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MostInOne = 64;

    private readonly Channel<Request> _requests = Channel.CreateUnbounded<Request>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private readonly TargetDatabase _target;
    private readonly MigrationFence _fence;
    private readonly Task _writing;

    public GroupCommit(TargetDatabase target, MigrationFence fence)
    {
        (_target, _fence) = (target, fence);
        _writing = WriteAllAsync();
    }

    /// <summary>Returns when the statements are committed.</summary>
    /// <param name="statements">Makes them, anew for each attempt.</param>
    /// <param name="cancellationToken">Ends the waiting; they may be committed all the same.</param>
    /// <exception cref="MigrationFencedException">Another run has taken over.</exception>
    /// <exception cref="PostgresException">The database refuses these statements; nothing of them is written.</exception>
    public Task WriteAsync(Func<IEnumerable<NpgsqlBatchCommand>> statements, CancellationToken cancellationToken)
    {
        var request = new Request(statements);
        return _requests.Writer.TryWrite(request)
            ? request.Done.Task.WaitAsync(cancellationToken)
            : Task.FromException(new ObjectDisposedException(nameof(GroupCommit)));
    }

    /// <summary>Gives up what is not committed yet.</summary>
    public async ValueTask DisposeAsync()
    {
        _requests.Writer.TryComplete();
        await _ending.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        _ending.Dispose();
    }

    private async Task WriteAllAsync()
    {
        var group = new List<Request>(MostInOne);
        while (await _requests.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            group.Clear();
            while (group.Count < MostInOne && _requests.Reader.TryRead(out var request))
                group.Add(request);
            await WriteGroupAsync(group).ConfigureAwait(false);
        }
    }

    private async Task WriteGroupAsync(List<Request> group)
    {
        try
        {
            await CommitAsync(group).ConfigureAwait(false);
            group.ForEach(request => request.Done.TrySetResult());
        }
        catch (PostgresException) when (group.Count > 1)
        {
            // One of them is refused: only that one is to hear of it.
            foreach (var request in group)
                await WriteGroupAsync([request]).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            group.ForEach(request => request.Done.TrySetException(failure));
        }
    }

    private Task<bool> CommitAsync(List<Request> group) => _target.RunAsync(
        async (connection, token) =>
        {
            await using var transaction = await _fence.BeginAsync(connection, token).ConfigureAwait(false);
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var statement in group.SelectMany(request => request.Statements()))
                batch.BatchCommands.Add(statement);
            await batch.ExecuteNonQueryAsync(token).ConfigureAwait(false);
            await transaction.CommitAsync(token).ConfigureAwait(false);
            return true;
        },
        _ending.Token);

    private sealed class Request(Func<IEnumerable<NpgsqlBatchCommand>> statements)
    {
        public Func<IEnumerable<NpgsqlBatchCommand>> Statements => statements;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
