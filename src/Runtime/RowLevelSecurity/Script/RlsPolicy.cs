using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>A policy as it is created; <see cref="Using"/> and <see cref="Check"/> are SQL.</summary>
internal sealed record RlsPolicy(RlsTable Table, string Name, RowCommands Command, string Roles, string? Using, string? Check)
{
    /// <summary>What the names of all policies begin with, so that those of an earlier model are found.</summary>
    public const string Prefix = "c2w_";

    /// <summary>The names that begin with it, for LIKE.</summary>
    public const string Pattern = @"c2w\_%";

    public string Sql
    {
        get
        {
            var sql = $"create policy {SqlName.Quote(Name)} on {Table.QuotedName} for {Command.ToString().ToLowerInvariant()} to {Roles}";
            if (Using is not null)
                sql += $"\n    using ({Using})";
            if (Check is not null)
                sql += $"\n    with check ({Check})";
            return sql + ";";
        }
    }
}
