using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Drizzle.SchemaWorkos;
using Microsoft.EntityFrameworkCore;
using BlockedDates = Booking.Drizzle.SchemaWorkos.BlockedDatesTable;
using LegacyBlockedDates = Booking.Drizzle.Schema.BlockedDatesTable;

namespace Booking.DataMigration;

/// <summary>Copies every table of the legacy database into the WorkOS schema, in the order that foreign keys ask for.</summary>
/// <remarks>A row that is there already is left alone, so an interrupted run is simply started again.</remarks>
public static class MigrationScript
{
    private const int BatchSize = 500;

    public static async Task<int> RunAsync(string legacyConnection, string targetConnection, string mapFile, TextWriter output, CancellationToken cancellationToken)
    {
        var map = await IdMap.ReadAsync(mapFile, cancellationToken);
        await using var legacy = new LegacyDb(new DbContextOptionsBuilder<LegacyDb>().UseNpgsql(legacyConnection).Options);
        var options = new DbContextOptionsBuilder<Db>().UseNpgsql(targetConnection).Options;

        var skipped = 0;
        skipped += await CopyAsync<UserTable, UsersTable>(legacy.Users, row => row.ToWorkos(map), row => row.Id);
        skipped += await CopyAsync<CategoryTable, CategoriesTable>(legacy.Categories, row => row.ToWorkos(map), row => row.Id);
        skipped += await CopyAsync<ProfileTable, ProfilesTable>(legacy.Profiles, row => row.ToWorkos(map), row => row.Id);
        skipped += await CopyAsync<EventTable, EventsTable>(legacy.Events, row => row.ToWorkos(map), row => row.Id);
        skipped += await CopyAsync<ScheduleTable, SchedulesTable>(legacy.Schedules.Include(s => s.Availabilities), row => row.ToWorkos(map), row => row.Id);
        skipped += await CopyAsync<LegacyBlockedDates, BlockedDates>(legacy.BlockedDates, row => row.ToWorkos(map), row => row.Id);
        skipped += await CopyAsync<MeetingTable, MeetingsTable>(legacy.Meetings, row => row.ToWorkos(map), row => row.Id);
        skipped += await CopyAsync<SlotReservationTable, SlotReservationsTable>(legacy.Reservations, row => row.ToWorkos(map), row => row.Id);
        skipped += await CopyAsync<RecordTable, RecordsTable>(legacy.Records, row => row.ToWorkos(map), row => row.Id);
        skipped += await CopyAsync<PaymentTransferTable, PaymentTransfersTable>(legacy.Transfers, row => row.ToWorkos(map), row => row.Id);
        return skipped == 0 ? 0 : 1;

        async Task<int> CopyAsync<TLegacy, TTarget>(IQueryable<TLegacy> source, Func<TLegacy, TTarget?> convert, Func<TTarget, object> key)
            where TLegacy : class
            where TTarget : class
        {
            var (copied, known, unknown) = (0, 0, 0);
            foreach (var batch in (await source.AsNoTracking().ToListAsync(cancellationToken)).Chunk(BatchSize))
            {
                await using var target = new Db(options);
                foreach (var row in batch)
                {
                    if (convert(row) is not { } converted)
                        unknown++;
                    else if (await target.FindAsync<TTarget>([key(converted)], cancellationToken) is not null)
                        known++;
                    else
                    {
                        target.Add(converted);
                        copied++;
                    }
                }
                await target.SaveChangesAsync(cancellationToken);
            }
            await output.WriteLineAsync($"{typeof(TTarget).Name}: {copied} copied, {known} known, {unknown} without a WorkOS user");
            return unknown;
        }
    }
}

/// <summary>The legacy database, to be read only.</summary>
public sealed class LegacyDb(DbContextOptions<LegacyDb> options) : DbContext(options)
{
    public DbSet<UserTable> Users => Set<UserTable>();
    public DbSet<CategoryTable> Categories => Set<CategoryTable>();
    public DbSet<ProfileTable> Profiles => Set<ProfileTable>();
    public DbSet<EventTable> Events => Set<EventTable>();
    public DbSet<ScheduleTable> Schedules => Set<ScheduleTable>();
    public DbSet<LegacyBlockedDates> BlockedDates => Set<LegacyBlockedDates>();
    public DbSet<MeetingTable> Meetings => Set<MeetingTable>();
    public DbSet<SlotReservationTable> Reservations => Set<SlotReservationTable>();
    public DbSet<RecordTable> Records => Set<RecordTable>();
    public DbSet<PaymentTransferTable> Transfers => Set<PaymentTransferTable>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new InvalidOperationException("The legacy database is only read.");
}
