using Booking.Drizzle;
using Clerk2WorkOS;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Booking.Server.Access;

public static class DatabaseServices
{
    /// <summary>
    /// Two ways into one database: <c>ConnectionStrings:Booking</c>, a login that can do nothing but become who is signed in, and
    /// <c>ConnectionStrings:Service</c>, the service role, for guest registration, the audit log and <see cref="IServiceWork"/>.
    /// </summary>
    public static IServiceCollection AddBookingDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var booking = configuration.GetConnectionString("Booking") ?? "";
        services.AddRowLevelSecurity(booking);
        services.AddKeyedSingleton(ServiceDataSource.Key, (_, _) => NpgsqlDataSource.Create(configuration.GetConnectionString("Service")
            ?? throw new InvalidOperationException("ConnectionStrings:Service is not set.")));

        services.AddScoped<ServiceConnection>();
        services.AddSingleton<IServiceWork, ServiceWork>();
        return services.AddDbContext<Db>((provider, options) =>
        {
            if (provider.GetRequiredService<ServiceConnection>().Opened is { } service)
                options.UseNpgsql(service);
            else
                options.UseNpgsql(booking, npgsql => npgsql.ConfigureDataSource(source => source.PrepareRlsSessions())).UseRowLevelSecurity(provider);
        });
    }
}
