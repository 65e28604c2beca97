using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>
/// Asks the other side now and then, on the way that requests will take: so the operator knows before the switch that this instance can pass requests on, and neither code nor connections
/// are used for the first time when people wait for them.
/// </summary>
internal sealed partial class PeerProbe(PeerForwarder peer, IOptions<CutoverGateOptions> options, ILogger<PeerProbe> logger) : BackgroundService
{
    /// <summary>In a request: it is one of these. In an answer: how the gate stands that was asked.</summary>
    public const string Header = "X-Clerk2WorkOS-Gate";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // Both sides start in some order.
    private static readonly TimeSpan PauseWithoutAnswer = TimeSpan.FromSeconds(1);

    private volatile bool _answers;
    private string? _logged = "";

    /// <summary>Whether the other side answered when it was asked last.</summary>
    public bool Answers => _answers;

    /// <summary>Whether the other side asks.</summary>
    public static bool IsOne(HttpRequest request) => request.Headers.ContainsKey(Header) && PeerForwarder.IsForwarded(request);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (peer.IsThere && !stoppingToken.IsCancellationRequested)
        {
            string? problem = null;
            foreach (var path in options.Value.PeerProbePaths)
                problem = await peer.ProbeAsync(path, stoppingToken).ConfigureAwait(false) ?? problem;
            if (stoppingToken.IsCancellationRequested)
                return;
            _answers = problem is null;
            Log(problem);
            await Task.Delay(problem is null ? Pause : PauseWithoutAnswer, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Log(string? problem)
    {
        if (problem == _logged)
            return;
        _logged = problem;
        if (problem is null)
            LogAnswers();
        else
            LogSilent(problem);
    }

    [LoggerMessage(EventId = 267, Level = LogLevel.Warning, Message = "The other side's application does not answer, and no request could be passed on to it: {Problem}")]
    private partial void LogSilent(string problem);

    [LoggerMessage(EventId = 268, Level = LogLevel.Information, Message = "The other side's application answers.")]
    private partial void LogAnswers();
}
