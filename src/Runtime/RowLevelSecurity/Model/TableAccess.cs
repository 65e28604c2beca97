using System.Collections.Immutable;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Who may do what with a table, as it is described; what no rule allows, nobody may but the service role.</summary>
public sealed record TableAccess
{
    /// <summary>The rules; a row may be touched if any of them allows it.</summary>
    public ImmutableArray<AccessRule> Rules { get; init; } = [];

    /// <summary>The column with the organization's id that a new or changed row has to be in: one of the person's own. Null: <c>org_id</c>, if the table has it.</summary>
    public string? OrganizationColumn { get; init; }

    /// <summary>
    /// Columns that only the service role writes, beside those that are known by their names: ids of people and organizations, Stripe's columns, roles, an address that
    /// identifies somebody.
    /// </summary>
    public ImmutableArray<string> ServiceColumns { get; init; } = [];

    /// <summary>Whether the service role, too, may only add rows and read them.</summary>
    public bool IsAppendOnly { get; init; }
}
