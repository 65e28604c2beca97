using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Reversing;
using Clerk2WorkOS.Migration.Data.Syncing;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>Both databases of a cut-over, as the steps need them.</summary>
internal static class BothSides
{
    /// <summary>The Clerk-era database.</summary>
    public static NpgsqlDataSource LegacySide(this CutoverContext context) => context.Legacy ?? throw new CutoverException("Blue/green goes from one database to another: the legacy database is not named.");

    /// <summary>The way there.</summary>
    public static DataMigration Forth(this CutoverContext context) =>
        new(context.LegacyConnectionString!, context.TargetConnectionString, context.Options.Data) { Idle = TimeSpan.FromMilliseconds(50) };

    /// <summary>The way back.</summary>
    public static ReverseSync Back(this CutoverContext context) => new(context.TargetConnectionString, context.LegacyConnectionString!, context.Options.Data);

    /// <summary>All tables of the legacy application but those that the mapping leaves out.</summary>
    public static async Task<IReadOnlyList<(string Schema, string Table)>> LegacyTablesAsync(this CutoverContext context, CancellationToken cancellationToken)
    {
        var tables = await TablesAsync(context.LegacySide(), context.Options.Data.LegacySchema, cancellationToken).ConfigureAwait(false);
        return [.. tables.Where(table => !context.Options.Data.Mapping.IgnoreTables.Contains(table.Table))];
    }

    /// <summary>All tables of the new application.</summary>
    public static Task<IReadOnlyList<(string Schema, string Table)>> TargetTablesAsync(this CutoverContext context, CancellationToken cancellationToken) =>
        TablesAsync(context.Target, context.Options.Data.TargetSchema, cancellationToken);

    /// <summary>The slot in the legacy database; null where nothing follows it.</summary>
    public static async Task<string?> ForthSlotAsync(this CutoverContext context, CancellationToken cancellationToken)
    {
        await using var target = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await target.ScalarAsync<bool>("SELECT to_regclass('clerk2workos.data_sync') IS NOT NULL", cancellationToken).ConfigureAwait(false)
            ? (await SyncState.FindAsync(target, cancellationToken).ConfigureAwait(false))?.Slot
            : null;
    }

    /// <summary>Takes the slot out of the legacy database; with the note of it, the publication goes as well.</summary>
    public static async Task DropForthSlotAsync(this CutoverContext context, CancellationToken cancellationToken)
    {
        var slot = await context.ForthSlotAsync(cancellationToken).ConfigureAwait(false);
        await using var legacy = await context.LegacySide().OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (slot is not null)
            await SlotProgress.DropAsync(legacy, slot, cancellationToken).ConfigureAwait(false);
        await SyncSlot.UnpublishAsync(legacy, cancellationToken).ConfigureAwait(false);
        await using var target = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (slot is not null)
            await SyncState.RemoveAsync(target, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<(string Schema, string Table)>> TablesAsync(NpgsqlDataSource database, string schema, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return [.. (await DatabaseCatalog.ReadAsync(connection, schema, cancellationToken).ConfigureAwait(false)).Tables.Select(table => (table.Schema, table.Name))];
    }
}
