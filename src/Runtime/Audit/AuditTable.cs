using Clerk2WorkOS.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Audit;

/// <summary>The table as it is in the database, and the statement that fits it.</summary>
internal sealed class AuditTable
{
    private readonly string _insert;

    private AuditTable(string insert, IReadOnlyList<string> doubts) => (_insert, Doubts) = (insert, doubts);

    /// <summary>What works and may yet surprise; sentences for the log.</summary>
    public IReadOnlyList<string> Doubts { get; }

    /// <summary>Reads the table's shape.</summary>
    /// <exception cref="AuditTableException">It is missing, or events cannot be written to it exactly once.</exception>
    public static async Task<AuditTable> ReadAsync(NpgsqlDataSource database, AuditTableOptions names, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var shape = await AuditTableShape.ReadAsync(connection, names, cancellationToken).ConfigureAwait(false);
        return new AuditTable(Insert(shape, names), shape.Doubts);
    }

    /// <summary>Writes the events in one statement, all or none. One that is there already, from an attempt whose answer got lost, is left as it is.</summary>
    public async Task WriteAsync(NpgsqlDataSource database, IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(_insert);
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = Column(events, e => e.Id), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        Text(e => e.Context.WorkosUserId);
        Text(e => e.Context.WorkosOrganizationId);
        Text(e => e.Action);
        Text(e => e.ResourceType);
        Text(e => e.ResourceId);
        Text(e => e.Changes);
        Text(e => e.Metadata);
        Text(e => e.Context.IpAddress);
        Text(e => e.Context.UserAgent);
        parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = Column(events, e => e.CreatedAt), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

        void Text(Func<AuditEvent, string?> value) =>
            parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = Column(events, value), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
    }

    private static T[] Column<T>(IReadOnlyList<AuditEvent> events, Func<AuditEvent, T> value)
    {
        var column = new T[events.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(events[i]);
        return column;
    }

    private static string Insert(AuditTableShape shape, AuditTableOptions names)
    {
        var known = names.Organizations is { } table && names.OrgId is not null
            ? $"LEFT JOIN LATERAL (SELECT o.{SqlName.Quote(names.OrganizationsId)} AS id FROM {SqlName.Quote(names.Schema, table)} o WHERE o.{SqlName.Quote(names.OrganizationsWorkosOrgId)} = e.organization LIMIT 1) o ON true"
            : null;
        // An organization that the database does not know (yet) must not be lost with its row.
        var metadata = known is null ? "e.metadata" : """
            CASE WHEN e.organization IS NULL OR o.id IS NOT NULL THEN e.metadata
                WHEN e.metadata IS NULL THEN jsonb_build_object('unknownWorkosOrgId', e.organization)::text
                WHEN jsonb_typeof(e.metadata::jsonb) = 'object' THEN (e.metadata::jsonb || jsonb_build_object('unknownWorkosOrgId', e.organization))::text
                ELSE jsonb_build_object('metadata', e.metadata::jsonb, 'unknownWorkosOrgId', e.organization)::text END
            """;
        var columns = new (string? Name, string Value)[]
        {
            (names.Id, "e.id"), (names.WorkosUserId, "e.actor"), (names.OrgId, known is null ? "e.organization" : "o.id"), (names.Action, "e.action"),
            (names.ResourceType, "e.resource_type"), (names.ResourceId, "e.resource_id"), (names.Changes, "e.changes"), (names.Metadata, metadata),
            (names.IpAddress, "e.ip_address"), (names.UserAgent, "e.user_agent"), (names.CreatedAt, "e.created_at"),
        };
        var written = columns.Where(column => column.Name is not null).Select(column => (Name: SqlName.Quote(column.Name!), Value: shape.Converted(column.Name!, column.Value))).ToList();
        return $"""
            INSERT INTO {shape.QuotedName} ({string.Join(", ", written.Select(column => column.Name))})
            SELECT {string.Join(", ", written.Select(column => column.Value))}
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                AS e(id, actor, organization, action, resource_type, resource_id, changes, metadata, ip_address, user_agent, created_at)
            {known}
            ON CONFLICT ({string.Join(", ", shape.Key.Select(SqlName.Quote))}) DO NOTHING
            """;
    }
}
