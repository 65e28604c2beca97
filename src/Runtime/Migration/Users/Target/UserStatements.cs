using System.Security.Cryptography;
using System.Text;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.Sql;
using Clerk2WorkOS.WorkOS;
using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Migration.Users.Target;

/// <summary>The SQL of the migration of users. Each statement has the same effect when it is run twice.</summary>
internal sealed class UserStatements(TargetTables tables, UserMigrationOptions options, long epoch)
{
    private const string MarkSql = """
        INSERT INTO clerk2workos.user_marks (clerk_user_id, password_mark) VALUES ($1, $2)
        ON CONFLICT (clerk_user_id) DO UPDATE SET password_mark = excluded.password_mark
        """;

    private readonly GuestTablesOptions _names = tables.Names;

    /// <summary>What a user's own organization is called at WorkOS and in the database.</summary>
    public static string PersonalName(string workosUserId) => $"user-{workosUserId}";

    /// <summary>Whether a password's hash is another one than before.</summary>
    public static byte[] MarkOf(PasswordHash hash) => SHA256.HashData(Encoding.UTF8.GetBytes(hash.Hash.Reveal()))[..8];

    /// <summary>That these users are about to be created; what is known of earlier attempts stays.</summary>
    public IEnumerable<NpgsqlBatchCommand> Intend(IReadOnlyCollection<string> clerkUserIds)
    {
        yield return Command(
            """
            INSERT INTO clerk2workos.user_intents (clerk_user_id, epoch) SELECT id, $2 FROM unnest($1) id
            ON CONFLICT (clerk_user_id) DO UPDATE SET epoch = excluded.epoch, intended_at = now()
            """,
            new NpgsqlParameter<string[]> { TypedValue = [.. clerkUserIds] }, Number(epoch));
    }

    public static IEnumerable<NpgsqlBatchCommand> NoteUser(string clerkUserId, string workosUserId)
    {
        yield return Command("UPDATE clerk2workos.user_intents SET workos_user_id = $2 WHERE clerk_user_id = $1", Text(clerkUserId), Text(workosUserId));
    }

    /// <summary>All rows of a user and the map; the intent and what was noted against the user are gone with them.</summary>
    public IEnumerable<NpgsqlBatchCommand> Complete(MovedUser moved)
    {
        var id = moved.User.ClerkUserId;
        yield return Organization(
            moved.Personal.Id, PersonalName(moved.Workos.Id), moved.Personal.Name, moved.User.IsExpert ? options.ExpertType : options.PatientType, raisesType: moved.User.IsExpert);
        yield return User(moved);
        foreach (var membership in moved.Memberships)
            yield return Membership(moved.Workos.Id, membership);
        yield return Command(
            $"""
            INSERT INTO clerk2workos.user_map AS m (clerk_user_id, workos_user_id, organization_id, workos_organization_id)
            SELECT $1, $2, o.{SqlName.Quote(_names.OrganizationsId)}, $3 FROM {tables.Organizations.QuotedName} o WHERE o.{SqlName.Quote(_names.OrganizationsWorkosOrgId)} = $3
            ON CONFLICT (clerk_user_id) DO UPDATE
            SET workos_user_id = excluded.workos_user_id, organization_id = excluded.organization_id, workos_organization_id = excluded.workos_organization_id
            """,
            Text(id), Text(moved.Workos.Id), Text(moved.Personal.Id));
        yield return Command("DELETE FROM clerk2workos.user_intents WHERE clerk_user_id = $1", Text(id));
        yield return Command("DELETE FROM clerk2workos.rejects WHERE kind = 'user' AND source = 'users' AND key = $1", Text(id));
        yield return Command("DELETE FROM clerk2workos.user_notes WHERE clerk_user_id = $1", Text(id));
        foreach (var note in moved.Notes)
            yield return Note(note);
        if (KeptRowId(moved) is { } kept)
            yield return kept;
        if (moved.IsPasswordMoved)
            yield return Mark(id, moved.User.Password!);
    }

    /// <summary>An organization of Clerk's and its place in the map.</summary>
    public IEnumerable<NpgsqlBatchCommand> CompleteOrganization(ClerkMembership clerk, WorkOSOrganization organization)
    {
        yield return Organization(organization.Id, clerk.Slug ?? clerk.OrganizationId, organization.Name, options.OrganizationType, raisesType: false);
        yield return Command(
            $"""
            INSERT INTO clerk2workos.organization_map (clerk_org_id, workos_organization_id, organization_id)
            SELECT $1, $2, o.{SqlName.Quote(_names.OrganizationsId)} FROM {tables.Organizations.QuotedName} o WHERE o.{SqlName.Quote(_names.OrganizationsWorkosOrgId)} = $2
            ON CONFLICT (clerk_org_id) DO UPDATE SET workos_organization_id = excluded.workos_organization_id, organization_id = excluded.organization_id
            """,
            Text(clerk.OrganizationId), Text(organization.Id));
    }

    /// <summary>Another name of an organization.</summary>
    public NpgsqlBatchCommand RenameOrganization(string workosId, string name)
    {
        var column = SqlName.Quote(_names.OrganizationsName);
        return Command(
            $"UPDATE {tables.Organizations.QuotedName} SET {column} = $2 WHERE {SqlName.Quote(_names.OrganizationsWorkosOrgId)} = $1 AND {column} <> $2", Text(workosId), Text(name));
    }

    /// <summary>That all which these webhooks say is committed.</summary>
    public static NpgsqlBatchCommand Apply(IReadOnlyCollection<string> events) => Command(
        "UPDATE clerk2workos.clerk_events SET applied_at = now() WHERE id = ANY($1) AND applied_at IS NULL", new NpgsqlParameter<string[]> { TypedValue = [.. events] });

    public IEnumerable<NpgsqlBatchCommand> RejectUser(string clerkUserId, string reason, string detail)
    {
        yield return Command(
            """
            INSERT INTO clerk2workos.rejects (kind, source, key, reason, detail, epoch) VALUES ('user', 'users', $1, $2, $3, $4)
            ON CONFLICT (kind, source, key) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, epoch = excluded.epoch, rejected_at = now()
            """,
            Text(clerkUserId), Text(reason), Text(detail), Number(epoch));
    }

    /// <summary>That there is nothing against these users any more: they have moved, or are deleted.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Clear(IReadOnlyCollection<string> clerkUserIds)
    {
        yield return Command(
            "DELETE FROM clerk2workos.rejects WHERE kind = 'user' AND source = 'users' AND key = ANY($1)", new NpgsqlParameter<string[]> { TypedValue = [.. clerkUserIds] });
    }

    public static NpgsqlBatchCommand Note(UserNote note) => Command(
        """
        INSERT INTO clerk2workos.user_notes (clerk_user_id, code, detail) VALUES ($1, $2, $3)
        ON CONFLICT (clerk_user_id, code) DO UPDATE SET detail = excluded.detail
        """,
        Text(note.ClerkUserId), Text(note.Code), Text(note.Detail));

    public static NpgsqlBatchCommand RemoveNote(string clerkUserId, params string[] codes) => Command(
        "DELETE FROM clerk2workos.user_notes WHERE clerk_user_id = $1 AND code = ANY($2)", Text(clerkUserId), new NpgsqlParameter<string[]> { TypedValue = codes });

    public static NpgsqlBatchCommand Mark(string clerkUserId, PasswordHash hash) =>
        Command(MarkSql, Text(clerkUserId), new NpgsqlParameter<byte[]> { TypedValue = MarkOf(hash) });

    /// <summary>The person's own data as WorkOS has them now.</summary>
    public NpgsqlBatchCommand Refresh(WorkOSUser workos)
    {
        var row = new TargetRow(tables.Users).Set(_names.UsersWorkosUserId, workos.Id).Set(_names.UsersEmail, workos.Email)
            .Set(_names.UsersFirstName, workos.FirstName).Set(_names.UsersLastName, workos.LastName);
        return Statement(row, row.Insert("", [_names.UsersWorkosUserId], Excluded(row, [_names.UsersEmail, _names.UsersFirstName, _names.UsersLastName])));
    }

    public NpgsqlBatchCommand Membership(string workosUserId, MovedMembership membership)
    {
        var row = new TargetRow(tables.Memberships).Set(_names.MembershipsWorkosUserId, workosUserId)
            .SetSql(_names.MembershipsOrgId, $"o.{SqlName.Quote(_names.OrganizationsId)}")
            .Set(_names.MembershipsRole, membership.Role).Set(_names.MembershipsStatus, membership.Status);
        var from = $"FROM {tables.Organizations.QuotedName} o WHERE o.{SqlName.Quote(_names.OrganizationsWorkosOrgId)} = {row.Parameter(membership.WorkosOrganizationId)}";
        return Statement(row, row.Insert(from, [_names.MembershipsWorkosUserId, _names.MembershipsOrgId], Excluded(row, [_names.MembershipsRole, _names.MembershipsStatus])));
    }

    /// <summary>Raises the counters of columns whose values were brought along.</summary>
    public IEnumerable<NpgsqlBatchCommand> RaiseSequences()
    {
        foreach (var column in tables.Carried.Columns.Where(column => column.Sequence is not null))
        {
            // The last value is kept where it is higher; a sequence nobody has drawn from yet stays as it is without rows.
            yield return Command(
                $"""
                SELECT setval($1::regclass, greatest(m.most, s.last_value)) FROM (SELECT max({column.QuotedName})::bigint AS most FROM {tables.Users.QuotedName}) m, {column.Sequence} s
                WHERE m.most IS NOT NULL AND m.most >= s.last_value
                """,
                Text(column.Sequence));
        }
    }

    private NpgsqlBatchCommand Organization(string workosId, string slug, string name, string type, bool raisesType)
    {
        var row = new TargetRow(tables.Organizations).Set(_names.OrganizationsId, Guid.NewGuid().ToString()).Set(_names.OrganizationsWorkosOrgId, workosId)
            .Set(_names.OrganizationsSlug, slug).Set(_names.OrganizationsName, name).Set(_names.OrganizationsType, type);
        return Statement(row, row.Insert("", [_names.OrganizationsWorkosOrgId], raisesType ? Excluded(row, [_names.OrganizationsType]) : []));
    }

    private NpgsqlBatchCommand User(MovedUser moved)
    {
        var row = new TargetRow(tables.Users).Set(_names.UsersWorkosUserId, moved.Workos.Id).Set(_names.UsersEmail, moved.Workos.Email)
            .Set(_names.UsersFirstName, moved.Workos.FirstName ?? moved.User.FirstName).Set(_names.UsersLastName, moved.Workos.LastName ?? moved.User.LastName);
        for (var i = 0; i < tables.Carried.Columns.Length; i++)
            row.Set(tables.Carried.Columns[i].Name, moved.LegacyValues?[i]);
        row.Set("created_at", tables.Users.Find("created_at")?.BaseType == "timestamp with time zone" ? moved.User.CreatedAt?.ToString("O") : null);
        var key = tables.Users.PrimaryKey?.Columns ?? [];
        var update = tables.Carried.Columns.Select(column => column.Name).Where(column => !key.Contains(column))
            .Concat(new[] { _names.UsersEmail, _names.UsersFirstName, _names.UsersLastName }.OfType<string>());
        return Statement(row, row.Insert("", [_names.UsersWorkosUserId], Excluded(row, update)));
    }

    /// <summary>Says where a row of the target kept its own id.</summary>
    private NpgsqlBatchCommand? KeptRowId(MovedUser moved)
    {
        if (tables.Users.PrimaryKey is not { Columns: [var key] } || moved.LegacyValues is null)
            return null;
        var place = Array.FindIndex([.. tables.Carried.Columns], column => column.Name == key);
        if (place < 0 || moved.LegacyValues[place] is not { } legacyId)
            return null;
        return Command(
            $"""
            INSERT INTO clerk2workos.user_notes (clerk_user_id, code, detail)
            SELECT $1, '{UserNoteCodes.RowIdKept}', 'The target had a row already, which keeps its own id; what refers to the id of the legacy row does not find it.'
            FROM {tables.Users.QuotedName} WHERE {SqlName.Quote(_names.UsersWorkosUserId)} = $2 AND {SqlName.Quote(key)}::text <> $3
            ON CONFLICT DO NOTHING
            """,
            Text(moved.User.ClerkUserId), Text(moved.Workos.Id), Text(legacyId));
    }

    private static IEnumerable<(string Column, string Sql)> Excluded(TargetRow row, IEnumerable<string?> columns) =>
        columns.OfType<string>().Where(row.Has).Select(column => (column, $"excluded.{SqlName.Quote(column)}"));

    private static NpgsqlBatchCommand Statement(TargetRow row, string sql) => Command(sql, row.Parameters);

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };
}
