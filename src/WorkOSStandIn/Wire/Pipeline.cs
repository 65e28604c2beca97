using System.Globalization;
using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>What happens to every request: it is counted, hit by a fault, asked for its key, limited, handled and answered.</summary>
internal sealed class Pipeline(WorkOSEnvironment environment) : IDisposable
{
    private static readonly byte[] NotJson = "<html><body><h1>502 Bad Gateway</h1></body></html>"u8.ToArray();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Ends what hangs.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    public async Task RunAsync(HttpContext http, ApiRoute route)
    {
        http.Response.Headers["X-Request-ID"] = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);
        var status = 0;
        environment.Requests.Began();
        try
        {
            var fault = environment.Faults.Next(http.Request.Method, route.Template, http.Request.Path);
            var answer = await AnswerAsync(http, route, fault);
            if (answer is not null && await SendAsync(http, answer, fault))
                status = answer.Status;
        }
        catch (Exception failure) when (http.RequestAborted.IsCancellationRequested && failure is OperationCanceledException or IOException)
        {
            // The caller has gone; the log says so with status 0.
        }
        finally
        {
            environment.Requests.Ended(route.Name, status);
        }
    }

    /// <summary>The stand-in's own pages: the key is asked for, and nothing else of the above happens.</summary>
    public async Task ControlAsync(HttpContext http, ApiRoute route)
    {
        var answer = KeyOf(http.Request) is { } key && IsKnown(key) ? await CallAsync(http, route) : Refusal.Unauthorized;
        await SendAsync(http, answer, null);
    }

    /// <summary>The answer, or none where a fault leaves none.</summary>
    private async Task<Answer?> AnswerAsync(HttpContext http, ApiRoute route, Fault? fault)
    {
        if (fault is { Effect: FaultEffect.Slow })
            await Task.Delay(fault.Delay, http.RequestAborted);
        if (fault is { Moment: FaultMoment.BeforeWrite, Effect: FaultEffect.Status or FaultEffect.Drop or FaultEffect.Hang })
            return await FailAsync(http, fault);
        var answer = await HandleAsync(http, route);
        return fault is { Moment: FaultMoment.AfterWrite, Effect: FaultEffect.Status or FaultEffect.Drop or FaultEffect.Hang }
            ? await FailAsync(http, fault)
            : answer;
    }

    private async Task<Answer> HandleAsync(HttpContext http, ApiRoute route)
    {
        var key = KeyOf(http.Request);
        if (!route.IsPublic && (key is null || !IsKnown(key)))
            return Refusal.Unauthorized;
        if (environment.Limits.Take(route, key) is { } limited)
            return limited;
        return await CallAsync(http, route);
    }

    private async Task<Answer> CallAsync(HttpContext http, ApiRoute route)
    {
        try
        {
            return await route.Handler(new Call(http, route, environment));
        }
        catch (JsonException)
        {
            return Refusal.BadRequest("invalid_json", "The body is not a JSON object.");
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or IOException))
        {
            return Refusal.With(StatusCodes.Status500InternalServerError, "stand_in_failure", $"The stand-in itself failed: {failure}");
        }
    }

    private async Task<Answer?> FailAsync(HttpContext http, Fault fault)
    {
        switch (fault.Effect)
        {
            case FaultEffect.Status:
                var said = Refusal.With(fault.Status, fault.Code ?? CodeOf(fault.Status), "Injected by the stand-in.");
                return new Answer(said.Status, said.Body) { RetryAfterSeconds = fault.RetryAfterSeconds };
            case FaultEffect.Hang:
                using (var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping.Token))
                {
                    await Task.Delay(fault.Delay == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : fault.Delay, end.Token)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                break;
        }

        http.Abort();
        return null;
    }

    /// <summary>Whether the whole answer went out.</summary>
    private static async Task<bool> SendAsync(HttpContext http, Answer answer, Fault? fault)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        if (answer.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Location is not null)
            response.Headers.Location = answer.Location;
        var body = fault is { Effect: FaultEffect.Garbage } ? NotJson : answer.Body;
        if (body.IsEmpty)
            return true;
        response.ContentType = fault is { Effect: FaultEffect.Garbage } ? "text/html" : "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        if (fault is not { Effect: FaultEffect.Truncate })
        {
            await response.Body.WriteAsync(body, http.RequestAborted);
            return true;
        }

        await response.Body.WriteAsync(body[..(body.Length / 2)], http.RequestAborted);
        await response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
        return false;
    }

    private static string? KeyOf(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    private bool IsKnown(string key) => key == environment.Options.ApiKey || environment.Options.MoreApiKeys.Contains(key);

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status429TooManyRequests => "rate_limit_exceeded",
        StatusCodes.Status503ServiceUnavailable => "service_unavailable",
        >= 500 => "internal_server_error",
        _ => "injected_fault",
    };
}
