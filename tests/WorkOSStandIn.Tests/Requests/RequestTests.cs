using Clerk2WorkOS.Testing.Tests.Setting;

namespace Clerk2WorkOS.Testing.Tests.Requests;

/// <summary>What is true of every request.</summary>
public sealed class RequestTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer sk_wrong")]
    [InlineData("Basic c2tfdGVzdF9zdGFuZGlu")]
    public async Task Without_the_right_key_nothing_happens(string? authorization)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        using var client = new HttpClient { BaseAddress = workos.BaseAddress };
        if (authorization is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        var refused = await client.SendAsync(HttpMethod.Post, "/user_management/users", new { email = "ada@example.com" });
        Assert.Equal((401, "Unauthorized"), (refused.Status, refused.Text("message")));
        Assert.Equal(401, (await client.SendAsync(HttpMethod.Get, "/_standin/mails")).Status);
        Assert.Empty(workos.Users);
    }

    [Theory]
    [InlineData("GET", "/user_management/user")]
    [InlineData("PATCH", "/user_management/users")]
    [InlineData("GET", "/")]
    public async Task An_unknown_route_is_not_found(string method, string path)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var refused = await workos.SendAsync(new HttpMethod(method), path);
        Assert.Equal((404, "not_found"), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public async Task A_body_that_is_no_object_is_refused(string body)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var refused = await workos.PostAsync("/user_management/users", body);
        Assert.Equal((400, "invalid_json"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Every_answer_has_a_request_id_of_its_own()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        workos.Faults.Add(new Fault { Route = "/organizations" });
        var ids = new HashSet<string>();
        foreach (var path in new[] { "/organizations", "/organizations", "/user_management/users", "/nowhere", "/organizations/org_1" })
            Assert.True(ids.Add((await workos.GetAsync(path)).Headers.GetValues("X-Request-ID").Single()));
    }

    [Fact]
    public async Task Requests_are_counted_by_route_and_status()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        await workos.CreateUserAsync();
        await workos.PostAsync("/user_management/users", new { email = "ada@example.com" });
        await workos.GetAsync("/nowhere");
        Assert.Equal(1, workos.Requests.Count("POST /user_management/users", 201));
        Assert.Equal(2, workos.Requests.Count("POST /user_management/users"));
        Assert.Equal((3, 1), (workos.Requests.Received, workos.Requests.CountOf(404)));
        workos.Requests.Clear();
        Assert.Empty(workos.Requests.Answers);
    }

    public static TheoryData<Action<WorkOSStandInOptions>> Impossible =>
    [
        options => options.ApiKey = "key",
        options => options.ClientId = "",
        options => options.Port = -1,
        options => options.LimitScale = 0,
        options => options.DefaultRole = "owner",
        options => options.Roles.Add(new StandInRole("admin")),
        options => options.AccessTokenLifetime = TimeSpan.Zero,
        options => options.EventHistory = 0,
        options => options.DuplicateMembershipStatus = 200,
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task An_option_that_cannot_be_is_named(Action<WorkOSStandInOptions> spoil)
    {
        var options = new WorkOSStandInOptions();
        spoil(options);
        await Assert.ThrowsAsync<ArgumentException>(() => WorkOSStandIn.StartAsync(options));
    }

    [Fact]
    public async Task A_mail_can_be_waited_for()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var waiting = workos.Mails.WaitAsync("ada@example.com", MailKind.MagicAuth, patience.Token);
        Assert.False(waiting.IsCompleted);
        await workos.PostAsync("/user_management/magic_auth", new { email = "ada@example.com" });
        Assert.Equal("ada@example.com", (await waiting).To);
    }
}
