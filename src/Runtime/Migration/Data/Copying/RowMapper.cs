using System.Buffers.Binary;
using System.Text;
using Clerk2WorkOS.Migration.Data.Mapping;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>
/// Turns rows of the legacy database into rows of the target, both as PostgreSQL's binary COPY has them. What is not mapped is never decoded, so that
/// every type arrives to the bit.
/// </summary>
internal sealed class RowMapper
{
    private const int JsonbVersion = 1;
    private const uint TextOid = 25;

    private readonly TableMapping _table;
    private readonly IdTable _ids;
    private readonly RowForm _form;
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private readonly bool[] _isLink;
    private readonly bool _isOrganizationText;
    private readonly int _fields;
    private readonly int _keyField;

    /// <param name="table">What becomes of each column.</param>
    /// <param name="ids">The id map.</param>
    /// <param name="form">For which table the rows are, and whether they come with their key.</param>
    public RowMapper(TableMapping table, IdTable ids, RowForm form)
    {
        (_table, _ids, _form) = (table, ids, form);
        _fields = table.Columns.Length + table.Organizations.Length + (form.HasKey ? 1 : 0);
        _keyField = form.HasKey ? _fields - 1 : -1;
        (_starts, _lengths, _isLink) = (new int[_fields], new int[_fields], new bool[table.Columns.Length]);
        foreach (var link in table.Links)
            _isLink[link] = !form.IsStaged;
        _isOrganizationText = table.OrganizationColumn is { BaseType: not "uuid" };
    }

    /// <summary>What the second step needs of rows whose columns are filled in later: the target's key, then those columns, the legacy key before them.</summary>
    public CopyBuffer Links { get; } = new();

    public int LinkCount { get; private set; }

    public long Read { get; private set; }

    public long Written { get; private set; }

    /// <summary>What could not be mapped; their keys are known only where the rows come with them.</summary>
    public List<(string Key, string Reason, string Detail)> Rejects { get; } = [];

    /// <summary>Whether a row could not be mapped that came without its key: what was written is to be thrown away, and read again with keys.</summary>
    public bool NeedsKeys { get; private set; }

    /// <summary>The SELECT whose rows this maps.</summary>
    public string Select(string condition)
    {
        IEnumerable<string> expressions = [.. _table.Columns.Select(column => column.Sql), .. _table.Organizations.Select(source => source.Sql), .. _form.HasKey ? new[] { _table.KeyTextSql } : []];
        var order = _table.Key.IsEmpty ? "" : $" ORDER BY {_table.KeySql}";
        return $"SELECT {string.Join(", ", expressions)} FROM {_table.FromSql}{condition}{order}";
    }

    /// <summary>Maps one row.</summary>
    /// <param name="input">Begins with a row.</param>
    /// <param name="output">Takes it.</param>
    /// <returns>How many bytes the row has; 0 if it is not here completely, -1 at the end of all rows.</returns>
    public int Map(ReadOnlySpan<byte> input, CopyBuffer output)
    {
        if (input.Length < sizeof(short))
            return 0;
        var count = BinaryPrimitives.ReadInt16BigEndian(input);
        if (count < 0)
            return -1;
        if (count != _fields)
            throw new InvalidDataException($"A row of {_table.Name} has {count} fields in place of {_fields}.");
        if (Measure(input) is not (> 0 and var length))
            return 0;
        Read++;
        if (NeedsKeys)
            return length;
        var (start, links) = (output.Length, Links.Length);
        if ((Refusal(input) ?? Write(input, output)) is { } refusal)
        {
            output.Truncate(start);
            Links.Truncate(links);
            Note(input, refusal);
        }
        else
        {
            Written++;
        }

        return length;
    }

    private void Note(ReadOnlySpan<byte> input, (string Reason, string Detail) refusal)
    {
        if (_keyField < 0)
            NeedsKeys = true;
        else
            Rejects.Add((Encoding.UTF8.GetString(Field(input, _keyField)), refusal.Reason, refusal.Detail));
    }

    /// <summary>Finds each field.</summary>
    /// <returns>The length of the row; 0 if it is not here completely.</returns>
    private int Measure(ReadOnlySpan<byte> input)
    {
        var at = sizeof(short);
        for (var field = 0; field < _starts.Length; field++)
        {
            if (input.Length - at < sizeof(int))
                return 0;
            var length = BinaryPrimitives.ReadInt32BigEndian(input[at..]);
            _starts[field] = at;
            _lengths[field] = length;
            at += sizeof(int) + Math.Max(0, length);
            if (at > input.Length)
                return 0;
        }

        return at;
    }

    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> input, int field) => input.Slice(_starts[field] + sizeof(int), _lengths[field]);

    /// <summary>Whether the row's organization is known.</summary>
    private (string Reason, string Detail)? Refusal(ReadOnlySpan<byte> input)
    {
        if (_table.OrganizationColumn is null)
            return null;
        return Organization(input, out _, out var source) switch
        {
            OrganizationState.Known => null,
            OrganizationState.None => _table.IsOrganizationDemanded ? ("no_owner", "Nobody owns the row.") : null,
            _ when source!.IsOfParent => ("parent_rejected", "The owner of the row that it belongs to is not in the id map."),
            _ => ("no_owner", source.IsUser ? "Its owner is not in the id map." : "Its organization at Clerk is not in the id map."),
        };
    }

    private OrganizationState Organization(ReadOnlySpan<byte> input, out ReadOnlySpan<byte> uuid, out OrganizationSource? source)
    {
        for (var index = 0; index < _table.Organizations.Length; index++)
        {
            var field = _table.Columns.Length + index;
            if (_lengths[field] < 0)
                continue;
            source = _table.Organizations[index];
            return _ids.TryOrganization(Field(input, field), source.IsUser, out uuid) ? OrganizationState.Known : OrganizationState.Unmapped;
        }

        uuid = default;
        source = null;
        return OrganizationState.None;
    }

    private (string Reason, string Detail)? Write(ReadOnlySpan<byte> input, CopyBuffer output)
    {
        var columns = _table.Columns;
        output.WriteInt16((short)(columns.Length + (_table.OrganizationColumn is null ? 0 : 1) + (_form.IsStaged ? 1 : 0) + (_form.IsStaged && _form.HasKey ? 1 : 0)));
        var (from, until) = (0, 0);
        for (var field = 0; field < columns.Length; field++)
        {
            if (columns[field].Change == ColumnChange.None && columns[field].Conversion.ElementOid == 0 && !_isLink[field])
            {
                from = until == 0 ? _starts[field] : from;
                until = _starts[field] + sizeof(int) + Math.Max(0, _lengths[field]);
                continue;
            }

            // Fields beside each other that stay as they are go over in one piece.
            output.Write(input[from..until]);
            (from, until) = (0, 0);
            if (_isLink[field])
                output.WriteNull();
            else if (WriteChanged(input, field, output) is { } refusal)
                return refusal;
        }

        output.Write(input[from..until]);
        WriteOrganization(input, output);
        if (_form.IsStaged)
        {
            if (_form.HasKey)
                output.WriteField(Field(input, _keyField));
            output.WriteInt32(sizeof(long));
            output.WriteInt64(Read);
        }

        return WriteLinks(input);
    }

    private void WriteOrganization(ReadOnlySpan<byte> input, CopyBuffer output)
    {
        if (_table.OrganizationColumn is null)
            return;
        if (Organization(input, out var uuid, out _) == OrganizationState.None)
            output.WriteNull();
        else if (_isOrganizationText)
            output.WriteField(Encoding.UTF8.GetBytes(new Guid(uuid, bigEndian: true).ToString()));
        else
            output.WriteField(uuid);
    }

    private (string Reason, string Detail)? WriteLinks(ReadOnlySpan<byte> input)
    {
        if (_form.IsStaged || !HasLink())
            return null;
        Links.WriteInt16((short)(1 + _table.TargetKey.Length + _table.Links.Length));
        Links.WriteField(Field(input, _keyField));
        foreach (var field in _table.TargetKey.Concat(_table.Links))
        {
            if (WriteChanged(input, field, Links) is { } refusal)
                return refusal;
        }

        LinkCount++;
        return null;
    }

    private bool HasLink()
    {
        foreach (var link in _table.Links)
        {
            if (_lengths[link] >= 0)
                return true;
        }

        return false;
    }

    private (string Reason, string Detail)? WriteChanged(ReadOnlySpan<byte> input, int field, CopyBuffer output)
    {
        var column = _table.Columns[field];
        if (_lengths[field] < 0)
        {
            output.WriteNull();
            return null;
        }

        var value = Field(input, field);
        switch (column.Change)
        {
            case ColumnChange.UserId:
                return WriteUser(value, column, output);
            case ColumnChange.UserIds:
                return WriteUsers(value, column, output);
            case ColumnChange.Rewrite:
                WriteDocument(value, column, output);
                return null;
            default:
                WriteArray(value, column, output);
                return null;
        }
    }

    private (string Reason, string Detail)? WriteUser(ReadOnlySpan<byte> value, MappedColumn column, CopyBuffer output)
    {
        if (_ids.TryColumn(value, column.Unmapped == UnmappedId.Keep, out var workos))
            output.WriteField(workos);
        else if (column.Unmapped == UnmappedId.Null)
            output.WriteNull();
        else if (column.Unmapped == UnmappedId.Keep)
            output.WriteField(value);
        else
            return ("no_owner", $"The user in {column.Source!.Name} is not in the id map.");
        return null;
    }

    /// <summary>An array: dimensions, a flag for nulls, the elements' type, then each dimension's length and lower bound, then the elements as fields.</summary>
    private (string Reason, string Detail)? WriteUsers(ReadOnlySpan<byte> value, MappedColumn column, CopyBuffer output)
    {
        var head = 3 * sizeof(int) + (BinaryPrimitives.ReadInt32BigEndian(value) * 2 * sizeof(int));
        var length = output.Length;
        output.WriteInt32(0);
        output.Write(value[..head]);
        for (var at = head; at < value.Length;)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(value[at..]);
            at += sizeof(int);
            if (size < 0)
            {
                output.WriteNull();
                continue;
            }

            if (WriteUser(value.Slice(at, size), column, output) is { } refusal)
                return refusal;
            at += size;
        }

        output.Patch(length, output.Length - length - sizeof(int));
        return null;
    }

    private void WriteDocument(ReadOnlySpan<byte> value, MappedColumn column, CopyBuffer output)
    {
        var length = output.Length;
        output.WriteInt32(0);
        if (column.Conversion.WireType == "jsonb" && value is [JsonbVersion, ..])
        {
            output.Write(value[..1]);
            value = value[1..];
        }

        if (column.Paths.IsEmpty)
            ClerkIdText.Replace(value, _ids, output);
        else
            ClerkIdText.ReplaceAt(value, column.Paths, _ids, output);
        output.Patch(length, output.Length - length - sizeof(int));
    }

    private void WriteArray(ReadOnlySpan<byte> value, MappedColumn column, CopyBuffer output)
    {
        var start = output.Length;
        output.WriteField(value);
        if (column.Conversion.ElementOid is > 0 and var oid)
            output.Patch(start + sizeof(int) + (2 * sizeof(int)), (int)(_form.IsStaged ? TextOid : oid));
    }

    private enum OrganizationState
    {
        None,
        Known,
        Unmapped,
    }
}

/// <summary>What rows are made for.</summary>
/// <param name="HasKey">Whether they come with their key as text, the last field.</param>
/// <param name="IsStaged">Whether they go into a table of their own first, with that key, if they have it, and a number.</param>
internal readonly record struct RowForm(bool HasKey, bool IsStaged)
{
    /// <summary>Straight into the target.</summary>
    public static RowForm Plain => new(HasKey: false, IsStaged: false);

    /// <summary>Straight into the target, but some rows will be rejected.</summary>
    public static RowForm WithKey => new(HasKey: true, IsStaged: false);

    public static RowForm Staged(bool hasKey) => new(hasKey, IsStaged: true);
}
