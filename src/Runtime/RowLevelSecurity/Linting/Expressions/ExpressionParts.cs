using Clerk2WorkOS.RowLevelSecurity.Linting.Model;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Expressions;

/// <summary>How a query stands in an expression.</summary>
internal enum QueryForm
{
    /// <summary><c>(select …)</c>: a value.</summary>
    Value,

    /// <summary><c>array(select …)</c>.</summary>
    Array,

    /// <summary><c>in (select …)</c>.</summary>
    In,

    /// <summary><c>= any (select …)</c> and the like.</summary>
    Any,

    /// <summary><c>exists (select …)</c>.</summary>
    Exists,
}

/// <summary>A query within an expression; places are numbers of tokens.</summary>
/// <param name="Form">How it stands there.</param>
/// <param name="Open">Its opening parenthesis.</param>
/// <param name="Close">Its closing one.</param>
/// <param name="Outer">The query that it stands in; null for the expression itself.</param>
internal sealed record Query(QueryForm Form, int Open, int Close, Query? Outer)
{
    /// <summary>What it reads, by the names that it has there; null for what is no table.</summary>
    public Dictionary<string, ObjectName?> From { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it needs the row that the policy judges, so that it runs again for each.</summary>
    public bool IsCorrelated { get; set; }
}

/// <summary>A column in an expression.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Start">The first token of it, its table's name included.</param>
/// <param name="End">The last one.</param>
/// <param name="Query">Where it stands; null for the expression itself.</param>
/// <param name="Source">The query that reads its table; null for the table of the policy.</param>
/// <param name="Table">Its table; null for the policy's, and where it is not known.</param>
internal sealed record ColumnUse(string Name, int Start, int End, Query? Query, Query? Source, ObjectName? Table)
{
    public bool IsOfPolicy => Source is null;
}

/// <summary>A call in an expression.</summary>
/// <param name="Schema">Null where none is named.</param>
/// <param name="Name">The function's name.</param>
/// <param name="Start">The first token of it.</param>
/// <param name="Open">Its opening parenthesis.</param>
/// <param name="Close">Its closing one.</param>
/// <param name="Query">Where it stands.</param>
internal sealed record Call(string? Schema, string Name, int Start, int Open, int Close, Query? Query)
{
    /// <summary>Whether it tells who asks: the same for a whole statement.</summary>
    public bool IsOfSession => Schema == "auth" || (Schema == "clerk2workos" && Name == RlsFunctions.UserId) || (Name == "current_setting" && Schema is null or "pg_catalog");

    public override string ToString() => Schema is null ? $"{Name}()" : $"{Schema}.{Name}()";
}
