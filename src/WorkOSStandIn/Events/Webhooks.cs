using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace Clerk2WorkOS.Testing;

/// <summary>An address that events are posted to.</summary>
/// <param name="Id"><c>we_</c> and a ULID.</param>
/// <param name="Url">The address.</param>
/// <param name="Secret">What deliveries are signed with.</param>
/// <param name="Events">The names of the events that are delivered; all if empty.</param>
/// <param name="CreatedAt">When it was added.</param>
public sealed record WebhookEndpoint(string Id, Uri Url, string Secret, IReadOnlyList<string> Events, DateTimeOffset CreatedAt);

/// <summary>One attempt to deliver an event.</summary>
/// <param name="Endpoint">Where to.</param>
/// <param name="EventId">The event.</param>
/// <param name="EventName">Such as <c>user.created</c>.</param>
/// <param name="Body">What was posted.</param>
/// <param name="Signature">The header <c>WorkOS-Signature</c>.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Status">What the endpoint answered; none if it could not be reached.</param>
public sealed record WebhookDelivery(
    WebhookEndpoint Endpoint, string EventId, string EventName, string Body, string Signature, int Attempt, int? Status);

/// <summary>
/// Webhook endpoints and deliveries. Events are posted one after the other, in order, while requests go on; a delivery that is
/// not answered with 2xx is tried three times (live: for days).
/// </summary>
public sealed class Webhooks : IAsyncDisposable
{
    private const int MostAttempts = 3;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly WorkOSEnvironment _environment;
    private readonly List<WebhookDelivery> _deliveries = [];
    private readonly Channel<object> _queue = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private volatile WebhookEndpoint[] _endpoints = [];
    private Task? _delivering;

    internal Webhooks(WorkOSEnvironment environment) => _environment = environment;

    /// <summary>The endpoints, in the order in which they were added.</summary>
    public IReadOnlyList<WebhookEndpoint> Endpoints => _endpoints;

    /// <summary>All attempts so far.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries
    {
        get
        {
            lock (_gate)
                return [.. _deliveries];
        }
    }

    /// <summary>The value of the header <c>WorkOS-Signature</c>: <c>t=&lt;ms since 1970&gt;, v1=&lt;HMAC-SHA256 of "t.body", hex&gt;</c>.</summary>
    /// <param name="body">The body, exactly as it is posted.</param>
    /// <param name="secret">The endpoint's secret.</param>
    /// <param name="moment">When it is signed.</param>
    public static string Sign(string body, string secret, DateTimeOffset moment)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(secret);
        var time = moment.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time}, v1={Convert.ToHexString(hash).ToLowerInvariant()}";
    }

    /// <summary>Adds an endpoint; events from now on are delivered to it.</summary>
    /// <param name="url">An absolute HTTP address.</param>
    /// <param name="secret">What to sign with; made up if left out.</param>
    /// <param name="events">The names of the events to deliver; all if left out.</param>
    /// <exception cref="ArgumentException">The address is not absolute or not HTTP.</exception>
    public WebhookEndpoint Add(Uri url, string? secret = null, IEnumerable<string>? events = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            throw new ArgumentException($"A webhook endpoint needs an absolute HTTP address, not '{url}'.", nameof(url));
        var endpoint = new WebhookEndpoint(
            _environment.Ids.Next("we_"), url, secret ?? OneTimeCodes.NewToken(), [.. events ?? []], _environment.Clock.GetUtcNow());
        lock (_gate)
        {
            _endpoints = [.. _endpoints, endpoint];
            _delivering ??= Task.Run(DeliverAsync);
        }

        return endpoint;
    }

    /// <summary>Removes an endpoint; what is queued for it is still delivered.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string endpointId)
    {
        lock (_gate)
        {
            var rest = _endpoints.Where(endpoint => endpoint.Id != endpointId).ToArray();
            var removed = rest.Length < _endpoints.Length;
            _endpoints = rest;
            return removed;
        }
    }

    /// <summary>Waits until what has happened so far is delivered, or given up.</summary>
    public async Task DeliveredAsync(CancellationToken cancellationToken = default)
    {
        if (_delivering is null)
            return;
        var marker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_queue.Writer.TryWrite(marker))
            await marker.Task.WaitAsync(cancellationToken);
    }

    internal void Post(StoredEvent stored)
    {
        foreach (var endpoint in _endpoints)
        {
            if (endpoint.Events.Count == 0 || endpoint.Events.Contains(stored.Name))
                _queue.Writer.TryWrite((endpoint, stored));
        }
    }

    /// <summary>Called by the stand-in that it belongs to.</summary>
    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopping.CancelAsync();
        if (_delivering is not null)
            await _delivering;
        _stopping.Dispose();
    }

    private async Task DeliverAsync()
    {
        using var client = new HttpClient { Timeout = AnswerWithin };
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var item))
            {
                if (item is TaskCompletionSource marker)
                    marker.SetResult();
                else if (!_stopping.IsCancellationRequested && item is (WebhookEndpoint endpoint, StoredEvent stored))
                    await DeliverAsync(client, endpoint, stored);
            }
        }
    }

    private async Task DeliverAsync(HttpClient client, WebhookEndpoint endpoint, StoredEvent stored)
    {
        var body = stored.ToJson();
        for (var attempt = 1; attempt <= MostAttempts && !_stopping.IsCancellationRequested; attempt++)
        {
            if (attempt > 1)
                await Task.Delay(BetweenAttempts, CancellationToken.None);
            var signature = Sign(body, endpoint.Secret, _environment.Clock.GetUtcNow());
            var status = await PostAsync(client, endpoint.Url, body, signature);
            lock (_gate)
                _deliveries.Add(new WebhookDelivery(endpoint, stored.Id, stored.Name, body, signature, attempt, status));
            if (status is >= 200 and < 300)
                return;
        }
    }

    private async Task<int?> PostAsync(HttpClient client, Uri url, string body, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("WorkOS-Signature", signature);
        try
        {
            using var response = await client.SendAsync(request, _stopping.Token);
            return (int)response.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return null;        // the delivery says so: no status
        }
    }
}
