using System.Globalization;
using System.Net;
using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.WorkOS;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>What is sent again, when, and what is not.</summary>
public sealed class RepetitionTests : IAsyncLifetime
{
    private FaultyWorkOS _server = null!;

    public async Task InitializeAsync() => _server = await FaultyWorkOS.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(ServerFault.FailsBefore)]
    [InlineData(ServerFault.BadGatewayBefore)]
    [InlineData(ServerFault.UnavailableBefore)]
    [InlineData(ServerFault.HangsBefore)]
    [InlineData(ServerFault.DropsBefore)]
    [InlineData(ServerFault.DropsInAnswer)]
    [InlineData(ServerFault.StallsInAnswer)]
    [InlineData(ServerFault.AnswersPage)]
    [InlineData(ServerFault.LimitedBefore)]
    public async Task Reading_and_changing_go_on_after(ServerFault fault)
    {
        await using var test = Impatient(fault);
        var user = (await test.Client.CreateUserAsync(new NewUser { Email = "anna@example.com" })).Value;
        _server.Faults("GET", "users", fault, fault).Faults("PUT", "users", fault).Faults("DELETE", "users", fault);

        Assert.Equal(user.Id, (await test.Client.GetUserAsync(user.Id))?.Id);
        Assert.Equal("Anna", (await test.Client.UpdateUserAsync(user.Id, new UserChanges { FirstName = "Anna" })).FirstName);
        await test.Client.DeleteUserAsync(user.Id);
        Assert.Empty(_server.In("users"));
        Assert.Equal(3, _server.Of("GET", $"/user_management/users/{user.Id}").Count);
    }

    [Theory]
    [InlineData(ServerFault.FailsAfter)]
    [InlineData(ServerFault.HangsAfter)]
    [InlineData(ServerFault.DropsBefore)]
    [InlineData(ServerFault.DropsInAnswer)]
    [InlineData(ServerFault.AnswersPage)]
    public async Task A_code_that_may_have_been_mailed_is_not_mailed_again(ServerFault fault)
    {
        await using var test = Impatient(fault);
        _server.Faults("POST", "magic_auth", fault);

        var exception = await Assert.ThrowsAsync<WorkOSUnavailableException>(() => test.Client.CreateMagicAuthAsync("anna@example.com"));

        Assert.True(exception.MayHaveHappened);
        Assert.Single(_server.Of("POST", "/user_management/magic_auth"));
    }

    [Fact]
    public async Task A_connection_that_was_kept_and_dropped_makes_no_second_post()
    {
        await using var test = new TestClient(_server.Address);
        for (var round = 0; round < 20; round++)
        {
            await test.Client.GetRoleAsync("owner");        // a connection in the pool, to be dropped by the server under the next request
            _server.Faults("POST", "magic_auth", ServerFault.DropsBefore);
            await Assert.ThrowsAsync<WorkOSUnavailableException>(() => test.Client.CreateMagicAuthAsync("anna@example.com"));
        }

        Assert.Equal(20, _server.Of("POST", "/user_management/magic_auth").Count);
    }

    [Fact]
    public async Task A_resilience_handler_for_all_of_an_applications_clients_does_not_repeat_a_post()
    {
        await using var test = new TestClient(_server.Address, services: services =>
            services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler()));
        _server.Faults("POST", "magic_auth", ServerFault.FailsAfter);

        await Assert.ThrowsAsync<WorkOSUnavailableException>(() => test.Client.CreateMagicAuthAsync("anna@example.com"));

        Assert.Single(_server.Of("POST", "/user_management/magic_auth"));
    }

    [Fact]
    public async Task The_wait_that_WorkOS_asks_for_is_kept()
    {
        await using var test = new TestClient(_server.Address);
        Limit(times: 2, retryAfter: "1");

        await test.Client.CreateMagicAuthAsync("anna@example.com");

        var moments = _server.Of("POST", "/user_management/magic_auth").Select(request => request.At).ToList();
        Assert.Equal(3, moments.Count);
        Assert.InRange(moments[1] - moments[0], TimeSpan.FromSeconds(0.99), TimeSpan.FromSeconds(5));
        Assert.InRange(moments[2] - moments[1], TimeSpan.FromSeconds(0.99), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_wait_until_a_date_is_kept()
    {
        await using var test = new TestClient(_server.Address);
        var date = DateTimeOffset.UtcNow.AddSeconds(3).ToString("R");
        Limit(times: 1, retryAfter: date);

        await test.Client.GetRoleAsync("owner");

        var requests = _server.Of("GET", "/authorization/roles/owner").ToList();
        Assert.Equal(2, requests.Count);
        Assert.InRange(requests[1].At - DateTimeOffset.Parse(date, CultureInfo.InvariantCulture).UtcDateTime, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Where_WorkOS_does_not_say_how_long_the_default_wait_is_kept()
    {
        await using var test = new TestClient(_server.Address, options => options.DefaultRetryAfter = TimeSpan.FromSeconds(1));
        Limit(times: 1, retryAfter: null);

        await test.Client.GetRoleAsync("owner");

        var moments = _server.Of("GET", "/authorization/roles/owner").Select(request => request.At).ToList();
        Assert.InRange(moments[1] - moments[0], TimeSpan.FromSeconds(0.99), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_wait_beyond_the_time_for_the_call_is_not_begun()
    {
        await using var test = new TestClient(_server.Address, options => options.TotalTimeout = TimeSpan.FromSeconds(30));
        Limit(times: 1, retryAfter: "59");
        var began = DateTime.UtcNow;

        var exception = await Assert.ThrowsAsync<WorkOSRateLimitedException>(() => test.Client.GetRoleAsync("owner"));

        Assert.Equal(TimeSpan.FromSeconds(59), exception.RetryAfter);
        Assert.False(exception.IsDailyQuota);
        Assert.Equal(HttpStatusCode.TooManyRequests, exception.StatusCode);
        Assert.InRange(DateTime.UtcNow - began, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_daily_quota_is_not_waited_for()
    {
        await using var test = new TestClient(_server.Address);
        Limit(times: 10, retryAfter: null, """{"code":"daily_quota_exceeded","message":"Request could not be processed."}""");

        var exception = await Assert.ThrowsAsync<WorkOSRateLimitedException>(() => test.Client.CreateMagicAuthAsync("anna@example.com"));

        Assert.True(exception.IsDailyQuota);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_refusal_is_not_repeated()
    {
        await using var test = new TestClient(_server.Address);
        _server.Instead = async (context, _) =>
        {
            context.Response.StatusCode = 422;
            await context.Response.WriteAsJsonAsync(new { code = "invalid_role", message = "Role 'owner' is not a valid role." });
            return true;
        };

        var exception = await Assert.ThrowsAsync<WorkOSRefusedException>(() => test.Client.CreateMembershipAsync(
            new NewMembership { UserId = "user_1", OrganizationId = "org_1", RoleSlug = "owner" }));

        Assert.True(exception.HasCode(WorkOSErrorCodes.InvalidRole));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_cancellation_ends_a_call_that_hangs()
    {
        await using var test = new TestClient(_server.Address, options => options.AttemptTimeout = TimeSpan.FromMinutes(1));
        _server.Faults("GET", "roles", ServerFault.HangsBefore);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Client.GetRoleAsync("owner", soon.Token));
    }

    /// <summary>Gives up soon where the server never answers, and is in no hurry where it does.</summary>
    private TestClient Impatient(ServerFault fault) => new(_server.Address, options =>
        options.AttemptTimeout = TimeSpan.FromSeconds(fault is ServerFault.HangsBefore or ServerFault.HangsAfter or ServerFault.StallsInAnswer ? 1.5 : 15));

    private void Limit(int times, string? retryAfter, string body = """{"message":"Too many requests"}""")
    {
        var left = times;
        _server.Instead = async (context, _) =>
        {
            if (Interlocked.Decrement(ref left) < 0)
                return false;
            context.Response.StatusCode = 429;
            if (retryAfter is not null)
                context.Response.Headers.RetryAfter = retryAfter;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
            return true;
        };
    }
}
