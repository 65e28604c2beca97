using System.Net;
using System.Security.Claims;
using Clerk2WorkOS.Audit;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Microsoft.AspNetCore.Builder;

namespace Clerk2WorkOS.Runtime.Tests.Audit;

/// <summary>User, organization, address and browser come from the request, at the moment of the call.</summary>
[Collection(PostgreSql.Others)]
public sealed class WhoActs(PostgreSql server)
{
    private const string Columns = "workos_user_id,org_id,action,resource_type,resource_id,changes,metadata,ip_address,user_agent";

    [Fact]
    public async Task A_row_has_the_user_the_organization_the_address_and_the_browser_of_the_request()
    {
        await using var application = await StartAsync([new("sub", "user_01"), new("org_id", "org_01")], "203.0.113.7");
        await GetAsync(application, "Firefox/140");
        await application.StopAsync();

        Assert.Equal(
            ["user_01|11111111-1111-1111-1111-111111111111|MEETING_CREATED|meeting|m1|{\"newStart\": \"10:00\"}|{\"source\": \"web\"}|203.0.113.7|Firefox/140"],
            await application.RowsAsync(Columns));
    }

    [Fact]
    public async Task Claims_of_someone_who_is_not_signed_in_are_not_believed()
    {
        await using var application = await StartAsync([new("sub", "user_01"), new("org_id", "org_01")], "203.0.113.7", signedIn: false);
        await GetAsync(application, "curl/8");
        await application.StopAsync();

        Assert.Equal(["||MEETING_CREATED|meeting|m1|{\"newStart\": \"10:00\"}|{\"source\": \"web\"}|203.0.113.7|curl/8"], await application.RowsAsync(Columns));
    }

    [Fact]
    public async Task Who_impersonates_the_user_stands_in_the_metadata()
    {
        await using var application = await StartAsync([new("sub", "user_01"), new("act", """{"sub":"support@example.com"}""")], "203.0.113.7");
        await GetAsync(application, "Firefox/140");
        await application.StopAsync();

        Assert.Equal(["user_01|{\"source\": \"web\", \"impersonatedBy\": \"support@example.com\"}"], await application.RowsAsync("workos_user_id,metadata"));
    }

    [Fact]
    public async Task An_organization_that_the_database_does_not_know_is_kept_in_the_metadata()
    {
        await using var application = await StartAsync([new("sub", "user_01"), new("org_id", "org_unknown")], "203.0.113.7");
        await GetAsync(application, "Firefox/140");
        using (application.Context.Begin(new AuditContext(WorkosOrganizationId: "org_new")))
        {
            await application.Audit.LogAuditEvent("a", "b", "without");
            await application.Audit.LogAuditEvent("a", "b", "list", metadata: Enumerable.Range(1, 2));
        }

        await application.StopAsync();

        Assert.Equal(
            [
                "|{\"source\": \"web\", \"unknownWorkosOrgId\": \"org_unknown\"}",
                "|{\"unknownWorkosOrgId\": \"org_new\"}",
                "|{\"metadata\": [1, 2], \"unknownWorkosOrgId\": \"org_new\"}",
            ],
            await application.RowsAsync("org_id,metadata"));
    }

    [Fact]
    public async Task Outside_of_a_request_the_system_acts_unless_someone_is_named()
    {
        await using var application = await AuditedApplication.StartAsync(await server.CreateDatabaseAsync());
        await application.Audit.LogAuditEvent("RUN", "job", "1");
        using (application.Context.Begin(new AuditContext("user_02", "org_01", "192.0.2.1", "job")))
        {
            await Task.Yield();
            await application.Audit.LogAuditEvent("RUN", "job", "2");
            using (application.Context.Begin(AuditContext.System))
                await application.Audit.LogAuditEvent("RUN", "job", "3");
            await application.Audit.LogAuditEvent("RUN", "job", "4");
        }

        await application.Audit.LogAuditEvent("RUN", "job", "5");
        await application.StopAsync();

        Assert.Equal(
            [
                "1||||",
                "2|user_02|11111111-1111-1111-1111-111111111111|192.0.2.1|job",
                "3||||",
                "4|user_02|11111111-1111-1111-1111-111111111111|192.0.2.1|job",
                "5||||",
            ],
            await application.RowsAsync("resource_id,workos_user_id,org_id,ip_address,user_agent"));
    }

    [Theory]
    [InlineData("203.0.113.7", "198.51.100.1", "203.0.113.7")]                              // not our proxy: what it says is a claim
    [InlineData("10.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1")]                       // what the client put before is not believed
    [InlineData("10.0.0.1", "6.6.6.6, 198.51.100.1, 192.168.7.7", "198.51.100.1")]          // two hops of ours
    [InlineData("10.0.0.1", "198.51.100.1:4711", "198.51.100.1")]
    [InlineData("10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1")]
    [InlineData("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("10.0.0.1", "unknown", "10.0.0.1")]
    [InlineData("10.0.0.1", "'; DROP TABLE audit_logs; --", "10.0.0.1")]
    [InlineData("10.0.0.1", "", "10.0.0.1")]
    [InlineData("10.0.0.1", "192.168.7.7, 10.0.0.1", "192.168.7.7")]
    public async Task An_address_is_taken_from_the_header_only_behind_a_proxy_of_ours(string connection, string forwardedFor, string expected)
    {
        await using var application = await StartAsync([], connection, configure: options =>
        {
            options.KnownProxies.Add(IPAddress.Parse("10.0.0.1"));
            options.KnownNetworks.Add(IPNetwork.Parse("192.168.0.0/16"));
        });
        await GetAsync(application, "Firefox/140", forwardedFor);
        await application.StopAsync();

        Assert.Equal([expected], await application.RowsAsync("ip_address"));
    }

    [Fact]
    public async Task What_changes_after_the_call_and_a_request_that_is_over_change_nothing_in_the_row()
    {
        var before = new Dictionary<string, string> { ["title"] = "before" };
        await using var application = await StartAsync([new("sub", "user_01")], "203.0.113.7", extra: application => application.MapGet("/mutable", async (IAuditLog audit) =>
        {
            await audit.LogAuditEvent("CHANGED", "event", "e1", before);
            before["title"] = "after";
        }));
        using var response = await application.Client.GetAsync("/mutable");
        response.EnsureSuccessStatusCode();
        await application.StopAsync();

        Assert.Equal(["user_01|{\"title\": \"before\"}"], await application.RowsAsync("workos_user_id,changes"));
    }

    [Fact]
    public async Task A_browser_that_calls_itself_at_length_is_cut_at_a_whole_character()
    {
        await using var application = await AuditedApplication.StartAsync(await server.CreateDatabaseAsync(), options => options.MaxUserAgentLength = 4);
        using (application.Context.Begin(new AuditContext(UserAgent: "abc😀def")))
            await application.Audit.LogAuditEvent("a", "b", "c");
        await application.StopAsync();
        Assert.Equal(["abc"], await application.RowsAsync("user_agent"));
    }

    private async Task<AuditedApplication> StartAsync(
        Claim[] claims, string address, bool signedIn = true, Action<AuditOptions>? configure = null, Action<WebApplication>? extra = null) =>
        await AuditedApplication.StartAsync(await server.CreateDatabaseAsync(), configure, map: application =>
        {
            application.Use((request, next) =>
            {
                request.Connection.RemoteIpAddress = IPAddress.Parse(address);
                request.User = new ClaimsPrincipal(new ClaimsIdentity(claims, signedIn ? "test" : null));
                return next(request);
            });
            application.MapGet("/", (IAuditLog audit) =>
                audit.LogAuditEvent("MEETING_CREATED", "meeting", "m1", new { NewStart = "10:00" }, new { Source = "web" }));
            extra?.Invoke(application);
        });

    private static async Task GetAsync(AuditedApplication application, string userAgent, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        if (forwardedFor is not null)
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        using var response = await application.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
