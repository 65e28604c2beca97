using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.InPlace.Switching;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.InPlace.Steps;

/// <summary>Tells the instances to read, or to write, WorkOS ids, and waits until every one does.</summary>
internal sealed class SwitchStep : InPlaceStep
{
    private readonly bool _isOfWrites;

    private SwitchStep(StatementListener listener, bool isOfWrites) : base(listener) => _isOfWrites = isOfWrites;

    public static SwitchStep OfReads(StatementListener listener) => new(listener, isOfWrites: false);

    public static SwitchStep OfWrites(StatementListener listener) => new(listener, isOfWrites: true);

    public override string Name => _isOfWrites ? "switch-writes" : "switch-reads";

    public override string Title => _isOfWrites ? "Let all instances write WorkOS ids" : "Let all instances read by WorkOS ids";

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([Sql(true)]);

    public override async Task<IReadOnlyList<string>> ObstaclesAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (context.Options.InPlace.WithoutInstances || await KeptPlan.FindAsync(context, cancellationToken).ConfigureAwait(false) is not { } plan)
            return [];
        return await LookAsync<IReadOnlyList<string>>(
            context,
            async connection =>
            {
                if (await IdSwitch.ReadAsync(connection, cancellationToken).ConfigureAwait(false) is null || !await ExistsAsync(connection, "clerk2workos.in_place_open", cancellationToken).ConfigureAwait(false))
                    return [];
                var instances = await IdSwitch.InstancesAsync(connection, cancellationToken).ConfigureAwait(false);
                return [
                    .. instances.Count == 0 ? ["No instance of the application has followed the switch in the last ten seconds: deploy it with AddCutoverSwitch first, or tell it in another way (--without-instances)."] : Array.Empty<string>(),
                    .. await ValidateStep.SentencesAsync(connection, plan, context.Options.InPlace, cancellationToken).ConfigureAwait(false)];
            },
            cancellationToken).ConfigureAwait(false);
    }

    public override Task DoAsync(CutoverContext context, CancellationToken cancellationToken) => SetAsync(context, true, cancellationToken);

    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await LookAsync(context, connection => IdSwitch.ReadAsync(connection, cancellationToken), cancellationToken).ConfigureAwait(false) is not null)
            await SetAsync(context, false, cancellationToken).ConfigureAwait(false);
    }

    private string Sql(bool isOn) => _isOfWrites ? IdSwitch.SetSql(null, isOn) : IdSwitch.SetSql(isOn, null);

    private async Task SetAsync(CutoverContext context, bool isOn, CancellationToken cancellationToken)
    {
        var changes = Changes(context);
        await using (changes.ConfigureAwait(false))
        {
            await changes.RunAsync(Sql(isOn), cancellationToken).ConfigureAwait(false);
            await IdSwitch.WaitForInstancesAsync(await changes.ConnectionAsync(cancellationToken).ConfigureAwait(false), context.Options.InPlace.Patience, cancellationToken).ConfigureAwait(false);
        }
    }
}
