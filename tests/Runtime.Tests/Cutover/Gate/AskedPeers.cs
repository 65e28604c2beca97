using System.Net;
using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.Cutover.Window;
using Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Gate;

/// <summary>Every instance asks the other side before anything depends on its answer.</summary>
[Collection(CutoverServer.Engine)]
public sealed class AskedPeers(CutoverServer server) : IAsyncLifetime
{
    private GatedSides _sides = null!;

    public async Task InitializeAsync() => _sides = await GatedSides.CreateAsync(server);

    public async Task DisposeAsync() => await _sides.DisposeAsync();

    [Fact]
    public async Task A_peer_that_answers_is_noted_and_none_that_fails()
    {
        var green = await _sides.ServeAsync("new", _sides.NewAddress);
        await _sides.ServeAsync("old", _sides.OldAddress, green, options => options.PeerProbePaths.Add("/notes"));
        await UntilAsync(signals => signals is { Instances: 1, PeerAnswers: true, Unanswered: 0 });
        Assert.Empty(await PeerReach.ObstaclesAsync(_sides.Old, _sides.New, mustForward: true, default));

        await _sides.ServeAsync("old", _sides.OldAddress, green, options => options.PeerProbePaths.Add("/broken"));
        await UntilAsync(signals => signals is { Instances: 2, PeerAnswers: false, Unanswered: 1 });
        Assert.StartsWith("1 of 2 instances of the old application get no answer from the new one", Assert.Single(await PeerReach.ObstaclesAsync(_sides.Old, _sides.New, mustForward: true, default)), StringComparison.Ordinal);
        Assert.Equal(0, (await SideSignals.ReadAsync(_sides.New, default)).Requests);
    }

    [Fact]
    public async Task A_peer_that_is_not_there_or_not_named_is_in_the_way()
    {
        Assert.Empty(await PeerReach.ObstaclesAsync(_sides.Old, _sides.New, mustForward: true, default));       // nobody behind the gate either

        await _sides.ServeAsync("old", _sides.OldAddress, new Uri("http://127.0.0.1:1"));
        await UntilAsync(signals => signals is { HasPeer: true, Unanswered: 1 });
        Assert.StartsWith("No instance of the new application", Assert.Single(await PeerReach.ObstaclesAsync(_sides.Old, _sides.New, mustForward: true, default)), StringComparison.Ordinal);

        await _sides.ServeAsync("new", _sides.NewAddress);
        Assert.StartsWith("1 of 1 instances", Assert.Single(await PeerReach.ObstaclesAsync(_sides.Old, _sides.New, mustForward: false, default)), StringComparison.Ordinal);

        await _sides.ServeAsync("old", _sides.OldAddress);
        await UntilAsync(signals => signals.Instances == 2);
        Assert.StartsWith("Not every instance", Assert.Single(await PeerReach.ObstaclesAsync(_sides.Old, _sides.New, mustForward: true, default)), StringComparison.Ordinal);
        Assert.Empty(await PeerReach.ObstaclesAsync(_sides.Old, _sides.New, mustForward: false, default));      // the old gate goes on answering 503, as the operator is told
    }

    [Theory]
    [InlineData(GateState.Maintenance)]
    [InlineData(GateState.Forward)]
    public async Task A_closed_gate_answers_at_once_and_serves_nothing(GateState state)
    {
        var green = await _sides.ServeAsync("new", _sides.NewAddress, peer: new Uri("http://127.0.0.1:1"));
        await GatedSides.SetAsync(_sides.New, state);
        await _sides.ServeAsync("old", _sides.OldAddress, green, options => options.PeerProbePaths.Add("/notes"));
        await UntilAsync(signals => signals.PeerAnswers);

        using var asked = Probe(HttpMethod.Get, green);
        using var answer = await _sides.Http.SendAsync(asked);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, GateControl.NameOf(state)), (answer.StatusCode, answer.Headers.GetValues("X-Clerk2WorkOS-Gate").Single()));
    }

    [Fact]
    public async Task Nobody_writes_past_a_closed_gate_by_pretending_to_ask()
    {
        var app = await _sides.ServeAsync("old", _sides.OldAddress);
        await GatedSides.SetAsync(_sides.Old, GateState.Hold);

        using var written = Probe(HttpMethod.Post, app);
        written.Content = new StringContent("by the back door");
        using var answer = await _sides.Http.SendAsync(written);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 0L), (answer.StatusCode, await _sides.OldNotesAsync()));
    }

    private static HttpRequestMessage Probe(HttpMethod method, Uri app) =>
        new(method, new Uri(app, "/notes")) { Headers = { { "X-Clerk2WorkOS-Gate", "?" }, { "X-Clerk2WorkOS-Forwarded", "1" } } };

    private async Task UntilAsync(Func<SideSignals, bool> isSo)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (!isSo(await SideSignals.ReadAsync(_sides.Old, default)))
        {
            Assert.True(DateTime.UtcNow < deadline, $"{await SideSignals.ReadAsync(_sides.Old, default)}");
            await Task.Delay(50);
        }
    }
}
