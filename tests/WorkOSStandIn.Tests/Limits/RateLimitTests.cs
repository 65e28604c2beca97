using Clerk2WorkOS.Testing.Tests.Setting;
using Microsoft.Extensions.Time.Testing;

namespace Clerk2WorkOS.Testing.Tests.Limits;

/// <summary>The live limits, over windows that slide.</summary>
public sealed class RateLimitTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Five_hundred_writes_in_any_ten_seconds()
    {
        await using var workos = await StartAsync();
        using var client = workos.CreateClient();
        for (var i = 0; i < 500; i++)
        {
            if (i == 250)
                _clock.Advance(TimeSpan.FromSeconds(6));
            Assert.Equal(201, (await CreateAsync(client, i)).Status);
        }

        var refused = await CreateAsync(client, 500);
        Assert.Equal((429, "rate_limit_exceeded"), (refused.Status, refused.Code));
        Assert.Equal(TimeSpan.FromSeconds(4), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(200, (await client.SendAsync(HttpMethod.Get, "/user_management/users")).Status);
        Assert.Equal(201, (await client.SendAsync(HttpMethod.Post, "/organizations", new { name = "A" })).Status);

        _clock.Advance(TimeSpan.FromSeconds(4));
        for (var i = 500; i < 750; i++)
            Assert.Equal(201, (await CreateAsync(client, i)).Status);
        Assert.Equal(429, (await CreateAsync(client, 750)).Status);
        Assert.Equal(2, workos.Requests.CountOf(429));
        Assert.Equal(750, workos.Users.Count);
    }

    [Fact]
    public async Task Every_limit_scales()
    {
        await using var workos = await StartAsync(options => options.LimitScale = 0.01);
        Assert.Equal(5, await CountAsync(() => workos.PostAsync("/user_management/users", new { email = $"{Guid.NewGuid():N}@example.com" })));
        Assert.Equal(10, await CountAsync(() => workos.GetAsync("/user_management/users")));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(60, await CountAsync(() => workos.GetAsync("/organizations")));
    }

    [Fact]
    public async Task The_limit_of_all_requests_is_for_each_key_and_that_of_writes_for_the_environment()
    {
        await using var workos = await StartAsync(options =>
        {
            options.LimitScale = 0.01;
            options.MoreApiKeys.Add("sk_second");
        });
        using var second = new HttpClient { BaseAddress = workos.BaseAddress, DefaultRequestHeaders = { Authorization = new("Bearer", "sk_second") } };
        Assert.Equal(60, await CountAsync(() => workos.GetAsync("/organizations")));
        Assert.Equal(60, await CountAsync(() => second.SendAsync(HttpMethod.Get, "/organizations")));

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(5, await CountAsync(() => workos.PostAsync("/user_management/users", new { email = $"{Guid.NewGuid():N}@example.com" })));
        Assert.Equal(429, (await second.SendAsync(HttpMethod.Post, "/user_management/users", new { email = "ada@example.com" })).Status);
    }

    [Fact]
    public async Task Fifty_deletions_of_organizations_a_minute()
    {
        await using var workos = await StartAsync();
        Assert.Equal(50, await CountAsync(() => workos.DeleteAsync("/organizations/org_none")));
    }

    [Fact]
    public async Task Three_mails_a_minute_to_one_address()
    {
        await using var workos = await StartAsync();
        await workos.CreateUserAsync("ada@example.com");
        Assert.Equal(3, await CountAsync(() => workos.PostAsync("/user_management/magic_auth", new { email = "ada@example.com" })));
        Assert.Equal(429, (await workos.PostAsync("/user_management/magic_auth", new { email = "ADA@example.com" })).Status);
        Assert.Equal(201, (await workos.PostAsync("/user_management/magic_auth", new { email = "bob@example.com" })).Status);
        Assert.Equal(3, await CountAsync(() => workos.PostAsync("/user_management/password_reset", new { email = "ada@example.com" })));
        Assert.Equal(7, workos.Mails.Count);
    }

    [Fact]
    public async Task Ten_sign_ins_a_minute_for_one_address()
    {
        await using var workos = await StartAsync();
        await workos.CreateUserAsync("ada@example.com");
        Assert.Equal(10, await CountAsync(() => workos.AuthenticateAsync(new() { ["grant_type"] = "password", ["email"] = "ada@example.com", ["password"] = "wrong" })));
    }

    [Fact]
    public async Task Without_Retry_After_when_that_is_asked_for()
    {
        await using var workos = await StartAsync(options => (options.LimitScale, options.SendRetryAfter) = (0.001, false));
        await workos.CreateUserAsync("ada@example.com");
        var refused = await workos.PostAsync("/user_management/users", new { email = "bob@example.com" });
        Assert.Equal(429, refused.Status);
        Assert.Null(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task Off_is_off()
    {
        await using var workos = await StartAsync(options => options.EnforceLimits = false);
        using var client = workos.CreateClient();
        for (var i = 0; i < 600; i++)
            Assert.Equal(201, (await CreateAsync(client, i)).Status);
    }

    private Task<WorkOSStandIn> StartAsync(Action<WorkOSStandInOptions>? configure = null)
    {
        var options = new WorkOSStandInOptions { TimeProvider = _clock };
        configure?.Invoke(options);
        return WorkOSStandIn.StartAsync(options);
    }

    private static Task<Reply> CreateAsync(HttpClient client, int i) =>
        client.SendAsync(HttpMethod.Post, "/user_management/users", new { email = $"user{i}@example.com" });

    /// <summary>How many go through before the first 429.</summary>
    private static async Task<int> CountAsync(Func<Task<Reply>> call)
    {
        for (var count = 0; count < 1000; count++)
        {
            if ((await call()).Status == 429)
                return count;
        }

        return int.MaxValue;
    }
}
