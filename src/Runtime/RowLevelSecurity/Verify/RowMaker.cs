using System.Globalization;
using System.Text.Json.Nodes;
using Clerk2WorkOS.Migration.Catalog;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Makes up the values of a row that the table takes: what the rules look at as it is asked for, foreign keys to rows that are there, and of the rest only what has to be.</summary>
internal sealed class RowMaker(RlsModel model, MadeUpWorld world)
{
    private readonly string _mark = Guid.NewGuid().ToString("N")[..12];
    private int _number;

    /// <summary>Whose a row is to be, in every way in which a table can say so.</summary>
    /// <param name="Person">Whose it is.</param>
    /// <param name="OrgId">The organization that it is in.</param>
    /// <param name="Parent">Whose row it is a part of.</param>
    /// <param name="Guest">The guest in it; null for nobody.</param>
    /// <param name="IsPublic">What a true-or-false column says that shows it to everyone.</param>
    public sealed record Wish(MadeUpPerson Person, string OrgId, MadeUpPerson Parent, MadeUpPerson? Guest = null, bool IsPublic = true);

    /// <summary>The values; columns that take care of themselves are left out.</summary>
    /// <param name="table">The table.</param>
    /// <param name="wish">Whose it is to be.</param>
    /// <param name="template">A row of the table's, for what is needed and cannot be guessed; null for none.</param>
    public JsonObject Make(RlsTable table, Wish wish, JsonObject? template = null)
    {
        var (values, number) = (new JsonObject(), _number++);
        foreach (var column in table.Catalog.Columns)
        {
            if (column.IsGenerated || column.Identity != CatalogIdentity.None)
                continue;
            if (Meant(table, column, wish, out var value))
            {
                if (value is not null || column.IsNotNull)
                    values[column.Name] = value ?? wish.Person.UserId;
                continue;
            }

            var isUnique = table.Catalog.Keys.Any(key => key.Columns.Contains(column.Name));
            if (table.Catalog.ForeignKeys.FirstOrDefault(key => key.Columns.Contains(column.Name)) is { } key)
            {
                if (world.Referred(key, column.Name, wish.Parent) is { } referred && (column.IsNotNull || key.Columns.Length == 1 && key.ParentTable != table.Name))
                    values[column.Name] = referred;
                else if (column.IsNotNull && key.ParentTable != table.Name)
                    throw new RowCannotBeMadeException($"{column.Name} refers to {key.ParentTable}, which has no row");
                continue;
            }

            if (!isUnique && (column.HasDefault || !column.IsNotNull))
                continue;
            if (isUnique && column.HasDefault && column.Sequence is not null)
                continue;
            values[column.Name] = !isUnique && template?[column.Name] is { } like ? like.DeepClone() : Value(table, column, number, isUnique);
        }

        return values;
    }

    /// <summary>A value of a column's type, other than what a row has; for changing it.</summary>
    public JsonNode? Other(RlsTable table, CatalogColumn column) =>
        !column.IsNotNull ? null : Value(table, column, _number++, table.Catalog.Keys.Any(key => key.Columns.Contains(column.Name)));

    /// <summary>Whether a column is one that says whose the row is, and what it then says.</summary>
    private bool Meant(RlsTable table, CatalogColumn column, RowMaker.Wish wish, out string? value)
    {
        value = null;
        var persons = table.Rules.Where(rule => rule.Who == Audience.Person).Select(rule => rule.Column!).Distinct().ToList();
        if (persons.IndexOf(column) is >= 0 and var place)
            value = place == 0 ? wish.Person.UserId : wish.Guest?.UserId;
        else if (column == table.Organization || table.Rules.Any(rule => rule.Who is Audience.Member or Audience.Owner && rule.Column == column))
            value = wish.OrgId;
        else if (column.Name.EndsWith("workos_user_id", StringComparison.Ordinal))
            value = null;
        else if (column.Name.EndsWith("_org_id", StringComparison.Ordinal) && model.Memberships is { } memberships && column.BaseType == memberships.OrgId.BaseType)
            value = wish.Guest?.OrgId ?? (column.IsNotNull ? wish.OrgId : null);
        else if (table.Rules.Any(rule => rule.Who == Audience.Everyone && rule.Where!.Trim().Trim('"') == column.Name) && column.BaseType == "boolean")
            value = wish.IsPublic ? "true" : "false";
        else
            return false;
        return true;
    }

    private JsonNode Value(RlsTable table, CatalogColumn column, int number, bool isUnique)
    {
        var (distinct, name) = (isUnique ? 1_000_000_000 + number : 1, column.Name);
        var isEnd = name.Contains("end", StringComparison.Ordinal) || name.Contains("until", StringComparison.Ordinal) || name.Contains("expire", StringComparison.Ordinal);
        // A day of its own for each row, so that keys over times are not taken twice.
        var time = new DateTime(2199, 1, 1, isEnd ? 11 : 10, 0, 0, DateTimeKind.Utc).AddDays(number);
        if (column.IsEnum)
            return column.Labels[0];
        if (column.BaseType.EndsWith("[]", StringComparison.Ordinal))
            return new JsonArray();
        return column.BaseType switch
        {
            "text" or "character varying" or "character" or "citext" => Text(column, number),
            "smallint" => distinct % 30_000,
            "integer" or "bigint" or "numeric" or "real" or "double precision" or "money" => distinct,
            "boolean" => false,
            "uuid" => Guid.NewGuid().ToString(),
            "date" => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "timestamp with time zone" or "timestamp without time zone" => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            "time without time zone" or "time with time zone" => isEnd ? "11:00" : "10:00",
            "interval" => "1 hour",
            "json" or "jsonb" => new JsonObject(),
            "bytea" => "\\x00",
            "inet" or "cidr" => "192.0.2.1",
            "tstzrange" or "tsrange" or "daterange" or "int4range" or "int8range" or "numrange" => "empty",
            "point" => "(0,0)",
            _ => throw new RowCannotBeMadeException($"{column.Name} has to have a value, and is of type {column.Type}"),
        };
    }

    private string Text(CatalogColumn column, int number)
    {
        var text = column.Name.Contains("email", StringComparison.Ordinal) ? $"c2w-{_mark}-{number}@example.invalid"
            : column.Name.Contains("zone", StringComparison.Ordinal) ? "UTC"
            : column.Name.Contains("currency", StringComparison.Ordinal) ? "eur"
            : $"c2w-{_mark}-{number}";
        var most = column.Modifier > 4 ? column.Modifier - 4 : int.MaxValue;
        return text.Length <= most ? text : $"{number % (long)Math.Pow(10, Math.Min(most, 9))}";
    }
}

/// <summary>A row of a table cannot be made up; the message goes on after the table's name.</summary>
internal sealed class RowCannotBeMadeException(string message) : Exception(message);
