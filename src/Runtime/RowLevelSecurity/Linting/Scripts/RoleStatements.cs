using Clerk2WorkOS.RowLevelSecurity.Linting.Model;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

/// <summary>GRANT and REVOKE; CREATE and ALTER ROLE.</summary>
internal static class RoleStatements
{
    private static readonly string[] TablePrivileges = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"];
    private static readonly string[] OtherThings =
    [
        "function", "functions", "procedure", "procedures", "routine", "routines", "schema", "sequence", "sequences", "database", "type", "domain", "language", "tablespace", "foreign", "large", "parameter",
    ];

    public static bool Read(TokenCursor cursor, DatabaseState state, string schema)
    {
        cursor.At = 0;
        if (cursor.Take("grant"))
            return Grant(cursor, state, schema, gives: true);
        if (cursor.Take("revoke"))
        {
            var isOption = cursor.Take("grant", "option", "for") || cursor.Take("admin", "option", "for");
            return isOption || Grant(cursor, state, schema, gives: false);
        }

        var isNew = cursor.Take("create");
        if (!isNew && !cursor.Take("alter"))
            return false;
        if (cursor.Is("user", "mapping") || !cursor.TakeAny("role", "user", "group") || !cursor.Current.IsName)
            return false;
        if (isNew && !state.Roles.ContainsKey(cursor.Current.Value))
            state.Role(cursor.Current.Value).Inherits = true;
        Attributes(cursor, state, state.Role(cursor.Next().Value));
        return true;
    }

    private static void Attributes(TokenCursor cursor, DatabaseState state, Role role)
    {
        while (!cursor.IsAtEnd)
        {
            switch (cursor.Next().Value)
            {
                case "superuser": role.IsSuperuser = true; break;
                case "nosuperuser": role.IsSuperuser = false; break;
                case "bypassrls": role.BypassesRowSecurity = true; break;
                case "nobypassrls": role.BypassesRowSecurity = false; break;
                case "inherit": role.Inherits = true; break;
                case "noinherit": role.Inherits = false; break;
                case "in":
                    if (cursor.TakeAny("role", "group"))
                    {
                        foreach (var group in cursor.Roles())
                            role.MemberOf[group] = true;
                    }

                    break;
                case "role" or "admin" or "user":
                    foreach (var member in cursor.Roles())
                        state.Role(member).MemberOf[role.Name] = true;
                    break;
            }
        }
    }

    private static bool Grant(TokenCursor cursor, DatabaseState state, string schema, bool gives)
    {
        var privileges = new List<SqlToken>();
        do
        {
            privileges.Add(cursor.Next());
            _ = cursor.Take("privileges");
            _ = cursor.Parenthesized();
        }
        while (cursor.TakeSymbol(","));
        if (!cursor.Take("on"))
            return Membership(cursor, state, privileges, gives);
        if (cursor.Take("all", "tables", "in", "schema"))
        {
            var schemas = cursor.Roles();
            return OnTables(cursor, privileges, state.Relations.Values.Where(relation => schemas.Contains(relation.Name.Schema)), gives);
        }

        if (OtherThings.Any(thing => cursor.Is(thing) || cursor.Is("all", thing)))
            return true;
        _ = cursor.Take("table");
        var tables = new List<Relation>();
        do
        {
            if (cursor.Name(schema) is { } name)
                tables.Add(state.Relation(name));
        }
        while (cursor.TakeSymbol(","));
        return OnTables(cursor, privileges, tables, gives);
    }

    private static bool OnTables(TokenCursor cursor, List<SqlToken> privileges, IEnumerable<Relation> tables, bool gives)
    {
        if (!cursor.TakeAny("to", "from"))
            return false;
        var names = privileges.Exists(privilege => privilege.IsWord("all")) ? TablePrivileges : [.. privileges.Select(privilege => privilege.Value.ToUpperInvariant())];
        var roles = cursor.Roles();
        foreach (var table in tables)
        {
            var said = roles.SelectMany(role => names.Select(name => new Privilege(role, name)));
            if (gives)
                table.Privileges.UnionWith(said);
            else
                table.Privileges.ExceptWith(said);
        }

        return true;
    }

    private static bool Membership(TokenCursor cursor, DatabaseState state, List<SqlToken> groups, bool gives)
    {
        if (!cursor.TakeAny("to", "from"))
            return false;
        var members = cursor.Roles();
        var inherits = !(cursor.SkipTo("inherit") && cursor.Peek(1).IsWord("false"));
        foreach (var member in members.Select(state.Role))
        {
            foreach (var group in groups)
            {
                if (gives)
                    member.MemberOf[group.Value] = inherits;
                else
                    member.MemberOf.Remove(group.Value);
            }
        }

        return true;
    }
}
