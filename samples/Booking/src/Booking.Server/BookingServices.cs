using Booking.Drizzle;
using Booking.Lib.Utils.Server;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Actions;
using Booking.Server.Categories;
using Booking.Server.Events;
using Booking.Server.Experts;
using Booking.Server.Exports;
using Booking.Server.Guests;
using Booking.Server.Maintenance;
using Booking.Server.Notes;
using Booking.Server.Payments;
using Booking.Server.Records;
using Booking.Server.Reports;
using Booking.Server.Scheduling;
using Booking.Server.Security;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Booking.Server;

public static class BookingServices
{
    /// <summary>Everything but the signed-in user, who is the host's business.</summary>
    public static IServiceCollection AddBooking(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddScoped<IOrganizationContext>(provider => provider.GetRequiredService<ICurrentUser>());
        services.AddDbContext<Db>(options => options.UseNpgsql(configuration.GetConnectionString("Booking")));

        services.AddSingleton<IAuditStore, DbAuditStore>();
        services.AddScoped<IAuditTrail, AuditTrail>();
        services.AddSingleton<ReadThrottle>().AddSingleton<AccessLog>().AddSingleton<AdminOptions>().AddSingleton<EarningsReport>();
        services.AddSingleton(_ => new RecordCipher(Convert.FromBase64String(
            configuration["RECORDS_KEY"] ?? throw new InvalidOperationException("RECORDS_KEY is not set."))));

        services.AddScoped<IUserRepository, UserRepository>();
        services.AddScoped<ExpertDirectory>();
        services.AddScoped<IExpertDirectory>(provider =>
            new CachedExpertDirectory(provider.GetRequiredService<ExpertDirectory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<AvailabilityReader>().AddScoped<SlotReservations>().AddScoped<CalendarLinks>().AddScoped<EventSlugs>();
        services.AddScoped<AccountErasure>().AddScoped<DataDownload>().AddScoped<PayoutApproval>().AddScoped<ExpertReview>();
        services.AddScoped<GuestHistory>().AddScoped<Housekeeping>().AddScoped<ConsistencyCheck>().AddScoped<PlatformReport>();
        services.AddScoped<RecordVault>().AddScoped<CategoryCatalog>().AddScoped<ExpertNotebook>().AddScoped<TransferScheduler>();

        services.AddScoped<MeetingActions>().AddScoped<ScheduleActions>().AddScoped<ExpertProfileActions>().AddScoped<EventActions>();
        services.AddScoped<UserSyncActions>().AddScoped<ProfileActions>().AddScoped<ExpertsActions>().AddScoped<ExpertSetupActions>();
        services.AddScoped<BlockedDatesActions>().AddScoped<BillingActions>();
        return services;
    }
}
