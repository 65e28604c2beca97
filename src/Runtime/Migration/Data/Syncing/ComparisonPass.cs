using Clerk2WorkOS.Migration.Data.Checking;
using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>Reads both databases along their keys and applies what differs, and what is rejected. Where a table has columns that SQL cannot compare, all its rows are written again.</summary>
internal sealed class ComparisonPass(DataSession session, DataMap map, bool deletesExtra, Func<ChangeBatch, CancellationToken, Task> apply)
{
    /// <summary>Rows that only the target has, and that were left.</summary>
    public long OnlyInTarget { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var table in map.Tables)
            await CompareAsync(table, cancellationToken).ConfigureAwait(false);
    }

    private async Task CompareAsync(TableMapping table, CancellationToken cancellationToken)
    {
        await using var reader = await LegacyReader.OpenAsync(session.Legacy, null, cancellationToken).ConfigureAwait(false);
        await using var target = await session.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await target.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await target.ExecuteAsync($"SET TRANSACTION READ ONLY; {LegacyReader.Settings}", cancellationToken).ConfigureAwait(false);
        await using var rejects = await session.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var checksums = new Checksums(table, await Checksums.IsHashSharedAsync(reader.Connection, target, cancellationToken).ConfigureAwait(false));
        var batch = new ChangeBatch();
        if (checksums.NotCompared.Count > 0)
        {
            await using var command = new Npgsql.NpgsqlCommand($"SELECT {table.KeyTextSql} FROM {table.Source.QuotedName} t", reader.Connection) { CommandTimeout = 0 };
            await using var keys = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await keys.ReadAsync(cancellationToken).ConfigureAwait(false))
                await AddAsync(keys.GetString(0)).ConfigureAwait(false);
        }

        var merge = await RowMerge.CompareAsync(
            reader.Connection, checksums.SourceRows, target, checksums.TargetRows, rejects, table.Name, cancellationToken,
            (key, difference) => difference == RowDifference.OnlyInTarget && !deletesExtra ? Task.CompletedTask : AddAsync(key)).ConfigureAwait(false);
        if (!deletesExtra)
            OnlyInTarget += merge.OnlyInTarget.Count;
        await apply(batch, cancellationToken).ConfigureAwait(false);

        async Task AddAsync(string key)
        {
            batch.Add(table, RowKeys.Parts(key));
            if (batch.Count < ChangeStream.MostKeys)
                return;
            await apply(batch, cancellationToken).ConfigureAwait(false);
            batch = new ChangeBatch();
        }
    }
}
