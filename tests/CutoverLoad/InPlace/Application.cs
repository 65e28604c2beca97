using Clerk2WorkOS.Cutover.InPlace;
using Clerk2WorkOS.CutoverLoad.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Clerk2WorkOS.CutoverLoad.InPlace;

/// <summary>One instance of an application on one database, deployed before the switch: for each request it asks by which ids to read and write. Prints its address once it serves.</summary>
internal static class Application
{
    private const string ReadSql = """
        SELECT booking_key FROM meeting WHERE {0} = $1 ORDER BY start_time DESC LIMIT 20
        """;

    private const string ClerkSql = "INSERT INTO meeting (event_id, clerk_user_id, booking_key, guest_email, guest_name) SELECT id, clerk_user_id, $2, $3, $4 FROM event WHERE clerk_user_id = $1 LIMIT 1";

    private const string WorkosSql = """
        INSERT INTO meeting (event_id, workos_user_id, org_id, booking_key, guest_email, guest_name) SELECT id, workos_user_id, org_id, $2, $3, $4 FROM event WHERE workos_user_id = $1 LIMIT 1
        """;

    public static async Task<int> ServeAsync(string[] args)
    {
        var connectionString = Environment.GetEnvironmentVariable("C2W_TARGET")!;
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(NpgsqlDataSource.Create(connectionString));
        builder.Services.AddCutoverSwitch(options => options.ConnectionString = connectionString);
        var application = builder.Build();
        application.MapGet("/experts/{expert:int}/meetings", async (int expert, ICutoverSwitch ids, NpgsqlDataSource database, CancellationToken cancellationToken) =>
        {
            await using var command = ids.ReadsWorkosIds
                ? database.CreateCommand(ReadSql.Replace("{0}", "workos_user_id", StringComparison.Ordinal))
                : database.CreateCommand(ReadSql.Replace("{0}", "clerk_user_id", StringComparison.Ordinal));
            command.Parameters.AddWithValue(ids.ReadsWorkosIds ? Platform.WorkOS(expert) : Platform.Clerk(expert));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var keys = new List<string>();
            while (await reader.ReadAsync(cancellationToken))
                keys.Add(reader.GetString(0));
            return keys.Count == 0 ? Results.Problem("The expert's meetings are gone.") : Results.Ok(keys);
        });
        application.MapPost("/bookings", async (NewBooking booking, ICutoverSwitch ids, NpgsqlDataSource database, CancellationToken cancellationToken) =>
        {
            var writesWorkos = ids.WritesWorkosIds;
            await using var command = database.CreateCommand(writesWorkos ? WorkosSql : ClerkSql);
            command.Parameters.AddWithValue(writesWorkos ? Platform.WorkOS(booking.Expert) : Platform.Clerk(booking.Expert));
            command.Parameters.AddWithValue(booking.Key);
            command.Parameters.AddWithValue(booking.GuestEmail);
            command.Parameters.AddWithValue(booking.GuestName);
            return await command.ExecuteNonQueryAsync(cancellationToken) == 1 ? Results.Ok() : Results.Problem("The expert is gone.");
        });
        await application.StartAsync();
        Console.WriteLine(application.Urls.Single());
        await application.WaitForShutdownAsync();
        return 0;
    }
}
