using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Clerk2WorkOS.Telemetry;
using Clerk2WorkOS.WorkOS.Pacing;
using Polly;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace Clerk2WorkOS.WorkOS.Http;

/// <summary>What becomes of one HTTP call: its turn, its attempts, the pauses between them.</summary>
/// <remarks>
/// <para>Not the standard resilience handler: that one repeats POSTs, and gives up after 30 seconds where WorkOS may ask for a pause of 59.</para>
/// <para>There is no circuit breaker. The limiter and the attempts bound what a WorkOS that is down can be asked, and a breaker that opens on the
/// failures of one bulk job would refuse the bookings of everyone else without asking WorkOS at all.</para>
/// </remarks>
internal sealed class Attempts(WorkOSOptions options, PacedLimiter limiter, WorkOSInstruments instruments, TimeProvider time)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    /// <summary>Outside to inside: repeat, wait for a turn, end what takes too long.</summary>
    public void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline)
    {
        pipeline.TimeProvider = time;
        if (options.MaxAttempts > 1)
        {
            pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                ShouldHandle = async args => await ShouldRepeatAsync(args).ConfigureAwait(false),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(DelayAfter(args.Outcome, args.AttemptNumber)),
                OnRetry = OnRetry,
            });
        }

        pipeline
            .AddRateLimiter(new RateLimiterStrategyOptions { RateLimiter = args => WaitForTurnAsync(args.Context) })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.AttemptTimeout });
    }

    /// <summary>The pause before another attempt when the answer does not say: it doubles with each, and varies so that callers spread.</summary>
    public TimeSpan DelayAfter(int attemptNumber)
    {
        var doubled = options.RetryDelay * Math.Pow(2, Math.Min(attemptNumber, 16));
        return (doubled < LongestDelay ? doubled : LongestDelay) * (0.75 + Random.Shared.NextDouble() / 2);
    }

    /// <summary>How long the answer asks to wait; null if it does not say.</summary>
    public TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => Positive(date - (response.Headers.Date ?? time.GetUtcNow())),
        _ => null,
    };

    private async ValueTask<bool> ShouldRepeatAsync(RetryPredicateArguments<HttpResponseMessage> args)
    {
        if (args.Context.CancellationToken.IsCancellationRequested)
            return false;
        var request = args.Context.GetRequestMessage()!;
        request.Options.TryGetValue(WorkOSCall.Key, out var call);
        if (args.Outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests } limited)
        {
            if (ErrorAnswer.Code(await limited.Content.ReadAsByteArrayAsync().ConfigureAwait(false)) == WorkOSErrorCodes.DailyQuotaExceeded)
                return false;           // tomorrow is no pause
            limiter.Pause(call!, DelayAfter(args.Outcome, args.AttemptNumber));
        }
        else if (!IsTransient(args.Outcome) || !(call!.Repeatable || CertainlyHadNoEffect(args.Outcome, request)))
        {
            return false;
        }

        return call!.Budget.Bears(DelayAfter(args.Outcome, args.AttemptNumber));
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result: { } response } => (int)response.StatusCode is 408 or >= 500 || !HasUsableBody(response),
        _ => false,
    };

    /// <summary>True if WorkOS can have said this: an answer of a proxy or a portal in between is none. Of a refusal, it is the body that says why, "it is there already" for example.</summary>
    public static bool HasUsableBody(HttpResponseMessage response) =>
        !(response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity)
        || response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0
        || response.Content.Headers.ContentType?.MediaType is "application/json";

    /// <summary>True if not a byte of the request can have arrived.</summary>
    public static bool CertainlyHadNoEffect(Exception? exception, HttpRequestMessage request) =>
        request.Content is JsonBody { SendingBegan: false }
        && exception is TimeoutRejectedException or HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };

    private static bool CertainlyHadNoEffect(Outcome<HttpResponseMessage> outcome, HttpRequestMessage request) =>
        CertainlyHadNoEffect(outcome.Exception, request);

    private TimeSpan DelayAfter(Outcome<HttpResponseMessage> outcome, int attemptNumber) => outcome.Result switch
    {
        { StatusCode: HttpStatusCode.TooManyRequests } limited => RetryAfter(limited) ?? options.DefaultRetryAfter,
        { StatusCode: HttpStatusCode.ServiceUnavailable } unavailable when RetryAfter(unavailable) is { } asked => asked,
        _ => DelayAfter(attemptNumber),
    };

    private ValueTask OnRetry(OnRetryArguments<HttpResponseMessage> args)
    {
        if (args.Context.GetRequestMessage() is { } request && request.Options.TryGetValue(WorkOSCall.Key, out var call))
        {
            var reason = args.Outcome.Result is { } response ? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture) : "no answer";
            instruments.Repeated(call.Operation, reason);
            instruments.Waited(call.Operation, reason, args.RetryDelay);
        }

        return default;
    }

    private async ValueTask<RateLimitLease> WaitForTurnAsync(ResilienceContext context)
    {
        context.GetRequestMessage()!.Options.TryGetValue(WorkOSCall.Key, out var call);
        var began = time.GetTimestamp();
        var lease = await limiter.AcquireAsync(call!, 1, context.CancellationToken).ConfigureAwait(false);
        instruments.Waited(call!.Operation, "turn", time.GetElapsedTime(began));
        call.Budget.Start();
        call.Attempts++;
        return lease;
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
