using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Checking;

/// <summary>Walks along the keys of both databases and of the rejects at once; nothing is kept but what is shown.</summary>
internal sealed class RowMerge
{
    public RowTally Missing { get; } = new();

    public RowTally Different { get; } = new();

    public RowTally OnlyInTarget { get; } = new();

    /// <summary>Rejects whose row is in the target after all, the same.</summary>
    public RowTally NoLongerRejected { get; } = new();

    /// <summary>Rejects whose row is no longer in the legacy database.</summary>
    public RowTally RejectedAndGone { get; } = new();

    public static async Task<RowMerge> CompareAsync(
        NpgsqlConnection legacy, string sourceRows, NpgsqlConnection target, string targetRows, NpgsqlConnection rejects, string source, CancellationToken cancellationToken)
    {
        await using var from = await Cursor.OpenAsync(legacy, sourceRows, null, cancellationToken).ConfigureAwait(false);
        await using var to = await Cursor.OpenAsync(target, targetRows, null, cancellationToken).ConfigureAwait(false);
        await using var open = await Cursor.OpenAsync(
            rejects, "SELECT key COLLATE \"C\", CASE reason WHEN 'link_missing' THEN 1 ELSE 0 END::bigint FROM clerk2workos.rejects WHERE kind = 'row' AND source = $1 ORDER BY 1", source, cancellationToken).ConfigureAwait(false);
        var merge = new RowMerge();
        while (Least(from.Key, to.Key, open.Key) is { } key)
        {
            merge.Judge(key, from.At(key), to.At(key), open.At(key));
            await from.PassAsync(key, cancellationToken).ConfigureAwait(false);
            await to.PassAsync(key, cancellationToken).ConfigureAwait(false);
            await open.PassAsync(key, cancellationToken).ConfigureAwait(false);
        }

        return merge;
    }

    private void Judge(string key, long? from, long? to, long? reject)
    {
        if (from is null)
            (to is null ? RejectedAndGone : OnlyInTarget).Add(key);
        else if (to is null && reject is null or 1)
            Missing.Add(key);
        else if (to is not null && to != from && reject is null)
            Different.Add(key);
        else if (to == from && reject is not null)
            NoLongerRejected.Add(key);
    }

    private static string? Least(params string?[] keys) => keys.OfType<string>().Min(Utf8Order.Instance);

    /// <summary>Rows in the order of their keys' bytes.</summary>
    private sealed class Cursor(NpgsqlCommand command, NpgsqlDataReader reader) : IAsyncDisposable
    {
        private long _value;

        public string? Key { get; private set; }

        public static async Task<Cursor> OpenAsync(NpgsqlConnection connection, string sql, string? parameter, CancellationToken cancellationToken)
        {
            var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            if (parameter is not null)
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = parameter });
            var cursor = new Cursor(command, await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false));
            await cursor.ReadAsync(cancellationToken).ConfigureAwait(false);
            return cursor;
        }

        public long? At(string key) => Key == key ? _value : null;

        public ValueTask PassAsync(string key, CancellationToken cancellationToken) => Key == key ? ReadAsync(cancellationToken) : ValueTask.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            await command.DisposeAsync().ConfigureAwait(false);
        }

        private async ValueTask ReadAsync(CancellationToken cancellationToken)
        {
            var isRow = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            (Key, _value) = isRow ? (reader.GetString(0), reader.GetInt64(1)) : (null, 0);
        }
    }
}

/// <summary>How many, and the first twenty.</summary>
internal sealed class RowTally
{
    private readonly List<string> _examples = [];

    public long Count { get; private set; }

    public IReadOnlyList<string> Examples => _examples;

    public void Add(string key)
    {
        Count++;
        if (_examples.Count < 20)
            _examples.Add(key);
    }
}

/// <summary>The order of UTF-8's bytes, which is PostgreSQL's collation "C"; that of .NET's own code units differs where surrogates are.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var one = x.AsSpan();
        var other = y.AsSpan();
        var common = one.CommonPrefixLength(other);
        if (common == one.Length || common == other.Length)
            return one.Length.CompareTo(other.Length);
        return Place(one[common]).CompareTo(Place(other[common]));
    }

    // Half of a character beyond the basic plane comes after all of that plane.
    private static int Place(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
