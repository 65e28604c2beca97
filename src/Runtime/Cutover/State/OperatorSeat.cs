using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.State;

/// <summary>
/// One operator at a time. Whoever holds the seat looks every second whether it is still theirs: a step in hand is not checked against the fence as the notes about it are, so it is
/// cancelled when another operator, who took this one for dead, has begun.
/// </summary>
internal sealed class OperatorSeat : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _target;
    private readonly MigrationFence _fence;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _looking;

    private OperatorSeat(NpgsqlDataSource target, MigrationFence fence, TimeSpan patience, CancellationToken cancellationToken)
    {
        (_target, _fence, _lost) = (target, fence, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken));
        (Ledger, Token) = (new CutoverLedger(target, fence, patience), _lost.Token);
        _looking = LookAsync();
    }

    public CutoverLedger Ledger { get; }

    /// <summary>Is cancelled by the operator, and when the seat is lost.</summary>
    public CancellationToken Token { get; }

    public bool IsLost { get; private set; }

    /// <exception cref="Clerk2WorkOS.Migration.MigrationException">Another operator lives.</exception>
    public static async Task<OperatorSeat> TakeAsync(NpgsqlDataSource target, string command, bool isPooled, TimeSpan patience, CancellationToken cancellationToken) =>
        new(target, await MigrationFence.EnterAsync(target, FenceScope.Cutover, FenceMode.Alone, command, isPooled, cancellationToken).ConfigureAwait(false), patience, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync().ConfigureAwait(false);
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);      // ends by cancellation
        await _fence.DisposeAsync().ConfigureAwait(false);
        _leaving.Dispose();
        _lost.Dispose();
    }

    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(Look);
        while (await timer.WaitForNextTickAsync(_leaving.Token).ConfigureAwait(false))
        {
            try
            {
                await using var connection = await _target.OpenConnectionAsync(_leaving.Token).ConfigureAwait(false);
                if (await connection.ScalarAsync<long>("SELECT epoch FROM clerk2workos.migration WHERE scope = 'cutover'", _leaving.Token).ConfigureAwait(false) == _fence.Epoch)
                    continue;
                IsLost = true;
                await _lost.CancelAsync().ConfigureAwait(false);
                return;
            }
            catch (NpgsqlException) when (!_leaving.IsCancellationRequested)
            {
                // The database is away: nobody else can take the seat meanwhile.
            }
        }
    }
}
