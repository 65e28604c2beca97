using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Clerk2WorkOS.CutoverLoad.Maintenance;

/// <summary>
/// The smallest application behind a gate: <c>POST /notes</c> writes its body as a row, <c>GET /notes</c> counts the rows, <c>GET /who</c> says which side answers and what it was told of
/// the caller, <c>/health</c> is for health checks. With <c>?wait=</c> a note is written so many milliseconds after it came.
/// </summary>
public static class NotesApp
{
    /// <param name="name">Which side it is, for <c>GET /who</c>.</param>
    /// <param name="database">The side's database.</param>
    /// <param name="insert">How a note is written; <c>$1</c> is its text.</param>
    /// <param name="peer">The other side; null where there is none.</param>
    /// <param name="configure">What else the gate is told.</param>
    public static WebApplication Create(string name, string database, string insert, Uri? peer = null, Action<Cutover.CutoverGateOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddCutoverGate(options =>
        {
            (options.ConnectionString, options.PeerAddress, options.PollInterval) = (database, peer, TimeSpan.FromMilliseconds(100));
            configure?.Invoke(options);
        });
        var rows = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = 20 });
        var app = builder.Build();
        app.Lifetime.ApplicationStopped.Register(rows.Dispose);
        app.UseCutoverGate();
        app.MapGet("/health", () => "well");
        app.MapGet("/who", (HttpRequest request) => $"{name} for {request.Headers["X-Forwarded-For"]} at {request.Headers["X-Forwarded-Proto"]}://{request.Host}{request.QueryString}");
        app.MapGet("/notes", async () =>
        {
            await using var count = rows.CreateCommand("SELECT count(*) FROM notes");
            return (long)(await count.ExecuteScalarAsync())!;
        });
        app.MapPost("/notes", async (HttpRequest request, int? wait) =>
        {
            using var reader = new StreamReader(request.Body);
            var text = await reader.ReadToEndAsync();
            await Task.Delay(wait ?? 0);
            await using var write = rows.CreateCommand(insert);
            write.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
            await write.ExecuteNonQueryAsync();
            return $"{name}: {text.Length}";
        });
        app.MapPost("/login", (string password) => password == "right" ? Results.Ok() : Results.Unauthorized());
        app.MapGet("/broken", () => Results.StatusCode(StatusCodes.Status500InternalServerError));
        return app;
    }

    /// <summary>As a process of its own, which prints its address: <c>notes NAME INSERT [PEER]</c>, the database in <c>C2W_DATABASE</c>.</summary>
    public static async Task<int> ServeAsync(string[] arguments)
    {
        await using var app = Create(arguments[0], Environment.GetEnvironmentVariable("C2W_DATABASE")!, arguments[1], arguments.Length > 2 ? new Uri(arguments[2]) : null);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }
}
