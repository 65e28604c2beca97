using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Sequences of columns that count by themselves: no number that was copied, or that the legacy database gave out, is given out again.</summary>
internal static class Sequences
{
    /// <summary>Raises those of a table that are too low; never lowers one.</summary>
    public static async Task RaiseAsync(NpgsqlConnection legacy, NpgsqlConnection target, TableMapping table, CancellationToken cancellationToken)
    {
        foreach (var column in table.Columns.Where(column => column.Target.Sequence is not null))
        {
            var given = column.Source?.Sequence is { } sequence
                ? await legacy.ScalarAsync<long>($"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}", cancellationToken).ConfigureAwait(false)
                : 0;
            await target.ExecuteAsync(
                $"""
                SELECT setval($1::regclass, x.high) FROM (SELECT greatest($2::bigint, (SELECT max({column.Target.QuotedName})::bigint FROM {table.Target.QuotedName})) AS high) x
                WHERE x.high > 0 AND x.high > (SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM {column.Target.Sequence})
                """,
                cancellationToken, column.Target.Sequence!, given).ConfigureAwait(false);
        }
    }

    /// <summary>Sequences that would give out a number that is taken.</summary>
    public static async Task<IReadOnlyList<string>> LowAsync(NpgsqlConnection target, TableMapping table, CancellationToken cancellationToken)
    {
        var low = new List<string>();
        foreach (var column in table.Columns.Where(column => column.Target.Sequence is not null))
        {
            var isLow = await target.ScalarAsync<bool>(
                $"""
                SELECT coalesce((SELECT max({column.Target.QuotedName})::bigint FROM {table.Target.QuotedName}), 0)
                    > (SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM {column.Target.Sequence})
                """,
                cancellationToken).ConfigureAwait(false);
            if (isLow)
                low.Add($"{column.Target.Sequence} ({table.Target.Name}.{column.Target.Name})");
        }

        return low;
    }
}
