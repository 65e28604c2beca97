using System.Text.Json.Nodes;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>
/// Says what the rules allow, computed here from the rows themselves: no policy, no function and no right of the database has a part in it. Only conditions about
/// everyone, which are SQL, were asked of the database, as the service.
/// </summary>
internal sealed class Oracle(IReadOnlyList<MadeUpRow> rows)
{
    /// <summary>Whether somebody may read, change or delete a row that is there.</summary>
    public bool Allows(Persona persona, MadeUpRow row, RowCommands command) => row.Table.Rules.Any(rule =>
        rule.Commands.HasFlag(command) && (rule.Who == Audience.Everyone ? row.IsPublic && persona.Role is RlsRoles.Authenticated or RlsRoles.Anonymous : Holds(persona, row.Table, rule, row.Values)));

    /// <summary>Whether somebody may leave a row behind as it is after a change.</summary>
    public bool AllowsAfterwards(Persona persona, RlsTable table, JsonObject values) =>
        table.Rules.Any(rule => rule.Commands.HasFlag(RowCommands.Update) && Holds(persona, table, rule, values) && IsInOwnOrganization(persona, table, rule, values));

    /// <summary>Whether somebody may add a row.</summary>
    public bool AllowsInsert(Persona persona, RlsTable table, JsonObject values) =>
        !table.NotInsertable.Any(column => values.ContainsKey(column.Name))
        && table.ServiceColumns.All(column => MadeUpRow.Text(values, column.Name) is null or "false")
        && table.Rules.Any(rule => rule.Commands.HasFlag(RowCommands.Insert) && Holds(persona, table, rule, values) && IsInOwnOrganization(persona, table, rule, values));

    private bool Holds(Persona persona, RlsTable table, RlsRule rule, JsonObject values)
    {
        if (!persona.IsSignedIn || rule.Column is not { } column || MadeUpRow.Text(values, column.Name) is not { } value)
            return false;
        var holds = rule.Who switch
        {
            Audience.Person => value == persona.UserId,
            Audience.Member => persona.Organizations.Contains(value),
            Audience.Owner => persona.Owned.Contains(value),
            Audience.Parent => persona.UserId is { } user && rows.Any(row => row.Table.Name == rule.Parent!.Table.Name
                && MadeUpRow.Text(row.Values, rule.Parent.Key.Name) == value && MadeUpRow.Text(row.Values, rule.Parent.Owner.Name) == user),
            _ => false,
        };
        return holds && (!rule.WithinOrganization || (MadeUpRow.Text(values, table.Organization!.Name) is { } organization && persona.Organizations.Contains(organization)));
    }

    private static bool IsInOwnOrganization(Persona persona, RlsTable table, RlsRule rule, JsonObject values)
    {
        if (rule.WithinOrganization || table.Organization is not { } column || column == rule.Column)
            return true;
        var organization = MadeUpRow.Text(values, column.Name);
        return organization is null ? !column.IsNotNull : persona.Organizations.Contains(organization);
    }
}
