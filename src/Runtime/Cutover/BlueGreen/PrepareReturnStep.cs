using System.Text.Json;
using Clerk2WorkOS.Cutover.Fencing;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>Has the target keep its log from before the first write of the new application on, so that there is a way back.</summary>
internal sealed class PrepareReturnStep : CutoverStep
{
    private const string Identities = "identities";

    public override string Name => "prepare-return";

    public override string Title => "Prepare the way back";

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var back = context.Back();
        return
        [
            "-- in the target",
            .. (await back.WithoutIdentityAsync(cancellationToken).ConfigureAwait(false)).Select(pair => Identify(pair.Table, $"USING INDEX {pair.Index}")),
            $"CREATE PUBLICATION \"{Migration.Data.Syncing.SyncState.Publication}\" FOR TABLE {string.Join(", ", await back.TablesAsync(cancellationToken).ConfigureAwait(false))} WITH (publish_via_partition_root = true)",
            "SELECT pg_create_logical_replication_slot('clerk2workos_…', 'pgoutput')",
            "-- in the legacy database, schema clerk2workos: tables for how far the way back is",
        ];
    }

    public override async Task<IReadOnlyList<string>> ObstaclesAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var back = context.Back();
        return [.. (await back.CheckAsync(cancellationToken).ConfigureAwait(false)).Where(problem => problem.IsBlocking).Select(problem => problem.Sentence)];
    }

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var back = context.Back();
        foreach (var problem in await back.CheckAsync(cancellationToken).ConfigureAwait(false))
            context.Say(problem.Sentence);
        await IdentifyAsync(context, await back.WithoutIdentityAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await back.PrepareAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var back = context.Back();
        await back.RemoveAsync(cancellationToken).ConfigureAwait(false);
        await RestoreAsync(context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the tables back what their rows were named by in the log.</summary>
    public async Task RestoreAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await context.Memory.FindAsync(Name, Identities, cancellationToken).ConfigureAwait(false) is not { } kept)
            return;
        await using var target = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (table, before) in JsonSerializer.Deserialize<Dictionary<string, string>>(kept)!)
            await PatientStatement.ExecuteAsync(target, Identify(table, before), table, context.Options.LockTimeout, cancellationToken).ConfigureAwait(false);
        await context.Memory.KeepAsync(Name, Identities, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where a table's rows are told by another key than the log names them by, that key is named; what was before is kept first.</summary>
    private async Task IdentifyAsync(CutoverContext context, IReadOnlyList<(string Table, string Index)> tables, CancellationToken cancellationToken)
    {
        if (tables.Count == 0)
            return;
        await using var target = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var kept = await context.Memory.FindAsync(Name, Identities, cancellationToken).ConfigureAwait(false) is { } known ? JsonSerializer.Deserialize<Dictionary<string, string>>(known)! : [];
        foreach (var (table, _) in tables)
            kept.TryAdd(table, await BeforeAsync(target, table, cancellationToken).ConfigureAwait(false));
        await context.Memory.KeepAsync(Name, Identities, JsonSerializer.Serialize(kept), cancellationToken).ConfigureAwait(false);
        foreach (var (table, index) in tables)
            await PatientStatement.ExecuteAsync(target, Identify(table, $"USING INDEX {index}"), table, context.Options.LockTimeout, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> BeforeAsync(Npgsql.NpgsqlConnection target, string table, CancellationToken cancellationToken)
    {
        var index = await target.ScalarAsync<string>(
            "SELECT x.relname::text FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = $1::regclass AND i.indisreplident", cancellationToken, table).ConfigureAwait(false);
        return await target.ScalarAsync<string>("SELECT relreplident::text FROM pg_class WHERE oid = $1::regclass", cancellationToken, table).ConfigureAwait(false) switch
        {
            "f" => "FULL",
            "n" => "NOTHING",
            "i" when index is not null => $"USING INDEX {SqlName.Quote(index)}",
            _ => "DEFAULT",
        };
    }

    private static string Identify(string table, string by) => $"ALTER TABLE {table} REPLICA IDENTITY {by}";
}
