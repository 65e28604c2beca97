using System.Globalization;
using Clerk2WorkOS.CutoverLoad.Load;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Clerk2WorkOS.CutoverLoad.BlueGreen;

/// <summary>What the old and the new application have in common: <c>SIDE PORT PEER</c>, the database in <c>C2W_DATABASE</c>.</summary>
internal static class BookingSide
{
    public static async Task<int> ServeAsync(string[] args, Func<NpgsqlConnection, int, Task<IResult>> meetings, Func<NpgsqlConnection, NewBooking, Task> book)
    {
        if (args is not [var port, var peer])
            return 2;
        var connectionString = Environment.GetEnvironmentVariable("C2W_DATABASE")!;
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 15, MinPoolSize = 3 });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{int.Parse(port, CultureInfo.InvariantCulture)}");
        builder.Services.AddCutoverGate(options =>
        {
            options.ConnectionString = connectionString;
            options.PeerAddress = new Uri(peer);
            options.PeerProbePaths.Add("/experts/0/meetings");
            options.PollInterval = TimeSpan.FromMilliseconds(100);
        });
        await using var app = builder.Build();
        app.UseCutoverGate();
        app.UseRouting();
        app.MapGet("/experts/{number:int}/meetings", async (int number) =>
        {
            await using var connection = await database.OpenConnectionAsync();
            return await meetings(connection, number);
        });
        app.MapPost("/bookings", async (NewBooking booking) =>
        {
            await using var connection = await database.OpenConnectionAsync();
            await book(connection, booking);
            return Results.Ok();
        });
        await app.RunAsync();
        return 0;
    }

    /// <summary>The latest meetings of an expert, as both applications show them.</summary>
    public static async Task<IResult> MeetingsAsync(NpgsqlConnection connection, string sql, int expert)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = $"e{expert}" } } };
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<Meeting>();
        while (await reader.ReadAsync())
            found.Add(new Meeting(reader.GetInt64(0), reader.GetString(1)));
        return Results.Ok(found);
    }

    internal sealed record Meeting(long Id, string Guest);
}
