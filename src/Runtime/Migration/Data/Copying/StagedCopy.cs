using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>
/// Rows through a table in between: those that are in the target already are compared, those without their parent are rejected, and the rest is inserted.
/// What the target refuses is found by halves, and rejected with PostgreSQL's reason.
/// </summary>
internal sealed class StagedCopy(NpgsqlConnection legacy, NpgsqlConnection target, IdTable ids, long epoch, TableMapping table, int number = 0)
{
    private readonly string _stage = $"pg_temp.c2w_stage{number}";

    // What PostgreSQL can compare as it is; anything else is compared as its text.
    private static readonly string[] Comparable =
    [
        "text", "character varying", "character", "citext", "uuid", "smallint", "integer", "bigint", "numeric", "real", "double precision", "boolean", "date",
        "timestamp with time zone", "timestamp without time zone", "time without time zone", "time with time zone", "interval", "jsonb", "bytea", "inet", "cidr", "text[]", "uuid[]", "integer[]", "bigint[]",
    ];

    private const string ByIndex = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off";
    private const string AsPlanned = "SET LOCAL enable_hashjoin TO DEFAULT; SET LOCAL enable_mergejoin TO DEFAULT";

    private readonly List<(string Key, string Reason, string Detail)> _refused = [];

    /// <summary>Whether a row of the target under the same key is replaced; otherwise it stays, and where it differs the legacy row is rejected.</summary>
    public bool Overwrites { get; init; }

    // The key as text comes along only where it cannot be told from the row itself.
    private bool _hasKey = table.KeyPlaces is null;

    public async Task<ChunkCounts> CopyAsync(string condition, string? range, CancellationToken cancellationToken)
    {
        var mapper = await StageAsync(condition, cancellationToken).ConfigureAwait(false);
        await RowRejects.NoteAsync(target, table, mapper.Rejects, epoch, cancellationToken).ConfigureAwait(false);
        long rejected = mapper.Rejects.Count;
        rejected += await RejectOrphansAsync(cancellationToken).ConfigureAwait(false);
        var (there, taken) = Overwrites ? (0, 0) : await CompareAsync(range, cancellationToken).ConfigureAwait(false);
        rejected += table.IsWhole
            ? await InsertWholeAsync(mapper.Read, cancellationToken).ConfigureAwait(false)
            : await InsertAsync(1, mapper.Read, cancellationToken).ConfigureAwait(false);
        await RowRejects.NoteAsync(target, table, _refused, epoch, cancellationToken).ConfigureAwait(false);
        await NoteLinksAsync("", cancellationToken).ConfigureAwait(false);
        if (table.Group.IsEmpty)
            await target.ExecuteAsync($"DROP TABLE {_stage}", cancellationToken).ConfigureAwait(false);
        rejected += taken + _refused.Count;
        return new ChunkCounts(mapper.Read, mapper.Read - rejected - there, there, rejected);
    }

    private async Task<RowMapper> StageAsync(string condition, CancellationToken cancellationToken)
    {
        await CreateAsync(cancellationToken).ConfigureAwait(false);
        var mapper = await FillAsync(condition, cancellationToken).ConfigureAwait(false);
        if (!mapper.NeedsKeys)
            return mapper;
        // The COPY was given up, and with it what the transaction did since.
        await target.ExecuteAsync("ROLLBACK TO SAVEPOINT c2w_stage", cancellationToken).ConfigureAwait(false);
        _hasKey = true;
        await CreateAsync(cancellationToken).ConfigureAwait(false);
        return await FillAsync(condition, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RowMapper> FillAsync(string condition, CancellationToken cancellationToken)
    {
        var mapper = new RowMapper(table, ids, RowForm.Staged(_hasKey));
        await RowStream.CopyAsync(legacy, mapper.Select(condition), target, _stage, mapper, cancellationToken).ConfigureAwait(false);
        return mapper;
    }

    private string KeyTextSql => _hasKey ? "s.c2w_key" : $"jsonb_build_array({string.Join(", ", table.KeyPlaces!.Value.Select(place => $"s.c{place}::text"))})::text";

    private Task<int> CreateAsync(CancellationToken cancellationToken)
    {
        var columns = table.Columns.Select((column, index) => $"c{index} {column.Conversion.StageType}");
        if (table.OrganizationColumn is { } organization)
            columns = columns.Append($"org {(organization.BaseType == "uuid" ? "uuid" : "text")}");
        return target.ExecuteAsync($"SAVEPOINT c2w_stage; CREATE TEMP TABLE {_stage} ({string.Join(", ", columns)}{(_hasKey ? ", c2w_key text" : "")}, c2w_row bigint) ON COMMIT DROP", cancellationToken);
    }

    /// <summary>Takes rows out of the target again that lack a row of the tables that were copied with theirs.</summary>
    /// <returns>How many.</returns>
    public async Task<long> RemoveIncompleteAsync(CancellationToken cancellationToken)
    {
        if (table.TargetKey.IsEmpty)
            return 0;
        var removed = 0L;
        var key = string.Join(" AND ", table.TargetKey.Select(index => $"t.{table.Columns[index].Target.QuotedName} = {Staged(index)}"));
        foreach (var inner in table.Inner)
        {
            removed += await RejectAsync(
                true, $"DELETE FROM {table.Target.QuotedName} t USING {_stage} s WHERE {key} AND {inner.MissingSql(column => $"t.{SqlName.Quote(column)}")} RETURNING {KeyTextSql} AS c2w_key", Missing(inner), cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }

    /// <summary>Rows whose parent is not in the target, be it rejected or gone.</summary>
    private async Task<long> RejectOrphansAsync(CancellationToken cancellationToken)
    {
        var rejected = 0L;
        foreach (var parent in table.Parents.Where(parent => parent.Columns.All(column => !IsDoubtful(column))))
            rejected += await RejectAsync(parent.IsIndexed, $"DELETE FROM {_stage} s WHERE {parent.MissingSql(Staged)} RETURNING {KeyTextSql} AS c2w_key", Missing(parent), cancellationToken).ConfigureAwait(false);
        return rejected;
    }

    /// <summary>Rows whose parent of the same table is neither in the target nor comes along.</summary>
    private async Task<long> RejectInnerOrphansAsync(CancellationToken cancellationToken)
    {
        var (rejected, more) = (0L, 1L);
        while (more > 0)
        {
            more = 0;
            foreach (var parent in table.Inner.Where(parent => parent.Parent == table.Name && parent.Columns.All(column => !IsDoubtful(column))))
            {
                var along = string.Join(" AND ", parent.Columns.Select((column, index) => $"{Staged(parent.ParentColumns[index]).Replace("s.", "o.", StringComparison.Ordinal)} = {Staged(column)}"));
                more += await RejectAsync(false, $"DELETE FROM {_stage} s WHERE {parent.MissingSql(Staged)} AND NOT EXISTS (SELECT FROM {_stage} o WHERE {along}) RETURNING {KeyTextSql} AS c2w_key", Missing(parent), cancellationToken).ConfigureAwait(false);
            }

            rejected += more;
        }

        return rejected;
    }

    private static string Missing(ParentReference parent) => $"The row in {parent.ParentTable} that it refers to is not in the target.";

    /// <summary>Notes the rows that a statement takes out, by the keys that it returns.</summary>
    private async Task<long> RejectAsync(bool isByIndex, string taking, string detail, CancellationToken cancellationToken)
    {
        await target.ExecuteAsync(isByIndex ? ByIndex : AsPlanned, cancellationToken).ConfigureAwait(false);
        var count = await target.ScalarAsync<long>(
            $"""
            WITH lost AS ({taking}),
            noted AS (
                INSERT INTO clerk2workos.rejects AS r (kind, source, key, reason, detail, epoch)
                SELECT 'row', $1, l.c2w_key, 'parent_rejected', $2, $3 FROM lost l {RowRejects.OnConflict} RETURNING 1)
            SELECT count(*) FROM noted
            """,
            cancellationToken, table.Name, detail, epoch).ConfigureAwait(false);
        await target.ExecuteAsync(AsPlanned, cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>Sorts out the rows whose key is taken: by themselves, or by something else.</summary>
    private async Task<(long There, long Taken)> CompareAsync(string? range, CancellationToken cancellationToken)
    {
        if (table.TargetKey.IsEmpty || table.TargetKey.Any(index => IsDoubtful(table.Columns[index])))
            return (0, 0);
        var key = string.Join(" AND ", table.TargetKey.Select(index => $"t.{table.Columns[index].Target.QuotedName} = {Staged(index)}"));
        var same = string.Join(" AND ", Enumerable.Range(0, table.Columns.Length).Select(Same).Concat(table.OrganizationColumn is { } org ? [$"t.{org.QuotedName} IS NOT DISTINCT FROM s.org"] : []));
        // Without a range PostgreSQL might read the whole table for each chunk.
        var candidates = string.IsNullOrEmpty(range) ? $"{table.Target.QuotedName} t" : $"(SELECT * FROM {table.Target.QuotedName} t{range}) t";
        await target.ExecuteAsync(
            $"{(range is null ? ByIndex : AsPlanned)}; CREATE TEMP TABLE c2w_there ON COMMIT DROP AS SELECT s.c2w_row, ({same}) AS same FROM {_stage} s JOIN {candidates} ON {key}; {AsPlanned}", cancellationToken).ConfigureAwait(false);
        var taken = await target.ScalarAsync<long>(
            $"""
            WITH lost AS (DELETE FROM {_stage} s USING pg_temp.c2w_there h WHERE h.c2w_row = s.c2w_row AND NOT h.same RETURNING {KeyTextSql} AS c2w_key),
            noted AS (
                INSERT INTO clerk2workos.rejects AS r (kind, source, key, reason, detail, epoch)
                SELECT 'row', $1, l.c2w_key, 'key_taken', 'The target has another row with this key.', $2 FROM lost l {RowRejects.OnConflict} RETURNING 1)
            SELECT count(*) FROM noted
            """,
            cancellationToken, table.Name, epoch).ConfigureAwait(false);
        if (!table.Links.IsEmpty)
            await NoteLinksAsync(" AND s.c2w_row IN (SELECT h.c2w_row FROM pg_temp.c2w_there h)", cancellationToken).ConfigureAwait(false);
        var kept = await target.ExecuteAsync($"DELETE FROM {_stage} s USING pg_temp.c2w_there h WHERE h.c2w_row = s.c2w_row", cancellationToken).ConfigureAwait(false);
        await target.ExecuteAsync("DROP TABLE pg_temp.c2w_there", cancellationToken).ConfigureAwait(false);
        return (kept, taken);
    }

    private string Same(int index)
    {
        var column = table.Columns[index];
        var isPlain = column.Conversion.TargetCast is null && Comparable.Contains(column.Target.BaseType);
        var (there, staged) = isPlain ? ($"t.{column.Target.QuotedName}", $"s.c{index}") : ($"t.{column.Target.QuotedName}::text", $"s.c{index}::text");
        var same = $"{there} IS NOT DISTINCT FROM {staged}";
        return table.Links.Contains(index) ? $"({there} IS NULL OR {same})" : same;
    }

    /// <summary>Inserts the rows of these numbers, all or, where the target refuses, half by half.</summary>
    /// <returns>How many were rejected beside those in <see cref="_refused"/>: none.</returns>
    private async Task<long> InsertAsync(long first, long last, CancellationToken cancellationToken)
    {
        if (first > last)
            return 0;
        var failure = await TryInsertAsync(first, last, isKept: true, cancellationToken).ConfigureAwait(false);
        if (failure is null)
            return 0;
        if (first == last)
        {
            await RefuseAsync(first, failure, cancellationToken).ConfigureAwait(false);
            return 0;
        }

        var middle = first + ((last - first) / 2);
        return await InsertAsync(first, middle, cancellationToken).ConfigureAwait(false) + await InsertAsync(middle + 1, last, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Inserts all rows in one statement, since they need one another; what the target refuses is found by trying each alone.</summary>
    /// <returns>How many were rejected for want of another of them.</returns>
    private async Task<long> InsertWholeAsync(long last, CancellationToken cancellationToken)
    {
        var rejected = await RejectInnerOrphansAsync(cancellationToken).ConfigureAwait(false);
        while (await TryInsertAsync(1, last, isKept: true, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            var before = _refused.Count;
            for (var row = 1L; row <= last; row++)
            {
                if (await TryInsertAsync(row, row, isKept: false, cancellationToken).ConfigureAwait(false) is { } reason && (reason.SqlState != PostgresErrorCodes.ForeignKeyViolation || !IsInner(reason)))
                    await RefuseAsync(row, reason, cancellationToken).ConfigureAwait(false);
            }

            if (_refused.Count == before)
                throw new MigrationException($"{table.Name} has to be copied in one piece, and the target refuses it: {RowFaults.Describe(failure, []).Detail}", failure);
            rejected += await RejectInnerOrphansAsync(cancellationToken).ConfigureAwait(false);
        }

        return rejected;
    }

    private bool IsInner(PostgresException exception) => table.Inner.Any(inner => inner.Constraint == exception.ConstraintName);

    /// <returns>Why the target refuses; null if it does not.</returns>
    private async Task<PostgresException?> TryInsertAsync(long first, long last, bool isKept, CancellationToken cancellationToken)
    {
        var values = Enumerable.Range(0, table.Columns.Length).Select(index => table.Links.Contains(index) ? "NULL" : Staged(index)).Concat(table.OrganizationColumn is null ? [] : ["s.org"]);
        await target.ExecuteAsync("SAVEPOINT c2w_insert", cancellationToken).ConfigureAwait(false);
        try
        {
            await target.ExecuteAsync(
                $"""
                INSERT INTO {table.Target.QuotedName} ({table.WrittenSql}) OVERRIDING SYSTEM VALUE
                SELECT {string.Join(", ", values)} FROM {_stage} s WHERE s.c2w_row BETWEEN $1 AND $2{OnConflictSql}
                """,
                cancellationToken, first, last).ConfigureAwait(false);
            await target.ExecuteAsync(isKept ? "RELEASE SAVEPOINT c2w_insert" : "ROLLBACK TO SAVEPOINT c2w_insert; RELEASE SAVEPOINT c2w_insert", cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (PostgresException exception) when (RowFaults.IsOfRow(exception))
        {
            await target.ExecuteAsync("ROLLBACK TO SAVEPOINT c2w_insert; RELEASE SAVEPOINT c2w_insert", cancellationToken).ConfigureAwait(false);
            return exception;
        }
    }

    private string OnConflictSql
    {
        get
        {
            if (!Overwrites)
                return "";
            var key = table.TargetKey.Select(index => table.Columns[index].Target).ToList();
            var others = table.Written.Where(column => !key.Contains(column) && !table.OnlyWhenNew.Any(index => table.Columns[index].Target == column) && column.Identity != Catalog.CatalogIdentity.Always).Select(column => $"{column.QuotedName} = excluded.{column.QuotedName}").ToList();
            return $" ON CONFLICT ({string.Join(", ", key.Select(column => column.QuotedName))}) DO {(others.Count == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", others)}")}";
        }
    }

    private async Task RefuseAsync(long row, PostgresException exception, CancellationToken cancellationToken)
    {
        var key = await target.ScalarAsync<string>($"DELETE FROM {_stage} s WHERE s.c2w_row = $1 RETURNING {KeyTextSql}", cancellationToken, row).ConfigureAwait(false);
        var (reason, detail) = RowFaults.Describe(exception, table.Parents.Select(parent => parent.Constraint));
        _refused.Add((key!, reason, detail));
    }

    private async Task NoteLinksAsync(string condition, CancellationToken cancellationToken)
    {
        if (table.Links.IsEmpty)
            return;
        var columns = table.TargetKey.Concat(table.Links).Select(index => $"s.c{index}");
        var any = string.Join(" OR ", table.Links.Select(index => $"s.c{index} IS NOT NULL"));
        await target.ExecuteAsync($"INSERT INTO {table.LinksTable} SELECT {KeyTextSql}, {string.Join(", ", columns)} FROM {_stage} s WHERE ({any}){condition}", cancellationToken).ConfigureAwait(false);
    }

    private string Staged(int index) => table.Columns[index].Conversion.TargetCast is { } cast ? $"s.c{index}::{cast}" : $"s.c{index}";

    private string Staged(string column) => Find(column) is >= 0 and var index ? Staged(index) : "s.org";

    // A text that may not be what it is to become would end the statement for all rows.
    private bool IsDoubtful(string column) => Find(column) is >= 0 and var index && IsDoubtful(table.Columns[index]);

    private static bool IsDoubtful(MappedColumn column) => column.Conversion.TargetCast is not null && !column.Target.IsEnum;

    private int Find(string column)
    {
        for (var index = 0; index < table.Columns.Length; index++)
        {
            if (table.Columns[index].Target.Name == column)
                return index;
        }

        return -1;
    }
}
