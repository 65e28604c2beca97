using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Clerk2WorkOS.RowLevelSecurity.Neon;

/// <summary>
/// Sends calls to Neon. What it says it did not do (423 while another operation runs, 429, 503) is sent again after the pause that it asks for; what it may have done, only
/// where it was a question. Source: https://neon.com/docs/reference/api/key-concepts
/// </summary>
internal sealed class NeonTransport : IDisposable
{
    private const int MostRepetitions = 6;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly string _key;
    private readonly string _host;
    private readonly TimeSpan _pause;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<HttpResponseMessage> _asking;
    private readonly ResiliencePipeline<HttpResponseMessage> _changing;

    /// <param name="address">Neon's, for messages.</param>
    /// <param name="key">The API key, which no message has.</param>
    /// <param name="pause">After a first failure that does not say how long; it doubles with each.</param>
    public NeonTransport(Uri address, string key, TimeSpan pause)
    {
        (_key, _host, _pause) = (key, address.Host, pause);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 16 * 1024 * 1024,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Clerk2WorkOS", typeof(NeonTransport).Assembly.GetName().Version?.ToString(3) ?? "0"));
        (_asking, _changing) = (Pipeline(mayHaveHappened: true), Pipeline(mayHaveHappened: false));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What is at an address; null where nothing is.</summary>
    /// <exception cref="RlsException">Neon refuses, does not answer, or answers something else.</exception>
    public async Task<T?> GetAsync<T>(string address, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await SendAsync(_asking, new NeonCall("GET", address), cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? JsonSerializer.Deserialize<T>(body, Json) ?? throw new JsonException() : throw Refusal("GET", response, body);
        }
        catch (JsonException)
        {
            throw new RlsException($"Neon's answer to GET {PathOf(address)} is not the JSON that its documentation describes.");
        }
        catch (Exception silence) when (silence is HttpRequestException or TimeoutRejectedException)
        {
            throw new RlsException($"Neon at {_host} gives no answer: {Why(silence)}.", silence);
        }
    }

    /// <summary>Makes a change.</summary>
    /// <exception cref="RlsException">Neon refuses it, or was not reached.</exception>
    /// <exception cref="NeonUnclearException">It may have happened, or not.</exception>
    public async Task ChangeAsync(NeonCall call, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(_changing, call, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode || (call.Method == "DELETE" && response.StatusCode == HttpStatusCode.NotFound))
                return;
            var refusal = Refusal(call.Method, response, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            throw (int)response.StatusCode >= 500 ? new NeonUnclearException(refusal.Message, refusal) : refusal;
        }
        catch (Exception silence) when (silence is HttpRequestException or TimeoutRejectedException)
        {
            var sentence = $"Neon at {_host} gives no answer to {call.Method} {PathOf(call.Address)}: {Why(silence)}.";
            throw NeverArrived(silence) ? new RlsException(sentence, silence) : new NeonUnclearException(sentence, silence);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ResiliencePipeline<HttpResponseMessage> pipeline, NeonCall call, CancellationToken cancellationToken) =>
        await pipeline.ExecuteAsync(
            async token =>
            {
                using var request = new HttpRequestMessage(new HttpMethod(call.Method), call.Address);
                if (call.Body is { } body)
                    request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                return await _http.SendAsync(request, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);

    private ResiliencePipeline<HttpResponseMessage> Pipeline(bool mayHaveHappened) => new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = MostRepetitions,
            ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
            {
                { Result.StatusCode: HttpStatusCode.Locked or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } => PauseAfter(args.Outcome.Result, 0) <= LongestPause,
                { Result: { } answer } => mayHaveHappened && (int)answer.StatusCode >= 500,
                { Exception: HttpRequestException or TimeoutRejectedException } => mayHaveHappened || NeverArrived(args.Outcome.Exception),
                _ => false,
            }),
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(PauseAfter(args.Outcome.Result, args.AttemptNumber)),
            OnRetry = args =>
            {
                args.Outcome.Result?.Dispose();
                return default;
            },
        })
        .AddTimeout(TimeSpan.FromSeconds(30))
        .Build();

    private TimeSpan PauseAfter(HttpResponseMessage? answer, int attempt)
    {
        var asked = answer?.Headers.RetryAfter switch { { Delta: { } delta } => delta, { Date: { } date } => date - (answer.Headers.Date ?? DateTimeOffset.UtcNow), _ => _pause * Math.Pow(2, attempt) };
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    private static bool NeverArrived(Exception failure) =>
        failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };

    private static string Why(Exception silence) => silence switch
    {
        TimeoutRejectedException => "not within 30 s",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host's name has no address",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection",
        _ => "the connection broke",
    };

    private RlsException Refusal(string method, HttpResponseMessage response, byte[] body)
    {
        var path = PathOf(response.RequestMessage!.RequestUri!.AbsoluteUri);
        var error = ErrorIn(body);
        return new RlsException(response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "Neon does not accept the API key: it is wrong, or was revoked.",
            HttpStatusCode.Forbidden => $"The API key may not do this at Neon ({method} {path}): it needs one of somebody who may change the project.",
            HttpStatusCode.NotFound => $"Neon has nothing at {path}: it was removed meanwhile, or the API key does not see it.",
            HttpStatusCode.Locked => "Neon is still busy with another operation on this project; run this again when it is done.",
            HttpStatusCode.TooManyRequests => "Neon wants fewer calls; run this again in a minute.",
            _ => $"Neon refused {method} {path} (status {(int)response.StatusCode}{Detail("code", error?.Code)}{Detail("request", error?.RequestId)}){(error?.Message is { Length: > 0 } message ? $": {Safe(message).TrimEnd('.')}" : "")}.",
        });
    }

    private string Detail(string name, string? value) => string.IsNullOrEmpty(value) ? "" : $", {name} {Safe(value)}";

    private string Safe(string text) => (text.Length > 300 ? text[..300] + "…" : text).ReplaceLineEndings(" ").Replace(_key, "…", StringComparison.Ordinal);

    private static NeonError? ErrorIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<NeonError>(body, Json);
        }
        catch (JsonException)
        {
            return null;        // a page of a proxy; the status says enough
        }
    }

    private static string PathOf(string address) => new Uri(address).AbsolutePath;
}

/// <summary>Nobody knows whether a change happened; looking again tells.</summary>
internal sealed class NeonUnclearException(string message, Exception cause) : Exception(message, cause);
