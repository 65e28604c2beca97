using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;

/// <summary>The client as an application gets it, in a hurry.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    public const string ApiKey = "sk_test_key_that_nobody_may_see";

    private readonly ServiceProvider _provider;

    public TestClient(Uri address, Action<WorkOSOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        services?.Invoke(collection);
        collection.AddWorkOS(options =>
        {
            options.ApiKey = ApiKey;
            options.BaseAddress = address;
            options.ClientId = "client_test";
            options.Limits = WorkOSLimits.None();
            options.RetryDelay = TimeSpan.FromMilliseconds(10);
            options.DefaultRetryAfter = TimeSpan.FromMilliseconds(50);
            configure?.Invoke(options);
        });
        _provider = collection.BuildServiceProvider(validateScopes: true);
    }

    public static TestClient Of(FaultyWorkOS server) => new(server.Address);

    public IServiceProvider Services => _provider;

    public IWorkOSClient Client => field ??= _provider.GetRequiredService<IWorkOSClient>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
