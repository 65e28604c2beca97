namespace Clerk2WorkOS.Migration.Data;

/// <summary>What a comparison of both databases found.</summary>
/// <param name="Tables">What was compared.</param>
/// <param name="Findings">What is not as it should be, and what a person should know.</param>
public sealed record DataVerification(IReadOnlyList<VerifiedTable> Tables, IReadOnlyList<DataFinding> Findings)
{
    /// <summary>Whether nothing is missing, different or open.</summary>
    public bool IsSound => !Findings.Any(finding => finding.IsMismatch);
}

/// <summary>A table that was compared.</summary>
/// <param name="Source">The legacy table.</param>
/// <param name="Target">Its counterpart.</param>
/// <param name="SourceRows">Rows in the legacy database.</param>
/// <param name="TargetRows">Rows in the target.</param>
/// <param name="OpenRejects">Rows that have not moved yet.</param>
/// <param name="Compared">Columns of the target whose checksums were compared.</param>
/// <param name="NotCompared">Columns of the target that no SQL can compare, since ids in them were replaced or texts were read as another type.</param>
public sealed record VerifiedTable(
    string Source, string Target, long SourceRows, long TargetRows, long OpenRejects, IReadOnlyList<string> Compared, IReadOnlyList<string> NotCompared);

/// <summary>Something that the comparison found.</summary>
/// <param name="Code">A word that programs know: <c>missing_rows</c>, <c>different_rows</c>, <c>no_organization</c>, <c>dangling</c>, <c>open_rejects</c>.</param>
/// <param name="Table">The target's table; null for something that concerns all.</param>
/// <param name="Sentence">What it is.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Examples">Up to 20 keys or ids.</param>
/// <param name="Command">What mends it; null where nothing has to be done.</param>
/// <param name="IsMismatch">Whether the migration is not complete or not right because of it.</param>
public sealed record DataFinding(string Code, string? Table, string Sentence, long Count, IReadOnlyList<string> Examples, string? Command, bool IsMismatch);
