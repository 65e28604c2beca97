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
    private static readonly TimeSpan AgainPause = TimeSpan.FromMilliseconds(50);

    private readonly CutoverGateOptions _options = options.Value;

    public async Task InvokeAsync(HttpContext context)
    {
        if (_options.AllowedPaths.Any(path => context.Request.Path.StartsWithSegments(path)))
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
        try
        {
            var isKept = Keep(context.Request);
            try
            {
                await next(context).ConfigureAwait(false);
                return;
            }
            catch (Exception failure) when (!context.Response.HasStarted && FenceFailure.IsIn(failure))
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

        await TryElsewhereAsync(context).ConfigureAwait(false);
    }

    /// <summary>Waits until the gate says where writes go now, which it does a moment after the fence is up: to the other side, or here again after a switch that was called off.</summary>
    private async Task TryElsewhereAsync(HttpContext context)
    {
        var began = TimeProvider.System.GetTimestamp();
        follower.Poke();
        while (TimeProvider.System.GetElapsedTime(began) < _options.LongestHold)
        {
            var view = traffic.Enter(isWrite: true, out var ticket);
            if (view.State == GateState.Maintenance || (view.State == GateState.Forward && !PeerForwarder.IsForwarded(context.Request)))
            {
                Renew(context);
                await ForwardOrRefuseAsync(context, view).ConfigureAwait(false);
                return;
            }

            if (view.State == GateState.Open && await IsServedAsync(context, ticket).ConfigureAwait(false))
                return;
            await traffic.WaitAsync(view, AgainPause, context.RequestAborted).ConfigureAwait(false);
        }

        Renew(context);
        await refusal.AnswerAsync(context, traffic.View.RetryAfter).ConfigureAwait(false);
    }

    private async Task<bool> IsServedAsync(HttpContext context, long? ticket)
    {
        try
        {
            Renew(context);
            await next(context).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (!context.Response.HasStarted && FenceFailure.IsIn(failure))
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
            request.EnableBuffering();
        return true;
    }

    /// <summary>As if nobody had looked at the request: another scope, no endpoint, an unread body, no answer.</summary>
    private void Renew(HttpContext context)
    {
        context.Response.Clear();
        if (context.Request.Body.CanSeek)
            context.Request.Body.Position = 0;
        context.SetEndpoint(null);
        context.Request.RouteValues = new RouteValueDictionary();
        context.Features.Set<IServiceProvidersFeature>(new RequestServicesFeature(context, scopes));
    }

    [LoggerMessage(EventId = 265, Level = LogLevel.Information, Message = "The database refuses to write behind the fence; the {Method} request goes where it may be written.")]
    private partial void LogFenced(string method);
}
