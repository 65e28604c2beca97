using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Clerk2WorkOS.Cutover.Fencing;
using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.Cutover.Window;
using Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Gate;

/// <summary>What becomes of requests while the gate stands this way or that.</summary>
[Collection(CutoverServer.Engine)]
public sealed class GatedRequests(CutoverServer server) : IAsyncLifetime
{
    private GatedSides _sides = null!;

    public async Task InitializeAsync() => _sides = await GatedSides.CreateAsync(server);

    public async Task DisposeAsync() => await _sides.DisposeAsync();

    [Theory]
    [InlineData(null, "application/problem+json")]
    [InlineData("*/*", "application/problem+json")]
    [InlineData("application/json", "application/problem+json")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8")]
    [InlineData("application/json,text/html;q=0.5", "application/problem+json")]
    [InlineData("application/problem+json;q=0.4,text/html;q=0.5", "text/html; charset=utf-8")]
    public async Task In_maintenance_the_answer_is_a_page_or_json_as_asked(string? accept, string type)
    {
        var app = await _sides.ServeAsync("old", _sides.OldAddress);
        await GatedSides.SetAsync(_sides.Old, GateState.Maintenance);

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app, "/notes"));
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await _sides.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, type), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
        Assert.Equal((TimeSpan.FromSeconds(30), true), (answer.Headers.RetryAfter!.Delta, answer.Headers.CacheControl!.NoStore));
        Assert.Contains(type.StartsWith("text", StringComparison.Ordinal) ? "<h1>We are back in a moment</h1>" : "\"status\":503", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_maintenance_health_checks_and_listed_paths_are_served_and_the_page_may_be_ones_own()
    {
        var page = Path.GetTempFileName();
        await File.WriteAllTextAsync(page, "<p>Später wieder</p>");
        var app = await _sides.ServeAsync("old", _sides.OldAddress, configure: options =>
        {
            options.AllowedPaths.Add("/who");
            options.MaintenancePage = page;
        });
        await GatedSides.SetAsync(_sides.Old, GateState.Maintenance);

        Assert.Equal("well", await _sides.Http.GetStringAsync(new Uri(app, "/health")));
        Assert.StartsWith("old", await _sides.Http.GetStringAsync(new Uri(app, "/who")), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app, "/notes")) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/html") } } };
        Assert.Equal("<p>Später wieder</p>", await (await _sides.Http.SendAsync(request)).Content.ReadAsStringAsync());
        File.Delete(page);
    }

    [Fact]
    public async Task Held_writes_wait_and_are_served_when_it_opens_while_reads_go_on()
    {
        var app = await _sides.ServeAsync("old", _sides.OldAddress, configure: options => options.LongestHold = TimeSpan.FromMinutes(1));
        await GatedSides.SetAsync(_sides.Old, GateState.Hold);
        var writes = Enumerable.Range(0, 5).Select(number => PostAsync(app, $"note {number}")).ToList();

        Assert.Equal("0", await _sides.Http.GetStringAsync(new Uri(app, "/notes")));
        Assert.DoesNotContain(writes, write => write.IsCompleted);

        await GateControl.SetAsync(_sides.Old, GateState.Open, default);
        Assert.All(await Task.WhenAll(writes), answer => Assert.Equal((HttpStatusCode.OK, "old: 6"), answer));
        Assert.Equal(5, await _sides.OldNotesAsync());
    }

    [Fact]
    public async Task A_write_that_is_held_for_too_long_may_come_back_later()
    {
        var app = await _sides.ServeAsync("old", _sides.OldAddress, configure: options => options.LongestHold = TimeSpan.FromMilliseconds(100));
        await GatedSides.SetAsync(_sides.Old, GateState.Hold);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(app, "note")).Status);
        Assert.Equal(0, await _sides.OldNotesAsync());
    }

    [Fact]
    public async Task A_request_is_passed_on_as_it_came()
    {
        var peer = await _sides.ServeAsync("new", _sides.NewAddress);
        var app = await _sides.ServeAsync("old", _sides.OldAddress, peer);
        await GatedSides.SetAsync(_sides.Old, GateState.Forward);

        Assert.Equal($"new for 127.0.0.1 at http://{app.Authority}?a=1%202", await _sides.Http.GetStringAsync(new Uri(app, "/who?a=1%202")));
        var body = new string('x', 300_000);
        Assert.Equal((HttpStatusCode.OK, "new: 300000"), await PostAsync(app, body));
        Assert.Equal((0, 1), (await _sides.OldNotesAsync(), await _sides.NewNotesAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await _sides.Http.GetAsync(new Uri(app, "/nowhere"))).StatusCode);
    }

    [Fact]
    public async Task Two_sides_that_pass_on_to_one_another_end_with_503()
    {
        Uri? first = null;
        var second = await _sides.ServeAsync("new", _sides.NewAddress, new Uri("http://127.0.0.1:1"), options => options.LongestHold = TimeSpan.FromMilliseconds(100));
        first = await _sides.ServeAsync("old", _sides.OldAddress, second);
        await GatedSides.SetAsync(_sides.New, GateState.Forward);
        await GatedSides.SetAsync(_sides.Old, GateState.Forward);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(first, "note")).Status);
    }

    [Fact]
    public async Task A_write_that_fails_at_the_fence_is_passed_on_with_its_body_once_the_gate_says_so()
    {
        var peer = await _sides.ServeAsync("new", _sides.NewAddress);
        var app = await _sides.ServeAsync("old", _sides.OldAddress, peer, options => options.LongestHold = TimeSpan.FromMinutes(1));
        await WriteFence.EngageAsync(_sides.Old, [("public", "notes")], TimeSpan.FromSeconds(2), default);
        var body = new string('x', 200_000);
        var writes = new[] { PostAsync(app, body), PostAsync(app, "short"), PostAsync(app, body, chunked: true) };

        await GatedSides.SetAsync(_sides.Old, GateState.Hold);
        await GatedSides.SetAsync(_sides.Old, GateState.Forward);

        var answers = await Task.WhenAll(writes);
        Assert.Equal([(HttpStatusCode.OK, "new: 200000"), (HttpStatusCode.OK, "new: 5"), (HttpStatusCode.OK, "new: 200000")], answers);
        Assert.Equal((0, 3), (await _sides.OldNotesAsync(), await _sides.NewNotesAsync()));
    }

    [Fact]
    public async Task A_write_that_fails_at_the_fence_is_served_here_when_the_switch_is_called_off()
    {
        var app = await _sides.ServeAsync("old", _sides.OldAddress, configure: options => options.LongestHold = TimeSpan.FromMinutes(1));
        await GatedSides.SetAsync(_sides.Old, GateState.Open);
        await WriteFence.EngageAsync(_sides.Old, [("public", "notes")], TimeSpan.FromSeconds(2), default);
        var write = PostAsync(app, "note");
        await Task.Delay(200);
        await WriteFence.ReleaseAsync(_sides.Old, default);

        Assert.Equal((HttpStatusCode.OK, "old: 4"), await write);
        Assert.Equal(1, await _sides.OldNotesAsync());
    }

    [Fact]
    public async Task Every_instance_of_every_process_follows_and_a_change_waits_for_the_writes_under_way()
    {
        var here = await _sides.ServeAsync("old", _sides.OldAddress);
        var there = await _sides.ServeElsewhereAsync("old", _sides.OldAddress);
        await GatedSides.SetAsync(_sides.Old, GateState.Open);
        Assert.Equal(2, (await SideSignals.ReadAsync(_sides.Old, default)).Instances);
        var slow = PostAsync(new Uri(there, "/notes?wait=1500"), "slow");
        await PostAsync(there, "quick");

        var changed = GatedSides.SetAsync(_sides.Old, GateState.Maintenance);
        await changed;

        Assert.Equal(2, await _sides.OldNotesAsync());
        Assert.Equal(HttpStatusCode.OK, (await slow).Status);
        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable], new[] { (await PostAsync(here, "late")).Status, (await PostAsync(there, "late")).Status });

        // One that was killed is waited for as long as it could be alive.
        _sides.KillElsewhere();
        await GatedSides.SetAsync(_sides.Old, GateState.Open);
        Assert.Equal(1, (await SideSignals.ReadAsync(_sides.Old, default)).Instances);
    }

    [Fact]
    public async Task An_application_without_a_gate_in_its_database_serves_and_one_that_may_not_look_does_not_start()
    {
        await GatedSides.ExecuteAsync(_sides.New, "DROP SCHEMA clerk2workos CASCADE");
        var app = await _sides.ServeAsync("new", _sides.NewAddress);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(app, "note")).Status);

        var role = $"app_{Guid.NewGuid():N}";
        await GatedSides.ExecuteAsync(_sides.Old, $"CREATE ROLE {role} LOGIN PASSWORD 'app'");
        var limited = new Npgsql.NpgsqlConnectionStringBuilder(_sides.OldAddress) { Username = role, Password = "app" }.ConnectionString;
        var refused = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => _sides.ServeAsync("old", limited));
        Assert.StartsWith("The gate cannot be followed: permission denied for schema clerk2workos (42501).", refused.Message, StringComparison.Ordinal);

        await GateByHand.SetAsync(_sides.Old, GateState.Maintenance, role);
        var allowed = await _sides.ServeAsync("old", limited);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(allowed, "note")).Status);
        Assert.Equal(1, (await SideSignals.ReadAsync(_sides.Old, default)).Instances);
    }

    [Fact]
    public async Task An_instance_counts_what_it_answers()
    {
        var app = await _sides.ServeAsync("old", _sides.OldAddress, configure: options =>
        {
            options.SignInPaths.Add("/login");
            options.WebhookPaths.Add("/notes");
        });
        await PostAsync(new Uri(app, "/login?password=right"), "");
        await PostAsync(new Uri(app, "/login?password=wrong"), "");
        await _sides.Http.GetAsync(new Uri(app, "/broken"));
        await _sides.Http.GetAsync(new Uri(app, "/health"));
        await PostAsync(app, "note");

        var seen = new SideSignals();
        for (var attempt = 0; seen.Requests < 4 && attempt < 100; attempt++)
        {
            await Task.Delay(100);
            seen = await SideSignals.ReadAsync(_sides.Old, default);
        }

        Assert.Equal((4, 1, 2, 1, 1, 0), (seen.Requests, seen.Errors, seen.SignIns, seen.SignInFailures, seen.Webhooks, seen.WebhookFailures));
        Assert.True(seen.P99 > 0);
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(Uri app, string text, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, app.AbsolutePath == "/" ? new Uri(app, "/notes") : app) { Content = new StringContent(text, Encoding.UTF8, "text/plain") };
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await _sides.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
