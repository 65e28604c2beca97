using Booking.Drizzle.Notes;
using Booking.Drizzle.SchemaWorkos;
using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle;

/// <summary>The application's database, on the WorkOS schema.</summary>
/// <remarks>
/// Rows that are added without an organization get the one of <paramref name="organization"/>, so that a server action
/// never has to say in whose organization it works.
/// </remarks>
public class Db(DbContextOptions<Db> options, IOrganizationContext? organization = null) : DbContext(options)
{
    public DbSet<EventsTable> EventsTable => Set<EventsTable>();
    public DbSet<SchedulesTable> SchedulesTable => Set<SchedulesTable>();
    public DbSet<ScheduleAvailabilitiesTable> ScheduleAvailabilitiesTable => Set<ScheduleAvailabilitiesTable>();
    public DbSet<MeetingsTable> MeetingsTable => Set<MeetingsTable>();
    public DbSet<CategoriesTable> CategoriesTable => Set<CategoriesTable>();
    public DbSet<ProfilesTable> ProfilesTable => Set<ProfilesTable>();
    public DbSet<RecordsTable> RecordsTable => Set<RecordsTable>();
    public DbSet<UsersTable> UsersTable => Set<UsersTable>();
    public DbSet<SlotReservationsTable> SlotReservationsTable => Set<SlotReservationsTable>();
    public DbSet<PaymentTransfersTable> PaymentTransfersTable => Set<PaymentTransfersTable>();
    public DbSet<BlockedDatesTable> BlockedDatesTable => Set<BlockedDatesTable>();
    public DbSet<AuditLogsTable> AuditLogsTable => Set<AuditLogsTable>();

    public DbSet<ExpertNote> ExpertNotes => Set<ExpertNote>();
    public DbSet<CalendarLink> CalendarLinks => Set<CalendarLink>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<EventsTable>().HasMany(e => e.Meetings).WithOne(m => m.Event).HasForeignKey(m => m.EventId);
        model.Entity<SchedulesTable>().HasMany(s => s.Availabilities).WithOne().HasForeignKey(a => a.ScheduleId);

        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.ClrType.Namespace != typeof(EventsTable).Namespace)
                continue;
            entity.SetTableName(SnakeCase.Of(entity.ClrType.Name.Replace("Table", "")));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase.Of(property.Name));
        }
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (organization?.OrgId is { } orgId)
        {
            foreach (var entry in ChangeTracker.Entries<IOwnedByOrganization>())
            {
                if (entry.State == EntityState.Added && entry.Entity.OrgId == Guid.Empty)
                    entry.Entity.OrgId = orgId;
            }
        }
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }
}
