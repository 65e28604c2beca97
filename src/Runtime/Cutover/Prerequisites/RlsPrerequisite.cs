using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.RowLevelSecurity;

namespace Clerk2WorkOS.Cutover.Prerequisites;

/// <summary>Nobody gets from the target what is not theirs.</summary>
internal sealed class RlsPrerequisite : Prerequisite
{
    public override string Name => "rls";

    public override async Task<string> DemandAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (context.Options.Policies.AppRole is null)
            throw new CutoverException("Whether row-level security holds cannot be tried without the role that the application logs in as (--app-role).");
        var model = await RlsModel.ReadAsync(context.Target, context.Options.Policies, cancellationToken).ConfigureAwait(false);
        var matrix = await new RlsVerification(context.TargetConnectionString, model).RunAsync(cancellationToken).ConfigureAwait(false);
        return matrix.IsHeld
            ? $"{matrix.Attempts} attacks on row-level security, and every one ended as the rules say."
            : throw new CutoverException($"Row-level security does not hold in {matrix.Cells.Count(cell => cell.Verdict != RlsVerdict.Held)} cases: 'clerk2workos rls verify' shows them.");
    }
}
