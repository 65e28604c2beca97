using System.Runtime.CompilerServices;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>The table of users in the legacy database: who is in it, and the columns that go along.</summary>
internal sealed class LegacyUsers
{
    private static readonly string[] ClerkIdNames = ["clerkuserid", "clerkid", "userclerkid", "clerkuser"];

    private readonly NpgsqlDataSource _legacy;
    private readonly CatalogColumn _clerkId;

    private LegacyUsers(NpgsqlDataSource legacy, CatalogTable table, CatalogColumn clerkId) => (_legacy, Table, _clerkId) = (legacy, table, clerkId);

    public CatalogTable Table { get; }

    public string ClerkIdColumn => _clerkId.Name;

    private string ClerkIdIsAny => $"{_clerkId.QuotedName}{(_clerkId.BaseType is "text" or "character varying" ? "" : "::text")} = ANY($1)";

    /// <summary>Finds the table and its column of Clerk ids.</summary>
    /// <exception cref="MigrationException">There is no such table or column, or there are several that could be meant.</exception>
    public static async Task<LegacyUsers> FindAsync(NpgsqlDataSource legacy, string schema, string name, string? clerkIdColumn, CancellationToken cancellationToken)
    {
        await using var connection = await legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var catalog = await DatabaseCatalog.ReadAsync(connection, schema, cancellationToken).ConfigureAwait(false);
        var table = catalog.Find(name)
            ?? throw new MigrationException($"The legacy database has no table {SqlName.Quote(schema, name)}: name the right one.");
        if (clerkIdColumn is not null)
        {
            return new(legacy, table, table.Find(clerkIdColumn)
                ?? throw new MigrationException($"The legacy table {table.QuotedName} has no column {SqlName.Quote(clerkIdColumn)}."));
        }

        return new(legacy, table, Find(table, ClerkIdNames)
            ?? throw new MigrationException($"The legacy table {table.QuotedName} has no column that is called like 'clerk_user_id': name the one that holds the Clerk ids."));
    }

    /// <summary>The users, in the order of their Clerk ids. A Clerk id that stands in several rows comes several times.</summary>
    /// <param name="only">Those alone; null for all of them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<ClerkUser> ReadAsync(IReadOnlyCollection<string>? only, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var fields = Fields().ToList();
        var sql = $"""
            SELECT {_clerkId.QuotedName}::text{string.Concat(fields.Select(field => $", {field.Sql}"))} FROM {Table.QuotedName}
            WHERE {_clerkId.QuotedName} IS NOT NULL AND {_clerkId.QuotedName}::text <> ''{(only is null ? "" : $" AND {ClerkIdIsAny}")} ORDER BY {_clerkId.QuotedName}
            """;
        await using var connection = await _legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        if (only is not null)
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. only] });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var user = new ClerkUser(rows.GetString(0)) { HasLegacyRow = true };
            for (var i = 0; i < fields.Count; i++)
            {
                if (!await rows.IsDBNullAsync(i + 1, cancellationToken).ConfigureAwait(false))
                    user = fields[i].Set(user, rows, i + 1);
            }

            yield return user;
        }
    }

    /// <summary>How many rows have no Clerk id: nobody can be made of them.</summary>
    public async Task<long> CountWithoutClerkIdAsync(CancellationToken cancellationToken)
    {
        await using var command = _legacy.CreateCommand($"SELECT count(*) FROM {Table.QuotedName} WHERE {_clerkId.QuotedName} IS NULL OR {_clerkId.QuotedName}::text = ''");
        return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>The values of these columns, as PostgreSQL writes them, by Clerk id.</summary>
    public async Task<Dictionary<string, string?[]>> ValuesAsync(IReadOnlyCollection<string> clerkIds, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string?[]>(StringComparer.Ordinal);
        if (columns.Count == 0 || clerkIds.Count == 0)
            return values;
        await using var command = _legacy.CreateCommand($"""
            SELECT {_clerkId.QuotedName}::text, {string.Join(", ", columns.Select(column => $"{SqlName.Quote(column)}::text"))} FROM {Table.QuotedName}
            WHERE {ClerkIdIsAny}
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. clerkIds] });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var row = new string?[columns.Count];
            for (var i = 0; i < row.Length; i++)
                row[i] = await rows.IsDBNullAsync(i + 1, cancellationToken).ConfigureAwait(false) ? null : rows.GetString(i + 1);
            values[rows.GetString(0)] = row;
        }

        return values;
    }

    /// <summary>What of a row says something about the person, by the names that such columns have.</summary>
    private IEnumerable<Field> Fields()
    {
        if (Find(Table, ["email", "emailaddress", "primaryemail", "primaryemailaddress"]) is { } email)
            yield return TextField(email, static (user, text) => user with { Email = text });
        if (Find(Table, ["firstname", "givenname"]) is { } first)
            yield return TextField(first, static (user, text) => user with { FirstName = text });
        if (Find(Table, ["lastname", "familyname", "surname"]) is { } last)
            yield return TextField(last, static (user, text) => user with { LastName = text });
        if (Find(Table, ["fullname", "name", "displayname"]) is { } whole)
            yield return TextField(whole, static (user, text) => user with { WholeName = text });
        if (Find(Table, ["phonenumber", "phone", "primaryphonenumber"]) is { } phone)
            yield return TextField(phone, static (user, _) => user with { HasPhone = true });
        if (Find(Table, ["stripeconnectaccountid", "stripeconnectid", "stripeaccountid"]) is { } connect)
            yield return TextField(connect, static (user, _) => user with { HasStripeConnect = true });
        if (Find(Table, ["emailverified", "isemailverified", "emailverifiedat"]) is { } verified && FlagOf(verified) is { } isVerified)
            yield return new(isVerified, static (user, rows, column) => user with { EmailVerified = rows.GetBoolean(column) });
        if (Find(Table, ["isbanned", "banned", "bannedat"]) is { } banned && FlagOf(banned) is { } isBanned)
            yield return new(isBanned, static (user, rows, column) => user with { IsBanned = rows.GetBoolean(column) });
        if (Find(Table, ["islocked", "locked", "lockedat"]) is { } locked && FlagOf(locked) is { } isLocked)
            yield return new(isLocked, static (user, rows, column) => user with { IsLocked = rows.GetBoolean(column) });
        if (Find(Table, ["deletedat", "isdeleted", "deleted"]) is { } deleted && FlagOf(deleted) is { } isDeleted)
            yield return new(isDeleted, static (user, rows, column) => user with { IsDeleted = rows.GetBoolean(column) });
    }

    private static Field TextField(CatalogColumn column, Func<ClerkUser, string, ClerkUser> set) =>
        new($"nullif(btrim({column.QuotedName}::text), '')", (user, rows, index) => set(user, rows.GetString(index)));

    /// <summary>True or false; a moment says that it happened, and a null one that it did not.</summary>
    private static string? FlagOf(CatalogColumn column) => column.BaseType switch
    {
        "boolean" => column.QuotedName,
        "date" => $"{column.QuotedName} IS NOT NULL",
        _ when column.BaseType.StartsWith("timestamp", StringComparison.Ordinal) => $"{column.QuotedName} IS NOT NULL",
        _ => null,
    };

    private static CatalogColumn? Find(CatalogTable table, string[] names) =>
        names.Select(name => table.Columns.FirstOrDefault(column => column.Name.Replace("_", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(column => column is not null);

    private sealed record Field(string Sql, Func<ClerkUser, NpgsqlDataReader, int, ClerkUser> Set);
}
