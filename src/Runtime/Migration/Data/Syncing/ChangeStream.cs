using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.Data.Mapping;
using Npgsql;
using Npgsql.Replication;
using Npgsql.Replication.PgOutput;
using Npgsql.Replication.PgOutput.Messages;
using NpgsqlTypes;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>The legacy database's log, decoded by PostgreSQL's own pgoutput: which rows each transaction has changed, in the order of their commits.</summary>
internal sealed class ChangeStream : IAsyncDisposable
{
    /// <summary>More keys than this are not collected: in the middle of a large transaction, too, since all of it is committed when its first row arrives.</summary>
    public const int MostKeys = 2000;

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private readonly LogicalReplicationConnection _connection;
    private readonly CancellationTokenSource _ending;
    private readonly IAsyncEnumerator<PgOutputReplicationMessage> _messages;
    private readonly DataMap _map;
    private readonly TimeSpan _idle;
    private readonly Dictionary<uint, Relation?> _relations = [];
    private Task<bool>? _next;
    private ChangeBatch _batch = new();
    private long _batchBegan;
    private bool _isInTransaction;

    private ChangeStream(LogicalReplicationConnection connection, CancellationTokenSource ending, IAsyncEnumerator<PgOutputReplicationMessage> messages, DataMap map, TimeSpan idle) =>
        (_connection, _ending, _messages, _map, _idle) = (connection, ending, messages, map, idle);

    /// <summary>Up to where the log has been received.</summary>
    public NpgsqlLogSequenceNumber Received => _connection.LastReceivedLsn;

    /// <summary>A connection that speaks the protocol of replication, and writes values as readers do.</summary>
    public static async Task<LogicalReplicationConnection> ConnectAsync(string connectionString, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options = $"{settings.Options} -c TimeZone=UTC -c DateStyle=ISO,YMD -c IntervalStyle=postgres -c extra_float_digits=1 -c bytea_output=hex".TrimStart();
        var connection = new LogicalReplicationConnection(settings.ConnectionString);
        try
        {
            await connection.Open(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins behind what was applied.</summary>
    /// <exception cref="PostgresException">There is no such slot, or another process reads from it.</exception>
    public static async Task<ChangeStream> OpenAsync(
        string connectionString, string slot, string publication, NpgsqlLogSequenceNumber from, DataMap map, TimeSpan idle, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(connectionString, cancellationToken).ConfigureAwait(false);
        connection.WalReceiverTimeout = TimeSpan.FromMinutes(1);
        connection.SetReplicationStatus(from);
        var ending = new CancellationTokenSource();
        var messages = connection.StartReplication(
            new PgOutputReplicationSlot(slot), new PgOutputReplicationOptions(publication, PgOutputProtocolVersion.V1), ending.Token, from).GetAsyncEnumerator(ending.Token);
        return new ChangeStream(connection, ending, messages, map, idle);
    }

    /// <summary>
    /// What has changed next: whole transactions that follow each other closely, or a part of a large one. Empty where nothing happens for a while.
    /// </summary>
    /// <exception cref="MigrationException">A table's changes do not say which row they are about.</exception>
    public async Task<ChangeBatch> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _next ??= _messages.MoveNextAsync().AsTask();
            if (!_next.IsCompleted && !await WaitAsync(cancellationToken).ConfigureAwait(false))
                return Take();
            var isMessage = await _next.ConfigureAwait(false);
            _next = null;
            if (!isMessage)
                throw new EndOfStreamException("The legacy database ended the stream of its changes.");
            await HandleAsync(_messages.Current, cancellationToken).ConfigureAwait(false);
            var isRipe = !_isInTransaction && _batch.End is not null && TimeProvider.System.GetElapsedTime(_batchBegan) > Longest;
            if (_batch.Count >= MostKeys || isRipe)
                return Take();
        }
    }

    /// <summary>Tells the legacy database that what is before this is committed in the target, and need not be kept.</summary>
    public async Task ConfirmAsync(NpgsqlLogSequenceNumber applied, CancellationToken cancellationToken)
    {
        _connection.SetReplicationStatus(applied);
        await _connection.SendStatusUpdate(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        try
        {
            if (_next is not null)
                await _next.ConfigureAwait(false);
            await _messages.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or EndOfStreamException || RowFaults.IsPassing(failure))
        {
            // It ends, or has ended: what was received and not applied comes again.
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    /// <returns>Whether a message is there; otherwise the batch is to be taken as it is.</returns>
    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (_isInTransaction)
        {
            await _next!.WaitAsync(cancellationToken).ConfigureAwait(false);     // the rest of a transaction is on its way
            return true;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_next!, Task.Delay(_batch.End is null ? _idle : Quiet, waiting.Token)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return _next!.IsCompleted;
    }

    private ChangeBatch Take()
    {
        var batch = _batch;
        _batch = new ChangeBatch();
        if (batch.IsEmpty && batch.End is null && !_isInTransaction && Received > default(NpgsqlLogSequenceNumber))
            batch.End = Received;
        return batch;
    }

    private async Task HandleAsync(PgOutputReplicationMessage message, CancellationToken cancellationToken)
    {
        switch (message)
        {
            case BeginMessage begin:
                _isInTransaction = true;
                if (begin.TransactionXid is { } xid)
                    _batch.Transactions.Add(xid);
                if (_batch.Commits.Count == 0)
                    _batchBegan = TimeProvider.System.GetTimestamp();
                break;
            case CommitMessage commit:
                _isInTransaction = false;
                _batch.End = commit.TransactionEndLsn;
                _batch.Commits.Add(commit.TransactionCommitTimestamp);
                break;
            case RelationMessage relation:
                _relations[relation.RelationId] = Relation.Of(relation, _map);
                break;
            case TruncateMessage truncate:
                foreach (var relation in truncate.Relations)
                {
                    if (_relations.GetValueOrDefault(relation.RelationId) is { } known)
                        _batch.Truncated.Add(known.Table);
                }

                break;
            case InsertMessage insert:
                await AddAsync(insert.Relation, insert.NewRow, cancellationToken).ConfigureAwait(false);
                break;
            case FullUpdateMessage update:
                await AddAsync(update.Relation, update.OldRow, cancellationToken).ConfigureAwait(false);
                await AddAsync(update.Relation, update.NewRow, cancellationToken).ConfigureAwait(false);
                break;
            case IndexUpdateMessage update:
                await AddAsync(update.Relation, update.Key, cancellationToken).ConfigureAwait(false);
                await AddAsync(update.Relation, update.NewRow, cancellationToken).ConfigureAwait(false);
                break;
            case UpdateMessage update:
                await AddAsync(update.Relation, update.NewRow, cancellationToken).ConfigureAwait(false);
                break;
            case FullDeleteMessage delete:
                await AddAsync(delete.Relation, delete.OldRow, cancellationToken).ConfigureAwait(false);
                break;
            case KeyDeleteMessage delete:
                await AddAsync(delete.Relation, delete.Key, cancellationToken).ConfigureAwait(false);
                break;
            default:
                break;      // types and origins say nothing about rows
        }
    }

    private async Task AddAsync(RelationMessage message, ReplicationTuple row, CancellationToken cancellationToken)
    {
        if (_relations.GetValueOrDefault(message.RelationId) is not { } relation)
            return;
        var key = new string[relation.Table.Key.Length];
        var column = 0;
        await foreach (var value in row.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var place = relation.Places[column++];
            if (place < 0)
                continue;
            if (value.Kind != TupleDataKind.TextValue)
                throw new MigrationException($"A change of {relation.Table.Name} does not say which row it is about: its replica identity does not have {relation.Table.Key[place].Name}.");
            using var text = value.GetTextReader();
            key[place] = await text.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }

        _batch.Add(relation.Table, key);
    }

    /// <summary>A table of the stream.</summary>
    /// <param name="Table">What becomes of it.</param>
    /// <param name="Places">For each of its columns the place in the key; -1 for none.</param>
    private sealed record Relation(TableMapping Table, int[] Places)
    {
        /// <summary>Null for a table that is not moved.</summary>
        public static Relation? Of(RelationMessage message, DataMap map)
        {
            var table = map.Tables.FirstOrDefault(table => table.Source.Schema == message.Namespace && table.Source.Name == message.RelationName);
            if (table is null)
                return null;
            int[] places = [.. message.Columns.Select(column => table.Key.ToList().FindIndex(key => key.Name == column.ColumnName))];
            return places.Count(place => place >= 0) == table.Key.Length
                ? new Relation(table, places)
                : throw new MigrationException($"{table.Name} no longer has the columns of its key; plan anew.");
        }
    }
}
