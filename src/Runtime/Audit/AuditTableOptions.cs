using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Audit;

/// <summary>
/// The names of the audit table and its columns. A column that is set to null is not written. The types are read from the database; the id, alone or
/// with the time, needs a unique key, by which an event that was sent twice is told from two events.
/// </summary>
public sealed class AuditTableOptions
{
    /// <summary>The schema; null for the first in the connection's search path that has the table.</summary>
    public string? Schema { get; set; }

    /// <summary>The table.</summary>
    public string Name { get; set; } = "audit_logs";

    /// <summary>The event's id, a UUID that is made during the call: a column of type <c>uuid</c> or text.</summary>
    public string Id { get; set; } = "id";

    /// <summary>WorkOS's user id.</summary>
    public string? WorkosUserId { get; set; } = "workos_user_id";

    /// <summary>The organization: <see cref="OrganizationsId"/> of <see cref="Organizations"/>.</summary>
    public string? OrgId { get; set; } = "org_id";

    /// <summary>What was done.</summary>
    public string Action { get; set; } = "action";

    /// <summary>To what kind of thing.</summary>
    public string ResourceType { get; set; } = "resource_type";

    /// <summary>To which one.</summary>
    public string ResourceId { get; set; } = "resource_id";

    /// <summary>What is different, as JSON: a column of type <c>jsonb</c>, <c>json</c> or text.</summary>
    public string? Changes { get; set; } = "changes";

    /// <summary>What else helps, as JSON: a column of type <c>jsonb</c>, <c>json</c> or text.</summary>
    public string? Metadata { get; set; } = "metadata";

    /// <summary>The client's address: a column of type text or <c>inet</c>.</summary>
    public string? IpAddress { get; set; } = "ip_address";

    /// <summary>What the client calls itself.</summary>
    public string? UserAgent { get; set; } = "user_agent";

    /// <summary>When the call was made: a column of type <c>timestamptz</c>, or <c>timestamp</c>, which then holds UTC.</summary>
    public string CreatedAt { get; set; } = "created_at";

    /// <summary>
    /// The table that has WorkOS's organization id beside the database's; it is looked for in <see cref="Schema"/>. Null if <see cref="OrgId"/>
    /// holds WorkOS's id itself.
    /// </summary>
    public string? Organizations { get; set; } = "organizations";

    /// <summary>The database's id of an organization.</summary>
    public string OrganizationsId { get; set; } = "id";

    /// <summary>WorkOS's id of an organization.</summary>
    public string OrganizationsWorkosOrgId { get; set; } = "workos_org_id";

    /// <summary>The SQL that creates the table under these names in its default shape, with its indexes. It does nothing where the table exists.</summary>
    public string CreateScript()
    {
        var table = SqlName.Quote(Schema, Name);
        var columns = new (string? Name, string Type)[]
        {
            (Id, "uuid PRIMARY KEY"),
            (WorkosUserId, "text"),
            (OrgId, Organizations is null ? "text" : "uuid"),
            (Action, "text NOT NULL"),
            (ResourceType, "text NOT NULL"),
            (ResourceId, "text NOT NULL"),
            (Changes, "jsonb"),
            (Metadata, "jsonb"),
            (IpAddress, "text"),
            (UserAgent, "text"),
            (CreatedAt, "timestamptz NOT NULL DEFAULT now()"),
        };
        var lines = columns.Where(column => column.Name is not null).Select(column => $"    {SqlName.Quote(column.Name!)} {column.Type}");
        var script = $"CREATE TABLE IF NOT EXISTS {table} (\n{string.Join(",\n", lines)}\n);\n";
        if (OrgId is not null)
            script += Index("org", OrgId, CreatedAt);
        return script + Index("resource", ResourceType, ResourceId);

        string Index(string what, params string[] keys) =>
            $"CREATE INDEX IF NOT EXISTS {SqlName.Quote($"ix_{Name}_{what}")} ON {table} ({string.Join(", ", keys.Select(SqlName.Quote))});\n";
    }

    internal IEnumerable<(string Setting, string? Value)> All() =>
    [
        (nameof(Schema), Schema), (nameof(Name), Name), (nameof(Id), Id), (nameof(WorkosUserId), WorkosUserId), (nameof(OrgId), OrgId),
        (nameof(Action), Action), (nameof(ResourceType), ResourceType), (nameof(ResourceId), ResourceId), (nameof(Changes), Changes),
        (nameof(Metadata), Metadata), (nameof(IpAddress), IpAddress), (nameof(UserAgent), UserAgent), (nameof(CreatedAt), CreatedAt),
        (nameof(Organizations), Organizations), (nameof(OrganizationsId), OrganizationsId), (nameof(OrganizationsWorkosOrgId), OrganizationsWorkosOrgId),
    ];

    internal static bool MayBeNull(string setting) =>
        setting is nameof(Schema) or nameof(WorkosUserId) or nameof(OrgId) or nameof(Changes) or nameof(Metadata) or nameof(IpAddress) or nameof(UserAgent) or nameof(Organizations);
}
