using Clerk2WorkOS.RowLevelSecurity.Linting.Model;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

/// <summary>CREATE, ALTER and DROP POLICY.</summary>
internal static class PolicyStatements
{
    public static bool Read(TokenCursor cursor, DatabaseState state, string schema)
    {
        cursor.At = 0;
        var verb = cursor.Next();
        if (!cursor.Take("policy"))
            return false;
        _ = cursor.Take("if", "exists");
        var name = cursor.Next().Value;
        if (!cursor.Take("on") || cursor.Name(schema) is not { } tableName)
            return false;
        var policies = state.Relation(tableName).Policies;
        var index = policies.FindIndex(policy => policy.Name == name);
        switch (verb.Value)
        {
            case "create":
                if (index < 0)                                  // a second one would fail
                    policies.Add(Clauses(cursor, new Policy(tableName, name)));
                return true;
            case "alter" when index < 0:
                return cursor.Is("rename") || Unseen(cursor, policies, new Policy(tableName, name));
            case "alter":
                policies[index] = cursor.Take("rename", "to") ? policies[index] with { Name = cursor.Next().Value } : Clauses(cursor, policies[index]);
                return true;
            case "drop":
                if (index >= 0)
                    policies.RemoveAt(index);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A policy that an earlier script made: what is said of it here is reviewed.</summary>
    private static bool Unseen(TokenCursor cursor, List<Policy> policies, Policy policy)
    {
        policies.Add(Clauses(cursor, policy));
        return true;
    }

    private static Policy Clauses(TokenCursor cursor, Policy policy)
    {
        while (!cursor.IsAtEnd)
        {
            if (cursor.Take("as"))
                policy = policy with { IsRestrictive = cursor.Next().IsWord("restrictive") };
            else if (cursor.Take("for"))
                policy = policy with { Command = Command(cursor.Next().Value) };
            else if (cursor.Take("to"))
                policy = policy with { Roles = cursor.Roles() };
            else if (cursor.Take("using"))
                policy = policy with { Using = cursor.Parenthesized() };
            else if (cursor.Take("with", "check"))
                policy = policy with { WithCheck = cursor.Parenthesized() };
            else
                cursor.At++;
        }

        return policy;
    }

    private static PolicyCommand Command(string word) => word switch
    {
        "select" => PolicyCommand.Select,
        "insert" => PolicyCommand.Insert,
        "update" => PolicyCommand.Update,
        "delete" => PolicyCommand.Delete,
        _ => PolicyCommand.All,
    };
}
