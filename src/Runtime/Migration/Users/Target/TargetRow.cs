using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Migration.Users.Target;

/// <summary>One row for an INSERT: every value travels as text and is cast to its column's type, as PostgreSQL itself reads and writes it.</summary>
internal sealed class TargetRow(CatalogTable table)
{
    private readonly List<(CatalogColumn Column, string Sql)> _values = [];
    private readonly List<NpgsqlParameter> _parameters = [];
    private bool _hasFixedIdentity;

    public NpgsqlParameter[] Parameters => [.. _parameters];

    /// <summary>What stands in a column where nothing is given and something must be; null if nothing can.</summary>
    public static string? OwnValue(CatalogTable table, CatalogColumn column) =>
        column.BaseType == "uuid" && table.PrimaryKey is { } key && key.Columns.SequenceEqual([column.Name]) ? "gen_random_uuid()"
        : column.BaseType.StartsWith("timestamp", StringComparison.Ordinal) ? "now()"
        : null;

    /// <summary>A value; null leaves the column to its default, but for a text that must not be null.</summary>
    public TargetRow Set(string? column, string? value)
    {
        if (column is null || table.Find(column) is not { } known)
            return this;
        value ??= known.IsDemanded && IsText(known) ? "" : null;
        if (value is null || _values.Exists(pair => pair.Column == known))
            return this;
        _hasFixedIdentity |= known.Identity == CatalogIdentity.Always;
        _values.Add((known, Cast(known, Parameter(value))));
        return this;
    }

    /// <summary>An expression of SQL, such as a column of a table that the rows come from.</summary>
    public TargetRow SetSql(string column, string sql)
    {
        _values.Add((table.Find(column)!, sql));
        return this;
    }

    /// <summary>A place for a value in the conditions of the statement.</summary>
    public string Parameter(string value)
    {
        _parameters.Add(new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text });
        return $"${_parameters.Count}";
    }

    /// <summary>The statement; where the key is taken, these columns of the row are set.</summary>
    /// <param name="from"><c>FROM</c> and <c>WHERE</c> of what the row comes from; empty for a row of its own.</param>
    /// <param name="key">The unique key.</param>
    /// <param name="update">The columns to set, and the expressions; none leaves the row alone.</param>
    public string Insert(string from, IEnumerable<string> key, IEnumerable<(string Column, string Sql)> update)
    {
        foreach (var column in table.Columns.Where(column => column.IsDemanded && !_values.Exists(pair => pair.Column == column)))
        {
            if (OwnValue(table, column) is { } own)
                _values.Add((column, own));
        }

        var changes = string.Join(", ", update.Select(pair => $"{SqlName.Quote(pair.Column)} = {pair.Sql}"));
        return $"""
            INSERT INTO {table.QuotedName} AS t ({string.Join(", ", _values.Select(pair => pair.Column.QuotedName))}){(_hasFixedIdentity ? " OVERRIDING SYSTEM VALUE" : "")}
            SELECT {string.Join(", ", _values.Select(pair => pair.Sql))} {from}
            ON CONFLICT ({string.Join(", ", key.Select(SqlName.Quote))}) DO {(changes.Length == 0 ? "NOTHING" : $"UPDATE SET {changes}")}
            """;
    }

    /// <summary>Whether a value is given for the column.</summary>
    public bool Has(string column) => _values.Exists(pair => pair.Column.Name == column);

    // A cast to a type with a length would cut without a word; the assignment to the column refuses.
    private static string Cast(CatalogColumn column, string value) => IsText(column) ? value : $"CAST({value} AS {column.BaseType})";

    private static bool IsText(CatalogColumn column) => column.BaseType is "text" or "character varying" or "character" or "citext";
}
