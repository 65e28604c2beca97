using System.Net.Http.Headers;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;
using Clerk2WorkOS.Runtime.Tests.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions;

/// <summary>A request's statements run as who its token names, from the token to the row.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class InRequests(PostgreSql server)
{
    [Fact]
    public async Task A_token_decides_which_rows_come()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var workos = await SigningWorkOS.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Rls:ConnectionString", database.ConnectionString), new("Rls:ApplicationName", "booking")]);
        builder.Services.AddRowLevelSecurity(builder.Configuration.GetSection("Rls"));
        builder.Services.AddDbContextPool<NotesContext>((services, options) => options.UseNpgsql(database.ConnectionString).UseRowLevelSecurity(services), poolSize: 4);
        builder.Services.AddAuthentication().AddWorkOSBearer(options => (options.ClientId, options.BaseAddress) = (SigningWorkOS.ClientId, workos.Address));
        builder.Services.AddAuthorization();
        await using var application = builder.Build();
        application.UseAuthentication();
        var forgotten = new TaskCompletionSource<string>();
        var over = new TaskCompletionSource();
        application.MapGet("/plain", async (RlsDataSource source) =>
        {
            await using var connection = await source.OpenConnectionAsync();
            return await connection.TextAsync();
        });
        application.MapGet("/context", async (NotesContext context) => string.Join('|', await context.Notes.OrderBy(note => note.Id).Select(note => note.Text).ToListAsync()));
        application.MapGet("/claims", (RlsSessions sessions) => sessions.Current.Claims);
        application.MapGet("/name", async (RlsDataSource source) =>
        {
            await using var connection = await source.OpenConnectionAsync();
            return await connection.TextAsync("SELECT current_setting('application_name')");
        });
        application.MapGet("/forget", (RlsDataSource source, IHttpContextAccessor request) =>
        {
            _ = Task.Run(async () =>
            {
                await over.Task;
                while (request.HttpContext is not null)     // the answer may be there a moment before its request has ended
                    await Task.Delay(1);
                await using var connection = await source.OpenConnectionAsync();
                return await connection.TextAsync();
            }).ContinueWith(rest => forgotten.SetResult(rest.Exception?.GetBaseException().GetType().Name ?? rest.Result), TaskScheduler.Default);
            return "";
        });
        await application.StartAsync();

        async Task<string> AskAsync(string path, string? person)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (person is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", workos.Token(payload => payload["sub"] = person));
            using var response = await application.GetTestClient().SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (each, _) =>
        {
            var (person, expected) = (each % 3) switch { 0 => ("ann", "ann 1|ann 2"), 1 => ("bob", "bob 1|bob's, for all"), _ => (null, "bob's, for all") };
            Assert.Equal(expected, await AskAsync("/plain", person));
            if (person is not null)
                Assert.Equal(expected, await AskAsync("/context", person));
        });

        using var claims = System.Text.Json.JsonDocument.Parse(await AskAsync("/claims", "ann"));
        var root = claims.RootElement;
        Assert.Equal(("ann", "org_01", "member"), (root.GetProperty("sub").GetString(), root.GetProperty("org_id").GetString(), root.GetProperty("role").GetString()));
        Assert.Equal("""["member","owner"]""", root.GetProperty("roles").GetRawText());
        Assert.Equal("""["meetings:read","meetings:write"]""", root.GetProperty("permissions").GetRawText());
        Assert.Equal(System.Text.Json.JsonValueKind.Number, root.GetProperty("exp").ValueKind);
        Assert.Equal("", await AskAsync("/claims", null));
        Assert.Equal("booking", await AskAsync("/name", null));

        await AskAsync("/forget", "ann");
        over.SetResult();
        Assert.Equal(nameof(RlsException), await forgotten.Task);
    }
}
