using Clerk2WorkOS.Migration.Catalog;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>The booking platform's tables, and what the columns of any other table say about whose its rows are.</summary>
internal static class KnownTables
{
    /// <summary>Columns that say whose a row is, the first that a table has.</summary>
    private static readonly string[] OwnerColumns = ["workos_user_id", "expert_workos_user_id"];

    private const string GuestColumn = "guest_workos_user_id";
    private const string OrgColumn = "org_id";

    /// <summary>The rules of a table of the platform's; null for one that is not, or that lacks the columns.</summary>
    public static TableAccess? Planned(CatalogTable table) => table.Name switch
    {
        "organizations" when table.Find("id") is not null => Of(AccessRule.Member("id")),
        "users" when OwnerOf(table) is { } owner => Of(AccessRule.Person(owner, RowCommands.Select | RowCommands.Update)),
        "user_org_memberships" when OwnerOf(table) is { } owner => Of(AccessRule.Person(owner, RowCommands.Select)),
        "events" when OwnerOf(table) is { } owner => table.Find("is_active") is null ? Of(AccessRule.Person(owner)) : Of(AccessRule.Person(owner), AccessRule.Everyone("is_active")),
        "schedule_availabilities" => Inherited(table, parent => parent == "schedules"),
        "meetings" when OwnerOf(table) is { } owner => table.Find(GuestColumn) is null ? Of(AccessRule.Person(owner)) : Of(AccessRule.Person(owner), AccessRule.Person(GuestColumn, RowCommands.Select)),
        "records" when OwnerOf(table) is { } owner && table.Find(OrgColumn) is not null =>
            Of(AccessRule.Member(OrgColumn), AccessRule.Person(owner, RowCommands.Insert | RowCommands.Update | RowCommands.Delete) with { WithinOrganization = true }),
        "audit_logs" when table.Find(OrgColumn) is not null => Of(AccessRule.Owner(OrgColumn)) with { IsAppendOnly = true },
        "categories" => Of(AccessRule.Everyone("true")),
        // A booking is the service's work: the visitor who reserves a slot is nobody yet.
        "slot_reservations" or "payment_transfers" when OwnerOf(table) is { } owner => Of(AccessRule.Person(owner, RowCommands.Select)),
        _ => null,
    };

    /// <summary>What the columns of a table say; null where they say nothing.</summary>
    public static TableAccess? Discovered(CatalogTable table)
    {
        var rules = new List<AccessRule>();
        if (OwnerOf(table) is { } owner)
            rules.Add(AccessRule.Person(owner));
        if (table.Find(GuestColumn) is not null)
            rules.Add(AccessRule.Person(GuestColumn, RowCommands.Select));
        if (rules.Count == 0 && table.Find(OrgColumn) is not null)
            rules.Add(AccessRule.Member(OrgColumn));
        return rules.Count > 0 ? Of([.. rules]) : null;
    }

    /// <summary>The rules of a table that has no key of its own, through the first of its foreign keys that leads to a person's table; null where none does.</summary>
    /// <param name="table">The table.</param>
    /// <param name="isPersonal">Whether the rows of a table of that name belong to persons.</param>
    public static TableAccess? Inherited(CatalogTable table, Func<string, bool> isPersonal) =>
        table.ForeignKeys.FirstOrDefault(key => key.Columns.Length == 1 && key.ParentSchema == table.Schema && key.ParentTable != table.Name && isPersonal(key.ParentTable)) is { } parent
            ? Of(AccessRule.Parent(parent.Columns[0])) : null;

    /// <summary>The column with the organization that new rows have to be in.</summary>
    public static string? OrganizationColumn(CatalogTable table) => table.Find(OrgColumn)?.Name;

    /// <summary>Whether a column is one that only the service writes, whoever the row belongs to.</summary>
    public static bool IsServiceColumn(string table, string column) =>
        column.StartsWith("stripe_", StringComparison.Ordinal) || column.EndsWith("_connect_account_id", StringComparison.Ordinal)
        || column is "payouts_enabled" or "payment_status" or "is_verified" or "is_top_expert" or "deleted_at"
        || (column.EndsWith("workos_user_id", StringComparison.Ordinal) && !OwnerColumns.Contains(column)) || (column.EndsWith("_org_id", StringComparison.Ordinal) && column != OrgColumn)
        // Guests are found by their address: who could change it would be somebody else.
        || (table == "users" && (column is "email" or "role" or "deleted_at"));

    private static string? OwnerOf(CatalogTable table) => OwnerColumns.FirstOrDefault(column => table.Find(column) is not null);

    private static TableAccess Of(params AccessRule[] rules) => new() { Rules = [.. rules] };
}
