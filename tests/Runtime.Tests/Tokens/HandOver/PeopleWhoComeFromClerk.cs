using System.Net;
using System.Text.Json;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Clerk2WorkOS.Runtime.Tests.Tokens.HandOver;

/// <summary>During the switch nobody is signed out: a token of Clerk's gives what WorkOS's would.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class PeopleWhoComeFromClerk(PostgreSql server)
{
    private static readonly string[] Everything = ["everything"];

    [Fact]
    public async Task Are_who_they_are_at_WorkOS_and_read_their_rows_alone()
    {
        await using var application = await HandOverApplication.StartAsync(server);
        var token = application.Clerk.Token(payload =>
        {
            payload["role"] = "owner";      // what a customised session token may say of itself
            payload["permissions"] = Everything;
            payload["email"] = "ana@example.com";
            payload["act"] = new { sub = "support_1" };
        });

        using var claims = JsonDocument.Parse(await application.TextAsync("/claims", token));
        var root = claims.RootElement;
        Assert.Equal("act exp iat iss nbf org_id permissions role roles sid sub", string.Join(' ', root.EnumerateObject().Select(claim => claim.Name).Order(StringComparer.Ordinal)));
        Assert.Equal(("user_ana", "org_ana", "owner"), (Text("sub"), Text("org_id"), Text("role")));
        Assert.Equal(("""["owner"]""", """["meetings:write"]"""), (root.GetProperty("roles").GetRawText(), root.GetProperty("permissions").GetRawText()));
        Assert.Equal(("support_1", JsonValueKind.Number), (root.GetProperty("act").GetProperty("sub").GetString(), root.GetProperty("exp").ValueKind));
        Assert.Equal("Europe/Lisbon", await application.TextAsync("/zones", token));
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            [await application.StatusAsync("/owner", token), await application.StatusAsync("/write", token), await application.StatusAsync("/named", token)]);

        Assert.Equal("Europe/Berlin", await application.TextAsync("/zones", application.WorkOS.Token(payload => payload["sub"] = "user_bob")));
        Assert.Equal("user_01", await application.TextAsync("/open", application.WorkOS.Token()));
        Assert.Equal("nobody", await application.TextAsync("/open"));

        string? Text(string name) => root.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Act_in_the_organization_that_was_Clerks_with_the_role_that_they_have_there()
    {
        await using var application = await HandOverApplication.StartAsync(server);
        foreach (var token in new[]
        {
            application.Clerk.Token(payload => payload["o"] = new { id = "org_2clinic", rol = "admin", slg = "clinic" }),
            application.Clerk.Token(payload => (payload["org_id"], payload["org_role"]) = ("org_2clinic", "org:admin")),
        })
        {
            using var claims = JsonDocument.Parse(await application.TextAsync("/claims", token));
            Assert.Equal(("org_clinic", "member"), (claims.RootElement.GetProperty("org_id").GetString(), claims.RootElement.GetProperty("role").GetString()));
            Assert.False(claims.RootElement.TryGetProperty("permissions", out _));
            Assert.Equal(HttpStatusCode.Forbidden, await application.StatusAsync("/owner", token));
        }
    }

    [Fact]
    public async Task Bring_the_token_in_the_cookie_too_and_a_header_counts_more()
    {
        await using var application = await HandOverApplication.StartAsync(server);
        var token = application.Clerk.Token();
        Assert.Equal("user_ana", await application.TextAsync("/open", cookie: token));
        Assert.Equal("user_01", await application.TextAsync("/open", application.WorkOS.Token(), token));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.StatusAsync("/owner", "no token", token));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.StatusAsync("/owner", cookie: application.WorkOS.Token()));
    }

    [Fact]
    public async Task Stay_signed_in_when_Clerk_changes_its_keys()
    {
        await using var application = await HandOverApplication.StartAsync(server, settings: ("RefreshInterval", "00:00:00.001"));
        Assert.Equal(HttpStatusCode.OK, await application.StatusAsync("/owner", application.Clerk.Token()));
        application.Clerk.Rotate("ins_2");
        Assert.Equal(HttpStatusCode.OK, await application.StatusAsync("/owner", application.Clerk.Token()));
    }

    [Fact]
    public async Task Are_refused_once_the_window_is_closed_without_a_restart()
    {
        await using var application = await HandOverApplication.StartAsync(server);
        var token = application.Clerk.Token();
        Assert.Equal(HttpStatusCode.OK, await application.StatusAsync("/owner", token));

        application.Set("AuthorizedParties:0", " ");        // cannot be used: what was set before stays
        Assert.Equal(HttpStatusCode.OK, await application.StatusAsync("/owner", token));
        Assert.Contains("AuthorizedParties", Assert.Single(application.Logs.At(Microsoft.Extensions.Logging.LogLevel.Error)), StringComparison.Ordinal);

        application.Set("Enabled", "false");
        Assert.Equal(HttpStatusCode.Unauthorized, await application.StatusAsync("/owner", token));
        Assert.Equal(HttpStatusCode.OK, await application.StatusAsync("/owner", application.WorkOS.Token()));

        application.Set("AuthorizedParties:0", SigningClerk.Origin);
        application.Set("Enabled", "true");
        Assert.Equal(HttpStatusCode.OK, await application.StatusAsync("/owner", token));
    }

    [Fact]
    public async Task Are_moved_on_the_spot_where_the_application_can()
    {
        await using var application = await HandOverApplication.StartAsync(server, services => services.AddScoped<IClerkUserArrival, Arrival>().AddSingleton<Arrivals>());
        var arrivals = application.Services.GetRequiredService<Arrivals>();
        arrivals.Move = id => application.ExecuteAsync($"""
            INSERT INTO clerk2workos.user_map (clerk_user_id, workos_user_id, organization_id, workos_organization_id) VALUES ('{id}', 'user_new', '00000000-0000-0000-0000-00000000000c', 'org_clinic');
            INSERT INTO user_org_memberships (workos_user_id, org_id, role) VALUES ('user_new', '00000000-0000-0000-0000-00000000000c', 'member');
            """);
        var token = application.Clerk.Token(payload => payload["sub"] = "user_2new");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => application.TextAsync("/open", token)));

        Assert.All(answers, answer => Assert.Equal("user_new", answer));
        Assert.Equal("user_2new", Assert.Single(arrivals.Asked.Distinct()));
        arrivals.Move = _ => Task.CompletedTask;
        Assert.Equal((HttpStatusCode.Forbidden, "user_not_migrated"), await application.ProblemAsync(application.Clerk.Token(payload => payload["sub"] = "user_2never")));
    }

    [Fact]
    public async Task Are_found_in_the_map_by_what_still_carries_their_Clerk_id()
    {
        await using var application = await HandOverApplication.StartAsync(server);
        var map = application.Services.GetRequiredService<IClerkIdMap>();
        Assert.Equal(("user_ana", "org_ana"), await map.FindAsync(SigningClerk.Ana) is { } ana ? (ana.WorkosUserId, ana.WorkosOrganizationId) : default);
        Assert.Null(await map.FindAsync("user_2nobody"));
    }

    private sealed class Arrivals
    {
        public Func<string, Task> Move { get; set; } = _ => Task.CompletedTask;

        public System.Collections.Concurrent.ConcurrentQueue<string> Asked { get; } = [];
    }

    private sealed class Arrival(Arrivals arrivals) : IClerkUserArrival
    {
        public Task ArriveAsync(string clerkUserId, CancellationToken cancellationToken)
        {
            arrivals.Asked.Enqueue(clerkUserId);
            return arrivals.Move(clerkUserId);
        }
    }
}
