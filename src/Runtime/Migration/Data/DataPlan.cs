namespace Clerk2WorkOS.Migration.Data;

/// <summary>What <c>data run</c> would do. Nothing was touched to know it.</summary>
/// <param name="Tables">In the order in which they are copied.</param>
/// <param name="Problems">What stands in the way, and what would be left behind; what blocks comes first.</param>
/// <param name="HiddenIds">Clerk ids in columns that are not named after them.</param>
/// <param name="MappedUsers">Users in the id map.</param>
/// <param name="IsOneDatabase">Whether both schemas are in one database.</param>
public sealed record DataPlan(
    IReadOnlyList<PlannedTable> Tables, IReadOnlyList<PlanProblem> Problems, IReadOnlyList<HiddenIds> HiddenIds, int MappedUsers, bool IsOneDatabase)
{
    /// <summary>What keeps the target from following the legacy database's log (<see cref="DataMigration.SyncAsync"/>), or is dangerous about it; a run needs none of it.</summary>
    public IReadOnlyList<PlanProblem> Following { get; init; } = [];

    /// <summary>Rows of all tables that are copied.</summary>
    public long Rows => Tables.Sum(table => table.Rows);

    /// <summary>Whether the run would refuse to begin.</summary>
    public bool IsBlocked => Problems.Any(problem => problem.IsBlocking);
}

/// <summary>A legacy table that is copied.</summary>
/// <param name="Source">Schema and name in the legacy database.</param>
/// <param name="Target">Schema and name in the target.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="TargetRows">How many are in the target already.</param>
/// <param name="Columns">What becomes of each column.</param>
/// <param name="OrganizationFrom">Where <c>org_id</c> comes from, as words; null where the target has no such column.</param>
public sealed record PlannedTable(string Source, string Target, long Rows, long TargetRows, IReadOnlyList<PlannedColumn> Columns, string? OrganizationFrom);

/// <summary>A column that is copied.</summary>
/// <param name="Source">The legacy column; null for a value of the mapping file.</param>
/// <param name="Target">The target's column.</param>
/// <param name="Type">The target's type.</param>
/// <param name="How">What happens to it: <c>as it is</c>, <c>Clerk id to WorkOS id</c>, <c>as text</c>.</param>
public sealed record PlannedColumn(string? Source, string Target, string Type, string How);

/// <summary>Something about the plan that a person has to know or decide.</summary>
/// <param name="Code">A word that programs know: <c>unmapped_table</c>, <c>unmapped_column</c>, <c>demanded_column</c>, <c>conversion</c>, <c>owner_unclear</c>, <c>orphans</c>, <c>ownerless</c>.</param>
/// <param name="Table">The table; null for something that concerns all.</param>
/// <param name="Sentence">What it is, and what to do.</param>
/// <param name="IsBlocking">Whether the run refuses to begin.</param>
/// <param name="Count">How many rows it concerns; 0 where that is not counted.</param>
public sealed record PlanProblem(string Code, string? Table, string Sentence, bool IsBlocking, long Count = 0)
{
    /// <summary>Up to 20 ids or keys.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}

/// <summary>Clerk ids in a column that is not named after them.</summary>
/// <param name="Table">The legacy table.</param>
/// <param name="Column">The column.</param>
/// <param name="Rows">Rows with at least one.</param>
/// <param name="Paths">In JSON, where they stand, from a sample of the rows: <c>user.id</c>.</param>
/// <param name="IsRewritten">Whether the mapping file has them replaced; otherwise they stay.</param>
public sealed record HiddenIds(string Table, string Column, long Rows, IReadOnlyList<string> Paths, bool IsRewritten);
