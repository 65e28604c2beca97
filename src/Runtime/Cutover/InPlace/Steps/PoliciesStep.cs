using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.RowLevelSecurity;

namespace Clerk2WorkOS.Cutover.InPlace.Steps;

/// <summary>Attacks the policies before anything depends on them.</summary>
internal sealed class PoliciesStep(StatementListener listener) : InPlaceStep(listener)
{
    public override string Name => "policies";

    public override string Title => "Attack the policies";

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        [context.Options.Policies.AppRole is null ? "-- the role that the application logs in as is not named: no policies are attacked" : "-- as 'clerk2workos rls verify', in a transaction that is rolled back"]);

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (context.Options.Policies.AppRole is null)
        {
            context.Say("policies are not attacked, since the role that the application logs in as is not named");
            return;
        }

        try
        {
            var model = await RlsModel.ReadAsync(context.Target, context.Options.Policies, cancellationToken).ConfigureAwait(false);
            var matrix = await new RlsVerification(context.TargetConnectionString, model).RunAsync(cancellationToken).ConfigureAwait(false);
            if (matrix.Cells.FirstOrDefault(cell => cell.Verdict != RlsVerdict.Held) is { } open)
                throw new CutoverException($"The policies do not hold, first for {open.Persona} on {open.Table}: {(open.Details.Count > 0 ? open.Details[0] : $"{open.Verdict}.")} 'clerk2workos rls verify' shows all of it.");
        }
        catch (RlsException refusal)
        {
            throw new CutoverException(refusal.Message, refusal);
        }
    }

    public override Task UndoAsync(CutoverContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
