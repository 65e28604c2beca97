using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>
/// The policies of a model, one for each rule and command. Each condition is of a shape that PostgreSQL computes once a statement and then finds by an index:
/// a column equal to a wrapped <c>(select …)</c>, or to any of an array that is.
/// </summary>
internal static class Policies
{
    /// <summary>Who is signed in.</summary>
    public const string Me = $"(select clerk2workos.{RlsFunctions.UserId}())";

    private static readonly RowCommands[] Commands = [RowCommands.Select, RowCommands.Insert, RowCommands.Update, RowCommands.Delete];

    public static IEnumerable<RlsPolicy> Of(RlsModel model) => model.Tables.SelectMany(table => Of(model, table));

    public static IEnumerable<RlsPolicy> Of(RlsModel model, RlsTable table)
    {
        foreach (var rule in table.Rules)
        {
            var condition = Condition(model, table, rule);
            var check = Check(model, table, rule, condition);
            var roles = rule.Who == Audience.Everyone ? $"{RlsRoles.Anonymous}, {RlsRoles.Authenticated}" : RlsRoles.Authenticated;
            foreach (var command in Commands.Where(command => rule.Commands.HasFlag(command)))
            {
                yield return new RlsPolicy(
                    table, NameOf(table, rule, command), command, roles,
                    command == RowCommands.Insert ? null : condition,
                    command switch { RowCommands.Insert => string.Join(" and ", [check, .. Empty(table)]), RowCommands.Update => check, _ => null });
            }
        }
    }

    /// <summary>The rows of the organizations of a person's, or of those that the person owns.</summary>
    public static string InOrganization(RlsModel model, CatalogColumn column, bool owned) =>
        $"{column.QuotedName} = any ((select clerk2workos.{(owned ? RlsFunctions.OwnerOrgIds : RlsFunctions.MemberOrgIds)}())::{model.Memberships!.OrgId.BaseType}[])";

    private static string Condition(RlsModel model, RlsTable table, RlsRule rule)
    {
        var column = rule.Column?.QuotedName;
        var condition = rule.Who switch
        {
            Audience.Person => $"{column} = {Me}",
            Audience.Member => InOrganization(model, rule.Column!, owned: false),
            Audience.Owner => InOrganization(model, rule.Column!, owned: true),
            Audience.Parent => $"{column} = any (array(select p.{rule.Parent!.Key.QuotedName} from {rule.Parent.Table.QuotedName} p where p.{rule.Parent.Owner.QuotedName} = {Me}))",
            _ => rule.Where!,
        };
        return rule.WithinOrganization ? $"{condition} and {InOrganization(model, table.Organization!, owned: false)}" : condition;
    }

    /// <summary>What a row has to be afterwards: still theirs, and in an organization of theirs.</summary>
    private static string Check(RlsModel model, RlsTable table, RlsRule rule, string condition)
    {
        if (rule.WithinOrganization || table.Organization is not { } organization || organization == rule.Column)
            return condition;
        var within = InOrganization(model, organization, owned: false);
        return $"{condition} and {(organization.IsNotNull ? within : $"({organization.QuotedName} is null or {within})")}";
    }

    private static IEnumerable<string> Empty(RlsTable table) => table.ServiceColumns
        .Where(column => !table.NotInsertable.Contains(column))
        .Select(column => column.BaseType == "boolean" ? $"{column.QuotedName} is not true" : $"{column.QuotedName} is null");

    /// <summary><c>c2w_person_select</c>; with the column where two rules are about the same.</summary>
    private static string NameOf(RlsTable table, RlsRule rule, RowCommands command)
    {
        var who = rule.Who.ToString().ToLowerInvariant();
        var alike = table.Rules.Where(other => other.Who == rule.Who).ToList();
        if (alike.Count > 1)
            who += rule.Column is { } column && alike.Count(other => other.Column == column) == 1 ? $"_{column.Name}" : $"_{alike.IndexOf(rule) + 1}";
        return SqlName.Fitting($"{RlsPolicy.Prefix}{who}_{command.ToString().ToLowerInvariant()}");
    }
}
