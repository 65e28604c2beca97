using Npgsql;

namespace Clerk2WorkOS.BookingSeed;

/// <summary>Rows that are collected first, and then copied in one go.</summary>
/// <param name="name">The table.</param>
/// <param name="columns">Its columns that are filled, as SQL lists them.</param>
internal sealed class LegacyTable(string name, string columns)
{
    private readonly List<object?[]> _rows = [];

    public int Count => _rows.Count;

    public void Add(params object?[] values) => _rows.Add(values);

    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var writer = await connection.BeginBinaryImportAsync($"COPY {name} ({columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var row in _rows)
            await writer.WriteRowAsync(cancellationToken, row);
        await writer.CompleteAsync(cancellationToken);
    }
}
