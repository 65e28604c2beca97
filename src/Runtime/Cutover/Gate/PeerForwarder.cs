using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>Passes requests on to the other side's application, with method, body, headers and host as they came.</summary>
internal sealed partial class PeerForwarder(IHttpForwarder forwarder, IOptions<CutoverGateOptions> options, ILogger<PeerForwarder> logger) : IDisposable
{
    private const string Mark = "X-Clerk2WorkOS-Forwarded";

    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);
    private static readonly PeerTransformer Transformer = new();

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),     // the other side's address may come to mean other machines
    });

    public bool IsThere => options.Value.PeerAddress is not null;

    /// <summary>Whether it comes from the other side.</summary>
    public static bool IsForwarded(HttpRequest request) => request.Headers.ContainsKey(Mark);

    public async Task ForwardAsync(HttpContext context)
    {
        var error = await forwarder.SendAsync(context, options.Value.PeerAddress!.AbsoluteUri, _http, ForwarderRequestConfig.Empty, Transformer).ConfigureAwait(false);
        if (error != ForwarderError.None && !context.RequestAborted.IsCancellationRequested)
            LogFailed(error, context.GetForwarderErrorFeature()?.Exception);
    }

    /// <summary>Asks for a path as if somebody had asked here.</summary>
    /// <returns>Why a request could not have been passed on; null where the other side answered, be it that its gate is closed.</returns>
    public async Task<string?> ProbeAsync(PathString path, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ProbeTimeout);
        var context = new DefaultHttpContext { Request = { Method = HttpMethods.Get, Scheme = options.Value.PeerAddress!.Scheme, Path = path }, Response = { Body = Stream.Null } };
        context.Request.Headers[PeerProbe.Header] = "?";
        var error = await forwarder.SendAsync(context, options.Value.PeerAddress!.AbsoluteUri, _http, ForwarderRequestConfig.Empty, Transformer, limit.Token).ConfigureAwait(false);
        if (error != ForwarderError.None)
            return limit.IsCancellationRequested ? $"{path} is not answered within {ProbeTimeout.TotalSeconds:0} s." : $"{path}: {context.GetForwarderErrorFeature()?.Exception?.Message ?? error.ToString()}";
        return context.Response.StatusCode < StatusCodes.Status500InternalServerError || (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable && context.Response.Headers.ContainsKey(PeerProbe.Header))
            ? null
            : $"{path} is answered with {context.Response.StatusCode}.";
    }

    public void Dispose() => _http.Dispose();

    [LoggerMessage(EventId = 266, Level = LogLevel.Error, Message = "A request could not be passed on to the other side: {Error}.")]
    private partial void LogFailed(ForwarderError error, Exception? failure);

    private sealed class PeerTransformer : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken).ConfigureAwait(false);
            var request = httpContext.Request;
            proxyRequest.RequestUri = RequestUtilities.MakeDestinationAddress(destinationPrefix, request.PathBase.Add(request.Path), request.QueryString);
            var headers = proxyRequest.Headers;
            headers.TryAddWithoutValidation(Mark, "1");
            if (httpContext.Connection.RemoteIpAddress is { } address)
                headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
            // Whoever stands before this application knows better what the caller asked for.
            if (!request.Headers.ContainsKey("X-Forwarded-Proto"))
                headers.TryAddWithoutValidation("X-Forwarded-Proto", request.Scheme);
            if (!request.Headers.ContainsKey("X-Forwarded-Host") && request.Host.HasValue)
                headers.TryAddWithoutValidation("X-Forwarded-Host", request.Host.Value);
        }
    }
}
