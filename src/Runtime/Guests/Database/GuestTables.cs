using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Guests.Database;

/// <summary>The application's tables as they are in the database, found fit for what the registration writes.</summary>
internal sealed class GuestTables
{
    private const int LongestSlug = 64;

    private GuestTables(GuestTable users, GuestTable organizations, GuestTable memberships) =>
        (Users, Organizations, Memberships) = (users, organizations, memberships);

    public GuestTable Users { get; }

    public GuestTable Organizations { get; }

    public GuestTable Memberships { get; }

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="GuestRegistrationException">They do not fit; the message says where, and what to do.</exception>
    public static async Task<GuestTables> ReadAsync(NpgsqlConnection connection, GuestOptions options, CancellationToken cancellationToken)
    {
        var names = options.Tables;
        await OwnTablesAsync(connection, cancellationToken).ConfigureAwait(false);
        var users = await GuestTable.ReadAsync(connection, names.Schema, names.Users, nameof(names.Users), cancellationToken).ConfigureAwait(false);
        var organizations = await GuestTable.ReadAsync(connection, names.Schema, names.Organizations, nameof(names.Organizations), cancellationToken).ConfigureAwait(false);
        var memberships = await GuestTable.ReadAsync(connection, names.Schema, names.Memberships, nameof(names.Memberships), cancellationToken).ConfigureAwait(false);

        users.DemandColumns([names.UsersWorkosUserId, names.UsersEmail, names.UsersFirstName, names.UsersLastName]);
        organizations.DemandColumns([names.OrganizationsId, names.OrganizationsWorkosOrgId, names.OrganizationsSlug, names.OrganizationsName, names.OrganizationsType]);
        memberships.DemandColumns([names.MembershipsWorkosUserId, names.MembershipsOrgId, names.MembershipsRole, names.MembershipsStatus]);
        organizations.DemandUuid(names.OrganizationsId);
        memberships.DemandUuid(names.MembershipsOrgId);

        users.DemandUnique(names.UsersWorkosUserId);
        users.DemandUniqueIgnoringCase(names.UsersEmail);
        organizations.DemandUnique(names.OrganizationsWorkosOrgId);
        memberships.DemandUnique(names.MembershipsWorkosUserId, names.MembershipsOrgId);
        organizations.DemandLength(names.OrganizationsSlug, LongestSlug);
        foreach (var table in new[] { users, organizations, memberships })
        {
            table.DemandRights();
            table.DemandFullSight();
        }

        await DemandTypeAsync(connection, organizations, options, cancellationToken).ConfigureAwait(false);
        return new GuestTables(users, organizations, memberships);
    }

    /// <summary>Refuses a person who does not fit into the columns, before anything is called.</summary>
    /// <exception cref="ArgumentException">A column is too short.</exception>
    public void Check(GuestPerson person, GuestTablesOptions names)
    {
        Check(Users, names.UsersEmail, person.Email, "email", "address");
        Check(Users, names.UsersFirstName, person.FirstName, "name", "first name");
        Check(Users, names.UsersLastName, person.LastName, "name", "last name");
        Check(Organizations, names.OrganizationsName, person.OrganizationName, "name", "name of the account");
    }

    private static void Check(GuestTable table, string? column, string? value, string parameter, string what)
    {
        if (column is null || value is null || table.MaxLength(column) is not { } most)
            return;
        var length = value.EnumerateRunes().Count();        // as PostgreSQL counts
        if (length > most)
            throw new ArgumentException($"The {what} has {length} characters, and the column {SqlName.Quote(column)} of {table.QuotedName} takes {most}.", parameter);
    }

    private static async Task OwnTablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // to_regclass would fail without the right to look into the schema.
        const string sql = """
            SELECT count(*) = 2, coalesce(bool_and(has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE')), false), current_user::text
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'clerk2workos' AND c.relname IN ('guest_registrations', 'guest_mails') AND c.relkind IN ('r', 'p')
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (!rows.GetBoolean(0))
        {
            throw new GuestRegistrationException("The library's own tables for guests are missing: run the script GuestSchema.Script with the other migrations, "
                + "or set GuestOptions.CreateSchema where the role may create a schema.");
        }

        if (!rows.GetBoolean(1))
        {
            var role = SqlName.Quote(rows.GetString(2));
            throw new GuestRegistrationException($"The role {role} may not use the library's own tables for guests: GRANT USAGE ON SCHEMA clerk2workos TO {role}; "
                + $"GRANT SELECT, INSERT, UPDATE, DELETE ON clerk2workos.guest_registrations, clerk2workos.guest_mails TO {role};");
        }
    }

    /// <summary>An enum that does not know the type would be noticed when the WorkOS user is made already.</summary>
    private static async Task DemandTypeAsync(NpgsqlConnection connection, GuestTable organizations, GuestOptions options, CancellationToken cancellationToken)
    {
        var column = options.Tables.OrganizationsType;
        if (organizations.MaxLength(column) is { } most && options.OrganizationType.Length > most)
            throw new GuestRegistrationException($"The type '{options.OrganizationType}' is too long for the column {SqlName.Quote(column)} of {organizations.QuotedName}.");
        await using var command = new NpgsqlCommand($"SELECT {organizations.Converted(column, "$1")}", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = options.OrganizationType } },
        };
        try
        {
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InvalidTextRepresentation or PostgresErrorCodes.CheckViolation)
        {
            throw new GuestRegistrationException($"The column {SqlName.Quote(column)} of {organizations.QuotedName} does not know the type '{options.OrganizationType}': "
                + "add it, or name another in GuestOptions.OrganizationType.", exception);
        }
    }
}
