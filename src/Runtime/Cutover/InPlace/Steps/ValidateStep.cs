using Clerk2WorkOS.Cutover.InPlace.Filling;
using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Cutover.Steps;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Steps;

/// <summary>Counts rows whose ids are not in step: there have to be none.</summary>
internal sealed class ValidateStep(StatementListener listener) : InPlaceStep(listener)
{
    public override string Name => "validate";

    public override string Title => "Compare both ids of every row";

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) =>
        [.. (await PlanAsync(context, cancellationToken).ConfigureAwait(false)).Tables.Select(table => $"-- {table.FullName}: rows without a WorkOS id or with another user's are counted")];

    public override Task DoAsync(CutoverContext context, CancellationToken cancellationToken) => RequireAsync(context, cancellationToken);

    public override Task UndoAsync(CutoverContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Fails with what is not in step.</summary>
    /// <exception cref="CutoverException">Something is not.</exception>
    public static async Task RequireAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(context, cancellationToken).ConfigureAwait(false);
        var wrong = await LookAsync(context, connection => SentencesAsync(connection, plan, context.Options.InPlace, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (wrong.Count > 0)
            throw new CutoverException(string.Join(' ', wrong));
    }

    /// <summary>What is not in step; what can be filled is filled first.</summary>
    public static async Task<List<string>> SentencesAsync(NpgsqlConnection connection, InPlacePlan plan, InPlaceOptions options, CancellationToken cancellationToken)
    {
        await OpenIds.FillAsync(connection, cancellationToken).ConfigureAwait(false);
        return [.. (await IdMismatches.CountAsync(connection, plan, cancellationToken).ConfigureAwait(false)).SelectMany(mismatch => mismatch.Sentences(options.AllowUnmapped))];
    }
}
