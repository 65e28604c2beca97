using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Tokens;

/// <summary>
/// The keys that an issuer signs with. A token that names an unknown key has them fetched before it is judged, so that no request fails because keys
/// were rotated; not more often than allowed, and once for all that wait.
/// </summary>
internal sealed partial class SigningKeys(IHttpClientFactory clients, SigningKeySource source, TimeProvider time, ILogger<SigningKeys> logger)
{
    /// <summary>The name of the HTTP client that fetches them.</summary>
    public const string HttpClientName = "Clerk2WorkOS.SigningKeys";

    private const int LeastBits = 2048;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private volatile KeySet? _keys;
    private Task _fetch = Task.CompletedTask;
    private long _nextFetch = long.MinValue;

    /// <summary>Whose they are, for a sentence.</summary>
    public string Issuer => source.Issuer;

    /// <summary>The key of this name, or null where the issuer has none or cannot be asked.</summary>
    public async ValueTask<SecurityKey?> FindAsync(string name)
    {
        if (_keys is { } keys && keys.ByName.TryGetValue(name, out var key) && AgeOf(keys) < source.KeyLifetime)
        {
            if (AgeOf(keys) > source.KeyAge)
                _ = FetchIfAllowed(name);       // nobody waits for it; what goes wrong is logged there
            return key;
        }

        await FetchIfAllowed(name).ConfigureAwait(false);
        return _keys is { } fetched && AgeOf(fetched) < source.KeyLifetime ? fetched.ByName.GetValueOrDefault(name) : null;
    }

    private Task FetchIfAllowed(string name)
    {
        lock (_lock)
        {
            if (!_fetch.IsCompleted)
                return _fetch;      // one fetch for all that wait
            if (_keys is { } keys && keys.ByName.ContainsKey(name) && AgeOf(keys) <= source.KeyAge)
                return Task.CompletedTask;      // another call was faster
            if (time.GetTimestamp() < _nextFetch)
                return Task.CompletedTask;
            return _fetch = Task.Run(FetchAndKeepAsync);
        }
    }

    private async Task FetchAndKeepAsync()
    {
        try
        {
            _keys = await FetchAsync().ConfigureAwait(false);
            _nextFetch = Later(source.RefreshInterval);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or JsonException or ArgumentException or FormatException or IOException)
        {
            _nextFetch = Later(source.RefreshInterval < AfterFailure ? source.RefreshInterval : AfterFailure);
            LogUnreachable(failure, source.Issuer, source.Address);
        }
    }

    private async Task<KeySet> FetchAsync()
    {
        using var client = clients.CreateClient(HttpClientName);
        var json = await client.GetStringAsync(source.Address).ConfigureAwait(false);
        var byName = new Dictionary<string, SecurityKey>(StringComparer.Ordinal);
        foreach (var key in new JsonWebKeySet(json).GetSigningKeys())
        {
            if (key is RsaSecurityKey { KeySize: >= LeastBits, KeyId.Length: > 0 })
                byName[key.KeyId] = key;
        }

        return new KeySet(byName, time.GetTimestamp());
    }

    private TimeSpan AgeOf(KeySet keys) => time.GetElapsedTime(keys.FetchedAt);

    private long Later(TimeSpan interval) => time.GetTimestamp() + (long)(interval.TotalSeconds * time.TimestampFrequency);

    [LoggerMessage(EventId = 201, Level = LogLevel.Warning,
        Message = "The keys of {Issuer} cannot be fetched from {Address}: tokens are judged by the keys that are known, and refused where those are too old or do not match.")]
    private partial void LogUnreachable(Exception failure, string issuer, Uri address);

    private sealed record KeySet(Dictionary<string, SecurityKey> ByName, long FetchedAt);
}
