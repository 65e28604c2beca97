using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Data;

namespace Clerk2WorkOS.Cutover.Maintenance;

/// <summary>Both databases hold the same, now that neither is written to.</summary>
internal sealed class VerifyCopy : CutoverStep
{
    public override string Name => "verify-copy";

    public override string Title => "Compare both databases, counts and checksums of every column";

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(["-- clerk2workos data verify"]);

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var migration = new DataMigration(context.LegacyConnectionString!, context.TargetConnectionString, context.Options.Data);
        var verified = await migration.VerifyAsync(cancellationToken).ConfigureAwait(false);
        var findings = verified.Findings.Where(finding => finding.IsMismatch).ToList();
        if (findings.Count > 0)
            throw new CutoverException($"{findings[0].Table}: {findings[0].Sentence.TrimEnd('.')}, {findings[0].Count} rows{(findings.Count == 1 ? "" : $", and {findings.Count - 1} findings more")} ('clerk2workos data verify' shows them).");
        context.Say($"{verified.Tables.Count} tables compared; nothing is missing or different.");
    }

    public override Task UndoAsync(CutoverContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
