using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>The id map as bytes, so that a row is mapped without making a single string: about 130 bytes a user.</summary>
internal sealed class IdTable
{
    /// <summary>Before the WorkOS id of somebody who has none of Clerk's.</summary>
    public const string BornAtWorkOS = "workos:";

    private const int UuidLength = 16;

    private const string Forth = """
        SELECT clerk_user_id, organization_id, workos_user_id FROM clerk2workos.user_map WHERE mapped_at >= $1
        UNION ALL SELECT clerk_org_id, organization_id, NULL FROM clerk2workos.organization_map WHERE mapped_at >= $1
        """;

    private const string Back = "SELECT workos_user_id, organization_id, clerk_user_id FROM clerk2workos.user_map WHERE mapped_at >= $1 AND clerk_user_id NOT LIKE 'workos:%'";

    // What was committed after a later transaction had begun carries the earlier time.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private IdTable? _born;
    private Entry[] _entries = new Entry[1024];
    private int[] _buckets = new int[2048];
    private byte[] _bytes = new byte[64 * 1024];
    private int _count;
    private int _used;
    private DateTime _readAt = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public int Users { get; private set; }

    /// <summary>Whether it leads back, from WorkOS's ids to Clerk's.</summary>
    public bool IsReversed { get; init; }

    /// <summary>How long what follows <c>user_</c> is in the ids that are looked up: Clerk's, or WorkOS's.</summary>
    public int TailLength => IsReversed ? 26 : 27;

    /// <summary>WorkOS's id of a Clerk user.</summary>
    public bool TryUser(ReadOnlySpan<byte> clerkUserId, out ReadOnlySpan<byte> workosUserId)
    {
        if (TryFind(clerkUserId, out var entry) && entry.IsUser)
        {
            workosUserId = _bytes.AsSpan(entry.Start + entry.KeyLength + UuidLength, entry.ValueLength);
            return true;
        }

        workosUserId = default;
        return false;
    }

    /// <summary>
    /// The id for one that stands in a column of ids. On the way back, whoever the map does not know was born in WorkOS and becomes <c>workos:{id}</c>, since the legacy column has to
    /// hold something that is nobody else's.
    /// </summary>
    /// <param name="id">As it stands in the column.</param>
    /// <param name="mayBeOther">Whether the column may hold ids that were never mapped, and stay as they are.</param>
    /// <param name="mapped">What it becomes.</param>
    public bool TryColumn(ReadOnlySpan<byte> id, bool mayBeOther, out ReadOnlySpan<byte> mapped)
    {
        if (TryUser(id, out mapped))
            return true;
        if (!IsReversed || (mayBeOther && !(id.StartsWith("user_"u8) && id.Length == "user_".Length + TailLength)))
            return false;
        var text = Encoding.UTF8.GetString(id);
        _born ??= new IdTable();       // apart, since in a document such an id stays as it is
        _born.AddUser(text, $"{BornAtWorkOS}{text}", Guid.Empty);
        return _born.TryUser(id, out mapped);
    }

    /// <summary><c>organizations.id</c> of a user's personal organization, or of what was an organization of Clerk's: 16 bytes as PostgreSQL sends them.</summary>
    public bool TryOrganization(ReadOnlySpan<byte> clerkId, bool isUser, out ReadOnlySpan<byte> uuid)
    {
        if (TryFind(clerkId, out var entry) && entry.IsUser == isUser)
        {
            uuid = _bytes.AsSpan(entry.Start + entry.KeyLength, UuidLength);
            return true;
        }

        uuid = default;
        return false;
    }

    public void AddUser(string clerkUserId, string workosUserId, Guid organizationId)
    {
        if (Add(clerkUserId, organizationId, workosUserId, isUser: true))
            Users++;
    }

    public void AddOrganization(string clerkOrgId, Guid organizationId) => Add(clerkOrgId, organizationId, "", isUser: false);

    /// <summary>Reads the map; empty where its tables are not there yet.</summary>
    public static async Task<IdTable> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var table = new IdTable();
        await table.RefreshAsync(connection, cancellationToken).ConfigureAwait(false);
        return table;
    }

    /// <summary>Takes in who has been mapped since it was read.</summary>
    /// <returns>How many are new.</returns>
    public async Task<int> RefreshAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!await connection.ScalarAsync<bool>("SELECT to_regclass('clerk2workos.organization_map') IS NOT NULL", cancellationToken).ConfigureAwait(false))
            return 0;
        var readAt = await connection.ScalarAsync<DateTime>("SELECT now()", cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(IsReversed ? Back : Forth, connection) { CommandTimeout = 0, Parameters = { new NpgsqlParameter<DateTime> { TypedValue = _readAt - Overlap } } };
        var before = _count;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (reader.Text(2) is { } workosUserId)
                    AddUser(reader.GetString(0), workosUserId, reader.GetGuid(1));
                else
                    AddOrganization(reader.GetString(0), reader.GetGuid(1));
            }
        }

        _readAt = readAt;
        return _count - before;
    }

    /// <returns>False if it is there.</returns>
    private bool Add(string key, Guid uuid, string value, bool isUser)
    {
        if (TryFind(Encoding.UTF8.GetBytes(key), out var known) && known.IsUser == isUser)
            return false;
        if (_count == _entries.Length)
            Grow();
        var (keyLength, valueLength) = (Encoding.UTF8.GetByteCount(key), Encoding.UTF8.GetByteCount(value));
        while (_used + keyLength + UuidLength + valueLength > _bytes.Length)
            Array.Resize(ref _bytes, checked(_bytes.Length * 2));
        var target = _bytes.AsSpan(_used);
        Encoding.UTF8.GetBytes(key, target);
        uuid.TryWriteBytes(target[keyLength..], bigEndian: true, out _);
        Encoding.UTF8.GetBytes(value, target[(keyLength + UuidLength)..]);
        _entries[_count] = new Entry(_used, keyLength, valueLength, isUser, 0);
        _used += keyLength + UuidLength + valueLength;
        Link(_count++);
        return true;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = new int[_entries.Length * 2];
        for (var index = 0; index < _count; index++)
            Link(index);
    }

    private void Link(int index)
    {
        ref var entry = ref _entries[index];
        ref var bucket = ref _buckets[Bucket(_bytes.AsSpan(entry.Start, entry.KeyLength))];
        entry = entry with { Next = bucket };
        bucket = index + 1;
    }

    private bool TryFind(ReadOnlySpan<byte> key, out Entry found)
    {
        for (var next = _buckets[Bucket(key)]; next != 0; next = found.Next)
        {
            found = _entries[next - 1];
            if (found.KeyLength == key.Length && key.SequenceEqual(_bytes.AsSpan(found.Start, found.KeyLength)))
                return true;
        }

        found = default;
        return false;
    }

    private int Bucket(ReadOnlySpan<byte> key)
    {
        var hash = (ulong)key.Length;
        var words = MemoryMarshal.Cast<byte, ulong>(key);
        foreach (var word in words)
            hash = (hash ^ BinaryPrimitives.ReverseEndianness(word * 0x9E3779B97F4A7C15)) * 0xC2B2AE3D27D4EB4F;
        foreach (var rest in key[(words.Length * sizeof(ulong))..])
            hash = (hash ^ rest) * 0x100000001B3;
        return (int)((hash ^ (hash >> 32)) & (ulong)(_buckets.Length - 1));
    }

    private readonly record struct Entry(int Start, int KeyLength, int ValueLength, bool IsUser, int Next);
}
