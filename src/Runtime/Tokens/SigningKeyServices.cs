using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Clerk2WorkOS.Tokens;

/// <summary>Registers what the keys of an issuer are fetched with.</summary>
internal static class SigningKeyServices
{
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(10);
    private const long MostBytes = 1024 * 1024;

    public static void AddSigningKeys(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(SigningKeys.HttpClientName, client =>
        {
            client.Timeout = FetchTimeout;
            client.MaxResponseContentBufferSize = MostBytes;
        });
    }
}
