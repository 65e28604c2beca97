using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Data;

namespace Clerk2WorkOS.Cutover.Prerequisites;

/// <summary>
/// What was copied is right. While the legacy database is written to, the target is always a little behind: rows that are missing or differ are counted and told, and the last sync
/// brings them; anything else that <c>data verify</c> finds stands in the way. Once writes are fenced, everything is verified again and has to be the same.
/// </summary>
internal sealed class DataPrerequisite : Prerequisite
{
    private static readonly string[] Behind = ["missing_rows", "different_rows", "different_table", "settled_rejects", "rejects_without_row"];

    public override string Name => "data";

    public override async Task<string> DemandAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var migration = new DataMigration(context.LegacyConnectionString!, context.TargetConnectionString, context.Options.Data);
        var verified = await migration.VerifyAsync(cancellationToken).ConfigureAwait(false);
        var wrong = verified.Findings.Where(finding => finding.IsMismatch && !Behind.Contains(finding.Code)).ToList();
        if (wrong.Count > 0)
            throw new CutoverException($"{wrong[0].Sentence.TrimEnd('.')} ({(wrong.Count == 1 ? "" : $"and {wrong.Count - 1} more: ")}'clerk2workos data verify' shows it).");
        var behind = verified.Findings.Where(finding => Behind.Contains(finding.Code)).Sum(finding => finding.Count);
        return behind == 0 ? $"{verified.Tables.Count} tables compared; nothing is missing or different." : $"{verified.Tables.Count} tables compared; {behind} rows are still to be carried over.";
    }
}
