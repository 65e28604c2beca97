using System.Diagnostics.Metrics;
using Clerk2WorkOS.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Cutover.Window;

/// <summary>Counts what an instance answers, second by second, and remembers a minute of it.</summary>
internal sealed class GateMeter : ICutoverSignals, IDisposable
{
    private const int Seconds = 60;

    private readonly Lock _lock = new();
    private readonly Second[] _ring = [.. Enumerable.Range(0, Seconds).Select(_ => new Second())];
    private readonly TimeProvider _time;
    private readonly CutoverGateOptions _options;
    private readonly MeterListener _listener = new();

    public GateMeter(IOptions<CutoverGateOptions> options, TimeProvider time, IMeterFactory meters)
    {
        (_options, _time) = (options.Value, time);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Clerk2WorkOSTelemetry.Name && instrument.Name == "clerk2workos.audit.written" && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, rows, _, _) => Count(second => second.AuditWrites += rows));
        _listener.Start();
    }

    public void SignedIn(bool succeeded) => Count(second => Add(ref second.SignIns, ref second.SignInFailures, !succeeded));

    public void TookWebhook(bool succeeded) => Count(second => Add(ref second.Webhooks, ref second.WebhookFailures, !succeeded));

    public void Note(PathString path, int status, TimeSpan took) => Count(second =>
    {
        Add(ref second.Requests, ref second.Errors, status >= StatusCodes.Status500InternalServerError);
        if (status != StatusCodes.Status101SwitchingProtocols)
            second.Times[Latency.StepOf(took)]++;
        if (_options.SignInPaths.Any(signIn => path.StartsWithSegments(signIn)))
            Add(ref second.SignIns, ref second.SignInFailures, status >= StatusCodes.Status400BadRequest);
        if (_options.WebhookPaths.Any(webhook => path.StartsWithSegments(webhook)))
            Add(ref second.Webhooks, ref second.WebhookFailures, status >= StatusCodes.Status400BadRequest);
    });

    /// <summary>The last minute.</summary>
    public SideSignals Read()
    {
        lock (_lock)
        {
            var last = Now() - Seconds;
            var minute = _ring.Where(second => second.At > last).ToList();
            return new SideSignals
            {
                Requests = minute.Sum(second => second.Requests),
                Errors = minute.Sum(second => second.Errors),
                P99 = Latency.At(0.99, minute.Select(second => second.Times)).TotalMilliseconds,
                SignIns = minute.Sum(second => second.SignIns),
                SignInFailures = minute.Sum(second => second.SignInFailures),
                Webhooks = minute.Sum(second => second.Webhooks),
                WebhookFailures = minute.Sum(second => second.WebhookFailures),
                AuditWrites = minute.Sum(second => second.AuditWrites),
            };
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Count(Action<Second> count)
    {
        lock (_lock)
        {
            var now = Now();
            var second = _ring[now % Seconds];
            if (second.At != now)
                _ring[now % Seconds] = second = new Second { At = now };
            count(second);
        }
    }

    private static void Add(ref long all, ref long failed, bool isFailure)
    {
        all++;
        failed += isFailure ? 1 : 0;
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeSeconds();

    private sealed class Second
    {
        public long At, Requests, Errors, SignIns, SignInFailures, Webhooks, WebhookFailures, AuditWrites;

        public int[] Times { get; } = new int[Latency.Steps];
    }
}
