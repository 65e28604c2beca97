using Npgsql;

namespace Clerk2WorkOS.Benchmarks.Data;

/// <summary>What no migration can be faster than by this way: rows pass through this process unseen, into a table of the legacy table's own shape.</summary>
internal static class RawCopy
{
    public static async Task RunAsync(string legacy, string target)
    {
        await using var from = await OpenAsync(legacy);
        await using var to = await OpenAsync(target);
        await using var source = await from.BeginRawBinaryCopyAsync("COPY event TO STDOUT (FORMAT BINARY)");
        await using var sink = await to.BeginRawBinaryCopyAsync("COPY raw_events FROM STDIN (FORMAT BINARY)");
        var buffer = new byte[64 * 1024];
        while (await source.ReadAsync(buffer.AsMemory(), default) is > 0 and var count)
            await sink.WriteAsync(buffer.AsMemory(0, count), default);
    }

    // With the same buffers as the migration's own connections.
    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { ReadBufferSize = 64 * 1024, WriteBufferSize = 64 * 1024 }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
