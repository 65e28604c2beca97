using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Checking;

/// <summary>Walks along the keys of both databases and of the rejects at once; nothing is kept but what is shown.</summary>
internal sealed class RowMerge
{
    private readonly Func<string, RowDifference, Task>? _found;

    private RowMerge(Func<string, RowDifference, Task>? found) => _found = found;

    public RowTally Missing { get; } = new();

    public RowTally Different { get; } = new();

    public RowTally OnlyInTarget { get; } = new();

    /// <summary>Rejects whose row is in the target after all, the same.</summary>
    public RowTally NoLongerRejected { get; } = new();

    /// <summary>Rejects whose row is no longer in the legacy database.</summary>
    public RowTally RejectedAndGone { get; } = new();

    /// <summary>Compares.</summary>
    /// <param name="legacy">The legacy database.</param>
    /// <param name="sourceRows">Key and hash of each of its rows, in the order of keys.</param>
    /// <param name="target">The target.</param>
    /// <param name="targetRows">The same of its rows.</param>
    /// <param name="rejects">Another connection to the target.</param>
    /// <param name="source">The legacy table's name, as it stands in rejects.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="found">Is told of each key about which the databases differ.</param>
    public static async Task<RowMerge> CompareAsync(
        NpgsqlConnection legacy, string sourceRows, NpgsqlConnection target, string targetRows, NpgsqlConnection rejects, string source, CancellationToken cancellationToken,
        Func<string, RowDifference, Task>? found = null)
    {
        await using var from = await Cursor.OpenAsync(legacy, sourceRows, null, cancellationToken).ConfigureAwait(false);
        await using var to = await Cursor.OpenAsync(target, targetRows, null, cancellationToken).ConfigureAwait(false);
        await using var open = await Cursor.OpenAsync(
            rejects, "SELECT key COLLATE \"C\", CASE reason WHEN 'link_missing' THEN 1 ELSE 0 END::bigint FROM clerk2workos.rejects WHERE kind = 'row' AND source = $1 ORDER BY 1", source, cancellationToken).ConfigureAwait(false);
        var merge = new RowMerge(found);
        while (Least(from.Key, to.Key, open.Key) is { } key)
        {
            if (merge.Judge(key, from.At(key), to.At(key), open.At(key)) is { } difference && merge._found is not null)
                await merge._found(key, difference).ConfigureAwait(false);
            await from.PassAsync(key, cancellationToken).ConfigureAwait(false);
            await to.PassAsync(key, cancellationToken).ConfigureAwait(false);
            await open.PassAsync(key, cancellationToken).ConfigureAwait(false);
        }

        return merge;
    }

    private RowDifference? Judge(string key, long? from, long? to, long? reject)
    {
        RowDifference? difference =
            from is null ? (to is null ? RowDifference.RejectedAndGone : RowDifference.OnlyInTarget)
            : to is null ? (reject is null or 1 ? RowDifference.Missing : RowDifference.Rejected)
            : to != from ? (reject is null ? RowDifference.Different : RowDifference.Rejected)
            : reject is not null ? RowDifference.NoLongerRejected : null;
        switch (difference)
        {
            case RowDifference.Missing:
                Missing.Add(key);
                break;
            case RowDifference.Different:
                Different.Add(key);
                break;
            case RowDifference.OnlyInTarget:
                OnlyInTarget.Add(key);
                break;
            case RowDifference.NoLongerRejected:
                NoLongerRejected.Add(key);
                break;
            case RowDifference.RejectedAndGone:
                RejectedAndGone.Add(key);
                break;
            default:
                break;      // a rejected row is no finding of its own
        }

        return difference;
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

/// <summary>In what both databases differ about a key.</summary>
internal enum RowDifference
{
    /// <summary>The row is neither in the target nor rejected.</summary>
    Missing,

    /// <summary>The target's row has other values.</summary>
    Different,

    /// <summary>The legacy database does not have the row.</summary>
    OnlyInTarget,

    /// <summary>The row is rejected; whether it still has to be is not known.</summary>
    Rejected,

    /// <summary>The row is noted as rejected and is in the target, the same.</summary>
    NoLongerRejected,

    /// <summary>The row is noted as rejected and is in neither.</summary>
    RejectedAndGone,
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
