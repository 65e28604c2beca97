using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Checks;

/// <summary>Whose a row is, as far as the columns of the migration say.</summary>
internal static class Proposal
{
    private const string User = "workos_user_id";
    private const string Guest = "guest_workos_user_id";

    /// <summary>An expression that lets people at their own rows; null where no column says whose they are.</summary>
    public static string? OwnRows(Relation table) => (table.Columns.ContainsKey(User), table.Columns.ContainsKey(Guest)) switch
    {
        (true, true) => $"(select auth.user_id()) in ({SqlName.Quote(User)}, {SqlName.Quote(Guest)})",
        (true, false) => OwnRowsToWrite(table),
        (false, true) => $"{SqlName.Quote(Guest)} = (select auth.user_id())",
        _ => null,
    };

    /// <summary>The same for writing, which guests do not.</summary>
    public static string? OwnRowsToWrite(Relation table) => table.Columns.ContainsKey(User) ? $"{SqlName.Quote(User)} = (select auth.user_id())" : null;

    /// <summary>A policy's clauses that let people at their own rows alone, and nobody at any where no column says whose they are.</summary>
    public static string Clauses(Relation table, Policy policy)
    {
        var (reads, writes) = (OwnRows(table) ?? "false", OwnRowsToWrite(table) ?? "false");
        return policy.Command switch
        {
            PolicyCommand.Select => $"USING ({reads})",
            PolicyCommand.Delete => $"USING ({writes})",
            PolicyCommand.Insert => $"WITH CHECK ({writes})",
            _ => $"USING ({writes}) WITH CHECK ({writes})",
        };
    }
}
