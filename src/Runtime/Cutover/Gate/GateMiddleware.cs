using Clerk2WorkOS.Cutover.Window;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>Does with each request what the gate says.</summary>
internal sealed partial class GateMiddleware(
    RequestDelegate next, GateTraffic traffic, GateFollower follower, GateMeter meter, PeerForwarder peer, GateRefusal refusal, IServiceScopeFactory scopes, IOptions<CutoverGateOptions> options, ILogger<GateMiddleware> logger)
{
    // Each time that it is served here once more, it may do again what no database takes back: so not often.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly CutoverGateOptions _options = options.Value;

    public async Task InvokeAsync(HttpContext context)
    {
        if (PeerProbe.IsOne(context.Request))
        {
            await AnswerProbeAsync(context).ConfigureAwait(false);
            return;
        }

        if (IsAllowed(context.Request))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var (began, failed) = (TimeProvider.System.GetTimestamp(), true);
        try
        {
            await ServeAsync(context).ConfigureAwait(false);
            failed = false;
        }
        finally
        {
            if (!context.RequestAborted.IsCancellationRequested)
                meter.Note(context.Request.Path, failed ? StatusCodes.Status500InternalServerError : context.Response.StatusCode, TimeProvider.System.GetElapsedTime(began));
        }
    }

    /// <summary>Not a caller's: it is not counted, waits for nothing, writes nothing, and is never passed back.</summary>
    private Task AnswerProbeAsync(HttpContext context)
    {
        var view = traffic.View;
        context.Response.Headers[PeerProbe.Header] = GateControl.NameOf(view.State);
        var isServed = IsAllowed(context.Request) || (view.State is GateState.Open or GateState.Hold && !_options.IsWrite(context.Request));
        return isServed ? next(context) : refusal.AnswerAsync(context, view.RetryAfter);
    }

    private bool IsAllowed(HttpRequest request) => _options.AllowedPaths.Any(path => request.Path.StartsWithSegments(path));

    private async Task ServeAsync(HttpContext context)
    {
        var isWrite = _options.IsWrite(context.Request);
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var view = traffic.Enter(isWrite, out var ticket);
            if (view.State == GateState.Open || (view.State == GateState.Hold && !isWrite))
            {
                await HandleAsync(context, ticket).ConfigureAwait(false);
                return;
            }

            // A request that the other side has passed on is never passed back: the two instances do not see their changes in the same moment.
            var waits = view.State == GateState.Hold || (view.State == GateState.Forward && PeerForwarder.IsForwarded(context.Request));
            if (!waits)
            {
                await ForwardOrRefuseAsync(context, view).ConfigureAwait(false);
                return;
            }

            if (_options.LongestHold - TimeProvider.System.GetElapsedTime(began) is var left && left <= TimeSpan.Zero)
            {
                await refusal.AnswerAsync(context, view.RetryAfter).ConfigureAwait(false);
                return;
            }

            await traffic.WaitAsync(view, left, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private Task ForwardOrRefuseAsync(HttpContext context, GateView view) =>
        view.State == GateState.Forward && peer.IsThere ? peer.ForwardAsync(context) : refusal.AnswerAsync(context, view.RetryAfter);

    /// <summary>Serves it here; what the database refuses behind the fence goes where it may be written.</summary>
    private async Task HandleAsync(HttpContext context, long? ticket)
    {
        var untouched = (context.GetEndpoint(), context.Request.RouteValues.ToArray());
        try
        {
            var isKept = Keep(context.Request);
            try
            {
                await next(context).ConfigureAwait(false);
                return;
            }
            catch (Exception failure) when (!context.Response.HasStarted && FenceFailure.IsIn(failure, traffic.View.State))
            {
                LogFenced(context.Request.Method);
                if (!isKept)
                {
                    await refusal.AnswerAsync(context, traffic.View.RetryAfter).ConfigureAwait(false);
                    return;
                }
            }
        }
        finally
        {
            traffic.Leave(ticket);      // nothing of it is in the database: nobody has to wait for it
        }

        await TryElsewhereAsync(context, untouched).ConfigureAwait(false);
    }

    /// <summary>Waits until the gate says where writes go now, which it does a moment after the fence is up: to the other side, or here again after a switch that was called off.</summary>
    private async Task TryElsewhereAsync(HttpContext context, (Endpoint?, KeyValuePair<string, object?>[]) untouched)
    {
        var (began, pause) = (TimeProvider.System.GetTimestamp(), FirstPause);
        follower.Poke();
        while (TimeProvider.System.GetElapsedTime(began) < _options.LongestHold)
        {
            var view = traffic.Enter(isWrite: true, out var ticket);
            if (view.State == GateState.Maintenance || (view.State == GateState.Forward && !PeerForwarder.IsForwarded(context.Request)))
            {
                Renew(context, untouched);
                await ForwardOrRefuseAsync(context, view).ConfigureAwait(false);
                return;
            }

            if (view.State == GateState.Open && await IsServedAsync(context, untouched, ticket).ConfigureAwait(false))
                return;
            await traffic.WaitAsync(view, pause, context.RequestAborted).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        Renew(context, untouched);
        await refusal.AnswerAsync(context, traffic.View.RetryAfter).ConfigureAwait(false);
    }

    private async Task<bool> IsServedAsync(HttpContext context, (Endpoint?, KeyValuePair<string, object?>[]) untouched, long? ticket)
    {
        try
        {
            Renew(context, untouched);
            await next(context).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (!context.Response.HasStarted && FenceFailure.IsIn(failure, traffic.View.State))
        {
            return false;
        }
        finally
        {
            traffic.Leave(ticket);
        }
    }

    /// <summary>Has the body kept while it is read.</summary>
    /// <returns>Whether the request can be sent again.</returns>
    private bool Keep(HttpRequest request)
    {
        if (request.ContentLength > _options.LongestKeptBody)
            return false;
        if (request.ContentLength != 0 && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false)
            KeptBody.Keep(request);
        return true;
    }

    /// <summary>As if nobody behind the gate had looked at the request: another scope, the endpoint that stood before it if routing does, an unread body, no answer.</summary>
    private void Renew(HttpContext context, (Endpoint? Endpoint, KeyValuePair<string, object?>[] RouteValues) untouched)
    {
        context.Response.Clear();
        KeptBody.Rewind(context.Request);
        context.SetEndpoint(untouched.Endpoint);
        context.Request.RouteValues = RouteValueDictionary.FromArray([.. untouched.RouteValues]);
        context.Features.Set<IServiceProvidersFeature>(new RequestServicesFeature(context, scopes));
    }

    [LoggerMessage(EventId = 265, Level = LogLevel.Information, Message = "The database refuses to write behind the fence; the {Method} request goes where it may be written.")]
    private partial void LogFenced(string method);
}
