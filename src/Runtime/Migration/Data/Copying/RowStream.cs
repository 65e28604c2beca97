using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Rows from one database through a <see cref="RowMapper"/> into another, never more than a few in memory.</summary>
internal static class RowStream
{
    private const int Full = 64 * 1024;

    private static ReadOnlySpan<byte> Trailer => [0xFF, 0xFF];

    /// <summary>Copies; what the mapper could not map is in it afterwards.</summary>
    /// <param name="legacy">Where the rows come from.</param>
    /// <param name="select">The mapper's SELECT.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="into">Table and columns.</param>
    /// <param name="mapper">Maps them.</param>
    /// <param name="cancellationToken">Ends the copying; the target's transaction is to be rolled back.</param>
    /// <exception cref="PostgresException">A row does not fit, or a database has ended.</exception>
    public static async Task CopyAsync(NpgsqlConnection legacy, string select, NpgsqlConnection target, string into, RowMapper mapper, CancellationToken cancellationToken)
    {
        var source = await legacy.BeginRawBinaryCopyAsync($"COPY ({select}) TO STDOUT (FORMAT BINARY)", cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var sink = await target.BeginRawBinaryCopyAsync($"COPY {into} FROM STDIN (FORMAT BINARY)", cancellationToken).ConfigureAwait(false);
            try
            {
                await PassAsync(source, sink, mapper, cancellationToken).ConfigureAwait(false);
                if (mapper.NeedsKeys)
                    await sink.CancelAsync().ConfigureAwait(false);
            }
            catch
            {
                await CancelAsync(sink).ConfigureAwait(false);
                throw;
            }

            await sink.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes what is in a buffer already, tuples without header and trailer.</summary>
    public static async Task WriteAsync(NpgsqlConnection target, string into, CopyBuffer tuples, CancellationToken cancellationToken)
    {
        var sink = await target.BeginRawBinaryCopyAsync($"COPY {into} FROM STDIN (FORMAT BINARY)", cancellationToken).ConfigureAwait(false);
        try
        {
            tuples.Write(Trailer);
            await sink.WriteAsync(CopyBuffer.Header.ToArray(), cancellationToken).ConfigureAwait(false);
            await sink.WriteAsync(tuples.Written, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await CancelAsync(sink).ConfigureAwait(false);
            throw;
        }

        await sink.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task PassAsync(NpgsqlRawCopyStream source, NpgsqlRawCopyStream sink, RowMapper mapper, CancellationToken cancellationToken)
    {
        var input = new byte[2 * Full];
        var output = new CopyBuffer();
        output.Write(CopyBuffer.Header);
        var (begin, end, isHeaderRead, isDone) = (0, 0, false, false);
        while (!isDone)
        {
            end = await FillAsync(source, input, end, cancellationToken).ConfigureAwait(false);
            if (!isHeaderRead)
                (begin, isHeaderRead) = (HeaderLength(input.AsSpan(0, end)), true);
            (begin, isDone) = MapAll(input.AsSpan(0, end), begin, mapper, output);
            if (output.Length >= Full)
            {
                if (!mapper.NeedsKeys)
                    await sink.WriteAsync(output.Written, cancellationToken).ConfigureAwait(false);
                output.Clear();
            }

            input.AsSpan(begin, end - begin).CopyTo(input);
            (begin, end) = (0, end - begin);
            if (end == input.Length)
                Array.Resize(ref input, checked(input.Length * 2));     // one row that is larger
        }

        output.Write(Trailer);
        if (!mapper.NeedsKeys)
            await sink.WriteAsync(output.Written, cancellationToken).ConfigureAwait(false);
        // Behind the trailer nothing follows; the end of the stream ends the statement.
        while (await source.ReadAsync(input, cancellationToken).ConfigureAwait(false) > 0)
        {
        }
    }

    /// <summary>PostgreSQL sends each row in a message of its own: several make the work on them worth it.</summary>
    private static async ValueTask<int> FillAsync(NpgsqlRawCopyStream source, byte[] input, int end, CancellationToken cancellationToken)
    {
        var begin = end;
        while (end < input.Length && end - begin < Full / 2)
        {
            var count = await source.ReadAsync(input.AsMemory(end), cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return end > begin ? end : throw new EndOfStreamException("The legacy database ended in the middle of its rows.");
            end += count;
        }

        return end;
    }

    private static int HeaderLength(ReadOnlySpan<byte> input)
    {
        var header = CopyBuffer.Header;
        if (input.Length < header.Length || !input[..11].SequenceEqual(header[..11]))
            throw new InvalidDataException("The legacy database does not send rows in the format of PostgreSQL's binary COPY.");
        return header.Length + System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(input[15..]);
    }

    private static (int Begin, bool IsDone) MapAll(ReadOnlySpan<byte> input, int begin, RowMapper mapper, CopyBuffer output)
    {
        while (mapper.Map(input[begin..], output) is not 0 and var length)
        {
            if (length < 0)
                return (begin, true);
            begin += length;
        }

        return (begin, false);
    }

    private static async Task CancelAsync(NpgsqlRawCopyStream sink)
    {
        try
        {
            await sink.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NpgsqlException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The connection is gone as well; what led here is the better message.
        }
    }
}
