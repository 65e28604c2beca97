using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Clerk2WorkOS.Telemetry;
using Clerk2WorkOS.WorkOS.Pacing;
using Polly.Timeout;

namespace Clerk2WorkOS.WorkOS.Http;

/// <summary>Sends a call and turns its answer into an object or an exception.</summary>
internal sealed class WorkOSTransport(HttpClient http, WorkOSOptions options, WorkOSInstruments instruments, TimeProvider time)
{
    private static readonly ProductInfoHeaderValue Agent =
        new("Clerk2WorkOS", typeof(WorkOSTransport).Assembly.GetName().Version?.ToString(3) ?? "0");

    private readonly string _base = options.BaseAddress.AbsoluteUri.TrimEnd('/');

    /// <summary>The address of a path.</summary>
    public Uri AddressOf(string path) => new(_base + path);

    /// <summary>Time for a call with all its requests.</summary>
    public CallBudget NewBudget() => new(time, options.TotalTimeout);

    /// <summary>The answer's object.</summary>
    public async Task<T> SendAsync<T>(
        WorkOSCall call, HttpMethod method, string path, JsonBody? body, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        var (response, content) = await SendAsync(call, method, path, body, cancellationToken).ConfigureAwait(false);
        try
        {
            if (JsonSerializer.Deserialize(content, answer) is { } value)
                return value;
        }
        catch (JsonException exception)
        {
            throw Garbled(call, response, exception.Path);
        }

        throw Garbled(call, response, null);
    }

    /// <summary>Sends a call whose answer says nothing but that it was done.</summary>
    public async Task SendAsync(WorkOSCall call, HttpMethod method, string path, CancellationToken cancellationToken) =>
        await SendAsync(call, method, path, body: null, cancellationToken).ConfigureAwait(false);

    private async Task<(Answer Response, byte[] Content)> SendAsync(
        WorkOSCall call, HttpMethod method, string path, JsonBody? body, CancellationToken cancellationToken)
    {
        using var activity = Clerk2WorkOSTelemetry.Activities.StartActivity($"WorkOS {call.Operation}", ActivityKind.Client);
        var began = time.GetTimestamp();
        var outcome = "cancelled";
        using var request = new HttpRequestMessage(method, AddressOf(path));
        request.Content = body;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Options.Set(WorkOSCall.Key, call);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            outcome = response.IsSuccessStatusCode ? "ok" : ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            var content = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            if (!Attempts.HasUsableBody(response))
                throw Garbled(call, Answer.Of(response), null);
            if (!response.IsSuccessStatusCode)
                throw Refusal(call, response, content);
            return (Answer.Of(response), content);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException)
        {
            outcome = "no answer";
            throw NoAnswer(call, request, exception);
        }
        finally
        {
            instruments.Called(call.Operation, outcome, time.GetElapsedTime(began));
            activity?.SetTag(WorkOSInstruments.OperationTag, call.Operation);
            activity?.SetTag(WorkOSInstruments.OutcomeTag, outcome);
            activity?.SetTag("workos.attempts", call.Attempts);
            if (outcome != "ok")
                activity?.SetStatus(ActivityStatusCode.Error, outcome);
        }
    }

    private WorkOSException Refusal(WorkOSCall call, HttpResponseMessage response, byte[] content)
    {
        var error = ErrorAnswer.Read(call, response.StatusCode, Answer.Of(response).RequestId, content, options.ApiKey);
        var message = Sentence($"WorkOS refused to {call.Operation}", error);
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => new WorkOSRateLimitedException(
                Sentence($"WorkOS wants fewer calls, and did not {call.Operation}", error), error, RetryAfterOf(response)),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new WorkOSUnauthorizedException(message, error),
            HttpStatusCode.NotFound => new WorkOSNotFoundException(message, error),
            HttpStatusCode.RequestTimeout or < HttpStatusCode.BadRequest or >= HttpStatusCode.InternalServerError => new WorkOSUnavailableException(
                Sentence($"WorkOS gave no usable answer to: {call.Operation}", error), error, MayHaveHappened(response.RequestMessage!.Method)),
            _ => new WorkOSRefusedException(message, error),
        };
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    private WorkOSUnavailableException NoAnswer(WorkOSCall call, HttpRequestMessage request, Exception exception)
    {
        var why = exception switch
        {
            TimeoutRejectedException => $"no answer within {options.AttemptTimeout.TotalSeconds:0.###} s",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host's name has no address",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection",
            _ => "the connection broke",
        };
        var attempts = call.Attempts == 1 ? "one attempt" : $"{call.Attempts} attempts";
        var mayHaveHappened = MayHaveHappened(request.Method) && !Attempts.CertainlyHadNoEffect(exception, request);
        return new WorkOSUnavailableException(
            $"WorkOS at {options.BaseAddress.Host} did not {call.Operation}: {why}, after {attempts}{(mayHaveHappened ? "; it may have happened all the same" : "")}.",
            new WorkOSError { Operation = call.Operation }, mayHaveHappened, exception);
    }

    private static WorkOSUnavailableException Garbled(WorkOSCall call, Answer answer, string? place)
    {
        var error = new WorkOSError { Operation = call.Operation, StatusCode = answer.Status, RequestId = answer.RequestId };
        return new WorkOSUnavailableException(
            Sentence($"WorkOS gave no usable answer to: {call.Operation}; what came is not the JSON that was expected{(place is null ? "" : $", at {place}")}", error),
            error, MayHaveHappened(answer.Method));
    }

    private static bool MayHaveHappened(HttpMethod method) => method != HttpMethod.Get;

    private static string Sentence(string begin, WorkOSError error)
    {
        var details = new List<string> { $"status {(int?)error.StatusCode}" };
        if (error.Code is not null)
            details.Add($"code {error.Code}");
        foreach (var field in error.Fields)
            details.Add(field.Field is null ? field.Code : $"{field.Field}: {field.Code}");
        if (error.RequestId is not null)
            details.Add($"request {error.RequestId}");
        return $"{begin}{(error.Description is null ? "" : $": {error.Description.TrimEnd('.')}")} ({string.Join(", ", details)}).";
    }

    /// <summary>What is left to say about an answer once it is read.</summary>
    private readonly record struct Answer(HttpMethod Method, HttpStatusCode Status, string? RequestId)
    {
        public static Answer Of(HttpResponseMessage response) => new(
            response.RequestMessage!.Method,
            response.StatusCode,
            response.Headers.TryGetValues("X-Request-ID", out var ids) ? ids.FirstOrDefault() : null);
    }
}
