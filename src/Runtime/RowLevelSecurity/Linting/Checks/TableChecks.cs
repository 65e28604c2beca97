using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Checks;

/// <summary>Whether tables are protected at all.</summary>
internal static class TableChecks
{
    private static readonly string[] PastRowSecurity = ["TRUNCATE", "REFERENCES", "TRIGGER"];

    public static void Run(Review review)
    {
        foreach (var table in review.Reviewed)
        {
            switch (table.Kind)
            {
                case RelationKind.Table when table.PartitionOf is { } parent:
                    Partition(review, table, review.State.Relation(parent));
                    break;
                case RelationKind.Table:
                    Table(review, table);
                    break;
                case RelationKind.ForeignTable when review.IsExposed(table):
                    review.Report(
                        "foreign-table-exposed", LintSeverity.Error, table.Name.ToString(), $"A foreign table has no row-level security, and {review.WhoMay(table)} may touch all of it.", review.Revoke(table, "ALL"));
                    break;
                default:
                    continue;
            }

            if (table.Kind == RelationKind.Table)
                PrivilegesPastRowSecurity(review, table);
        }
    }

    private static void Table(Review review, Relation table)
    {
        var (place, protect) = (table.Name.ToString(), $"ALTER TABLE {table.Name.Quoted} ENABLE ROW LEVEL SECURITY;\nALTER TABLE {table.Name.Quoted} FORCE ROW LEVEL SECURITY;");
        if (table.HasRowSecurity)
        {
            Protected(review, table);
            return;
        }

        if (table.Policies.Count > 0)
            review.Report("policies-without-rls", LintSeverity.Error, place, $"It has {table.Policies.Count} {(table.Policies.Count == 1 ? "policy" : "policies")}, but row-level security is not enabled: none of them is applied.", protect);
        else if (review.IsExposed(table))
            review.Report("table-without-rls", LintSeverity.Error, place, $"Row-level security is not enabled, and {review.WhoMay(table)} may touch every row.", protect);
        else if (table.IsKnown)
            review.Report("table-without-rls", LintSeverity.Warning, place, "Row-level security is not enabled; nobody outside has a privilege yet, and the first GRANT opens every row.", protect);
    }

    private static void Protected(Review review, Relation table)
    {
        if (!table.IsForced)
            review.Report("rls-not-forced", LintSeverity.Warning, table.Name.ToString(), "Row-level security is enabled but not forced: the table's owner sees every row.", $"ALTER TABLE {table.Name.Quoted} FORCE ROW LEVEL SECURITY;");
        if (table.Policies.Count > 0)
            return;
        var own = Proposal.OwnRows(table) ?? "false";
        review.Report(
            "rls-without-policy", review.IsExposed(table) ? LintSeverity.Warning : LintSeverity.Info, table.Name.ToString(),
            "Row-level security is enabled and there is no policy: everybody whom it governs sees no row and writes none. If that is meant, a policy that says so keeps it from looking forgotten.",
            $"CREATE POLICY {SqlName.Quote($"{table.Name.Name}_own")} ON {table.Name.Quoted} FOR SELECT TO {RlsRoles.Authenticated} USING ({own});");
    }

    private static void Partition(Review review, Relation partition, Relation parent)
    {
        if (parent.HasRowSecurity && !partition.HasRowSecurity && review.IsExposed(partition))
            review.Report(
                "partition-exposed", LintSeverity.Error, partition.Name.ToString(),
                $"Row-level security of {parent.Name} does not hold where its partition is named itself, and {review.WhoMay(partition)} may name it.", review.Revoke(partition, "ALL"));
    }

    private static void PrivilegesPastRowSecurity(Review review, Relation table)
    {
        var granted = table.Privileges.Where(privilege => review.Exposed.Contains(privilege.Grantee) && PastRowSecurity.Contains(privilege.Name)).ToList();
        if (granted.Count == 0)
            return;
        var names = PastRowSecurity.Where(name => granted.Exists(privilege => privilege.Name == name)).ToList();
        review.Report(
            "truncate-granted", names.Contains("TRUNCATE") ? LintSeverity.Error : LintSeverity.Warning, table.Name.ToString(),
            $"{Review.Names(granted.Select(privilege => privilege.Grantee))} may {string.Join(", ", names)}: row-level security does not apply to that.",
            review.Revoke(table, string.Join(", ", names), privilege => PastRowSecurity.Contains(privilege.Name)));
    }
}
