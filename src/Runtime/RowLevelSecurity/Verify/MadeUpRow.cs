using System.Text.Json.Nodes;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>A row that was made up.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="Place">Where it is: the partition's oid, and the row's <c>ctid</c>.</param>
/// <param name="Values">All of its columns.</param>
internal sealed record MadeUpRow(RlsTable Table, MadeUpPerson Person, string Place, JsonObject Values)
{
    /// <summary>Which of the table's rules about everyone let it be seen.</summary>
    public bool IsPublic { get; init; }

    /// <summary>A column's value as text; null for none.</summary>
    public static string? Text(JsonObject values, string column) => values[column]?.ToString();
}
