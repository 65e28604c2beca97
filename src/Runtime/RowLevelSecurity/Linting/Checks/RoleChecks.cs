using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Checks;

/// <summary>What the roles of requests are, and what the application's login has.</summary>
internal static class RoleChecks
{
    public static void Run(Review review)
    {
        foreach (var name in review.RolesOutside.Order(StringComparer.Ordinal))
        {
            if (review.State.Roles.TryGetValue(name, out var role))
                Bypass(review, role);
        }

        foreach (var table in review.Reviewed.Where(relation => relation.Owner is { } owner && review.RolesOutside.Contains(owner)))
            review.Report(
                "app-role-owns", LintSeverity.Error, table.Name.ToString(), $"Its owner is {table.Owner}, in which requests run: an owner switches row-level security off.",
                $"ALTER {(table.Kind switch { RelationKind.View => "VIEW", RelationKind.MaterializedView => "MATERIALIZED VIEW", RelationKind.ForeignTable => "FOREIGN TABLE", _ => "TABLE" })} {table.Name.Quoted} OWNER TO CURRENT_USER;");
        if (review.Options.AppRole is { } app)
            Application(review, app);
    }

    private static void Bypass(Review review, Role role)
    {
        if (!role.IsSuperuser && !role.BypassesRowSecurity)
            return;
        var app = review.Options.AppRole;
        var isOwn = role.Name is RlsRoles.Authenticated or RlsRoles.Anonymous || role.Name == app;
        var members = review.State.Roles.Values.Where(member => review.RolesOutside.Contains(member.Name) && member.MemberOf.ContainsKey(role.Name)).Select(member => member.Name).Order(StringComparer.Ordinal);
        review.Report(
            "role-bypasses-rls", LintSeverity.Error, role.Name,
            $"It {(role.IsSuperuser ? "is a superuser" : "has BYPASSRLS")}{(isOwn ? "" : " and requests may become it")}: no policy holds for it.",
            isOwn ? $"ALTER ROLE {SqlName.Quote(role.Name)}{(role.IsSuperuser ? " NOSUPERUSER" : "")} NOBYPASSRLS;" : $"REVOKE {SqlName.Quote(role.Name)} FROM {string.Join(", ", members.Select(SqlName.Quote))};");
    }

    private static void Application(Review review, string app)
    {
        foreach (var relation in review.Reviewed)
        {
            if (relation.Owner != app && relation.Privileges.Any(privilege => privilege.Grantee == app))
                review.Report(
                    "app-role-granted", LintSeverity.Warning, relation.Name.ToString(), $"{app} has privileges of its own: a statement that runs before it becomes 'authenticated' or 'anonymous' is not refused.",
                    $"REVOKE ALL ON TABLE {relation.Name.Quoted} FROM {SqlName.Quote(app)};");
        }

        if (!review.State.Roles.TryGetValue(app, out var role) || !role.MemberOf.Any(membership => membership.Value && (review.State.ServerVersion >= InheritPerGrant || role.Inherits)))
            return;
        var groups = role.MemberOf.Where(membership => membership.Value).Select(membership => membership.Key).Order(StringComparer.Ordinal);
        var fix = review.State.ServerVersion >= InheritPerGrant
            ? string.Join('\n', groups.Select(group => $"GRANT {SqlName.Quote(group)} TO {SqlName.Quote(app)} WITH INHERIT FALSE;")) + "\n"
            : "";
        review.Report(
            "app-role-inherits", LintSeverity.Warning, app, $"It has the rights of {Review.Names(groups)} without becoming it: a statement outside a session is not refused.",
            $"{fix}ALTER ROLE {SqlName.Quote(app)} NOINHERIT;");
    }

    private const int InheritPerGrant = 160_000;
}
