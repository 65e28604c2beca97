using System.Diagnostics;
using System.Text.Json;
using Clerk2WorkOS.Testing.Tests.Setting;

namespace Clerk2WorkOS.Testing.Tests.Faults;

/// <summary>What goes wrong on the wire, and whether the object exists afterwards.</summary>
public sealed class FaultTests
{
    private const string Route = "POST /user_management/users";

    [Theory]
    [InlineData(FaultMoment.BeforeWrite, 500)]
    [InlineData(FaultMoment.AfterWrite, 500)]
    [InlineData(FaultMoment.BeforeWrite, 503)]
    [InlineData(FaultMoment.AfterWrite, 503)]
    public async Task An_error_status_comes_before_or_after_the_write(FaultMoment moment, int status)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var fault = workos.Faults.Add(new Fault { Route = Route, Moment = moment, Status = status, RetryAfterSeconds = 3 });

        var failed = await CreateAsync(workos);
        Assert.Equal(status, failed.Status);
        Assert.Equal(TimeSpan.FromSeconds(3), failed.Headers.RetryAfter!.Delta);
        Assert.Equal(moment == FaultMoment.AfterWrite ? 1 : 0, workos.Users.Count);
        Assert.Equal(moment == FaultMoment.AfterWrite ? 400 : 201, (await CreateAsync(workos)).Status);
        Assert.Equal((2, 1), (fault.Calls, fault.Injected));
    }

    [Theory]
    [InlineData(FaultMoment.BeforeWrite)]
    [InlineData(FaultMoment.AfterWrite)]
    public async Task The_connection_is_dropped_before_or_after_the_write(FaultMoment moment)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        workos.Faults.Add(new Fault { Route = Route, Moment = moment, Effect = FaultEffect.Drop });
        await Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(workos));
        Assert.Equal(moment == FaultMoment.AfterWrite ? 1 : 0, workos.Users.Count);
        Assert.Equal(1, workos.Requests.Count(Route, 0));
    }

    [Theory]
    [InlineData(FaultMoment.BeforeWrite)]
    [InlineData(FaultMoment.AfterWrite)]
    public async Task No_answer_comes_before_or_after_the_write(FaultMoment moment)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var fault = workos.Faults.Add(new Fault { Route = Route, Moment = moment, Effect = FaultEffect.Hang });
        using var client = workos.CreateClient();
        var hanging = client.SendAsync(HttpMethod.Post, "/user_management/users", new { email = "ada@example.com" });
        var users = moment == FaultMoment.AfterWrite ? 1 : 0;
        while (!hanging.IsCompleted && (fault.Injected == 0 || workos.Users.Count < users))
            await Task.Delay(10);
        Assert.NotSame(hanging, await Task.WhenAny(hanging, Task.Delay(1000)));
        Assert.Equal(users, workos.Users.Count);
        client.CancelPendingRequests();
        await Assert.ThrowsAsync<TaskCanceledException>(() => hanging);
    }

    [Fact]
    public async Task What_hangs_ends_with_the_stand_in()
    {
        var workos = await WorkOSStandIn.StartAsync();
        workos.Faults.Add(new Fault { Effect = FaultEffect.Hang });
        var hanging = CreateAsync(workos);
        while (workos.Requests.Received == 0)
            await Task.Delay(10);
        var watch = Stopwatch.StartNew();
        await workos.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_slow_answer_is_right_and_late()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        workos.Faults.Add(new Fault { Route = Route, Effect = FaultEffect.Slow, Delay = TimeSpan.FromMilliseconds(400) });
        var watch = Stopwatch.StartNew();
        Assert.Equal(201, (await CreateAsync(workos)).Status);
        Assert.True(watch.ElapsedMilliseconds >= 390, $"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task Half_a_body_is_no_answer()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        workos.Faults.Add(new Fault { Route = Route, Effect = FaultEffect.Truncate });
        await Assert.ThrowsAsync<HttpRequestException>(() => CreateAsync(workos));
        Assert.Single(workos.Users);
    }

    [Fact]
    public async Task A_proxys_page_is_no_json()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        workos.Faults.Add(new Fault { Route = Route, Effect = FaultEffect.Garbage });
        await Assert.ThrowsAnyAsync<JsonException>(() => CreateAsync(workos));
        Assert.Single(workos.Users);
    }

    [Fact]
    public async Task A_quota_that_waiting_does_not_cure()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        workos.Faults.Add(new Fault { Route = "/user_management/magic_auth", Status = 429, Code = "daily_quota_exceeded", Times = int.MaxValue });
        for (var i = 0; i < 3; i++)
        {
            var refused = await workos.PostAsync("/user_management/magic_auth", new { email = "ada@example.com" });
            Assert.Equal((429, "daily_quota_exceeded", null), (refused.Status, refused.Code, refused.Headers.RetryAfter));
        }
    }

    [Fact]
    public async Task Hits_the_calls_that_it_is_for()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var fault = workos.Faults.Add(new Fault { Route = "GET /organizations/{id}", FirstCall = 2, Times = 2 });
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
            statuses.Add((await workos.GetAsync("/organizations/org_1")).Status);
        Assert.Equal(200, (await workos.GetAsync("/organizations")).Status);
        Assert.Equal([404, 500, 500, 404], statuses);
        Assert.Equal((4, 2), (fault.Calls, fault.Injected));
        fault.Remove();
        Assert.Empty(workos.Faults.Active);
    }

    [Theory]
    [InlineData("/organizations/org_1", 500, 404)]
    [InlineData("GET /organizations/*", 500, 500)]
    [InlineData("*", 500, 500)]
    [InlineData("POST /organizations", 404, 404)]
    public async Task A_route_is_a_template_a_path_or_a_beginning(string route, int first, int second)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        workos.Faults.Add(new Fault { Route = route, Times = int.MaxValue });
        Assert.Equal((first, second), ((await workos.GetAsync("/organizations/org_1")).Status, (await workos.GetAsync("/organizations/org_2")).Status));
    }

    [Fact]
    public async Task Chance_is_repeatable()
    {
        var runs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var workos = await WorkOSStandIn.StartAsync();
            workos.Faults.Add(new Fault { Route = "/organizations", Probability = 0.5, Seed = 7, Times = int.MaxValue });
            var statuses = new List<int>();
            for (var i = 0; i < 40; i++)
                statuses.Add((await workos.GetAsync("/organizations")).Status);
            Assert.InRange(statuses.Count(status => status == 500), 5, 35);
            runs.Add(string.Join(' ', statuses));
        }

        Assert.Equal(runs[0], runs[1]);
    }

    public static TheoryData<Fault> Impossible =>
    [
        new Fault { Route = "" },
        new Fault { Route = "users" },
        new Fault { Route = "POST /user_management/user" },
        new Fault { Route = "PATCH /organizations" },
        new Fault { FirstCall = 0 },
        new Fault { Times = 0 },
        new Fault { Probability = double.NaN },
        new Fault { Status = 200 },
        new Fault { Effect = FaultEffect.Slow },
        new Fault { Delay = TimeSpan.FromSeconds(-1) },
        new Fault { Effect = (FaultEffect)99 },
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task A_fault_that_could_never_hit_is_refused(Fault fault)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        Assert.Throws<ArgumentException>(() => workos.Faults.Add(fault));
    }

    private static Task<Reply> CreateAsync(WorkOSStandIn workos) => workos.PostAsync("/user_management/users", new { email = "ada@example.com" });
}
