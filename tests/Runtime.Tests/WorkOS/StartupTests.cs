using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.Testing;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>What an application learns when it starts, in a sentence.</summary>
public sealed class StartupTests
{
    [Fact]
    public async Task With_key_and_role_it_starts()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        using var host = Host(options => (options.ApiKey, options.BaseAddress, options.RoleSlug) = (workos.ApiKey, workos.BaseAddress, "member"));

        await host.StartAsync();

        Assert.Equal(1, workos.Requests.Count("GET /authorization/roles/{slug}"));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_role_that_is_not_there()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        await RefusesAsync(
            options => (options.ApiKey, options.BaseAddress) = (workos.ApiKey, workos.BaseAddress),
            "The WorkOS environment has no role 'owner': create it in the WorkOS dashboard under Roles, or name another in WorkOSOptions.RoleSlug.");
    }

    [Fact]
    public async Task A_key_that_is_not_accepted()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        await RefusesAsync(
            options => (options.ApiKey, options.BaseAddress) = ("sk_test_of_another_environment", workos.BaseAddress),
            "WorkOS does not accept the API key (401): check WorkOSOptions.ApiKey and that it belongs to the environment at 127.0.0.1.");
    }

    [Fact]
    public Task A_key_that_is_missing() => RefusesAsync(
        options => options.ApiKey = " ",
        "The WorkOS API key is missing: set WorkOSOptions.ApiKey, from the environment variable WORKOS_API_KEY for example.");

    [Fact]
    public Task A_key_with_a_line_break() => RefusesAsync(
        options => options.ApiKey = "sk_test\n",
        "The WorkOS API key holds a space, a line break or another character that no key has; was it copied whole?");

    [Theory]
    [InlineData("http://api.workos.com", "https")]
    [InlineData("ftp://127.0.0.1", "https")]
    [InlineData("https://api.workos.com/?x=1", "without user, query and fragment")]
    [InlineData("https://me:secret@api.workos.com", "without user, query and fragment")]
    public async Task An_address_that_will_not_do(string address, string said)
    {
        var exception = await StartAsync(options => options.BaseAddress = new Uri(address));

        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_setting_that_will_not_do_is_named_at_once()
    {
        var exception = await StartAsync(options =>
        {
            options.InstanceCount = 0;
            options.MaxAttempts = 0;
            options.AttemptTimeout = TimeSpan.Zero;
            options.TotalTimeout = TimeSpan.FromDays(2);
            options.RoleSlug = "";
            options.Limits.OrganizationDeletes = new WorkOSLimit(0, TimeSpan.FromSeconds(1));
        });

        foreach (var setting in new[] { "InstanceCount", "MaxAttempts", "AttemptTimeout", "TotalTimeout", "RoleSlug", "Limits.OrganizationDeletes" })
            Assert.Contains(setting, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_WorkOS_is_down_it_starts_with_a_warning()
    {
        var log = new List<string>();
        using var host = Host(await DownAsync(), log);

        await host.StartAsync();

        Assert.Contains("Warning: WorkOS cannot be reached: whether it has the role 'owner' is not known; going on without.", log);
        await host.StopAsync();
    }

    [Fact]
    public async Task While_WorkOS_is_down_a_job_that_requires_it_does_not_start()
    {
        var down = await DownAsync();
        using var host = Host(options =>
        {
            down(options);
            options.StartupCheck = WorkOSStartupCheck.Require;
        });

        await Assert.ThrowsAsync<WorkOSUnavailableException>(() => host.StartAsync());
    }

    [Fact]
    public async Task Nothing_is_asked_where_the_check_is_off()
    {
        await using var server = await FaultyWorkOS.StartAsync();
        using var host = Host(options => (options.BaseAddress, options.StartupCheck) = (server.Address, WorkOSStartupCheck.Off));

        await host.StartAsync();
        await host.StopAsync();

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Registered_twice_it_is_there_once()
    {
        await using var server = await FaultyWorkOS.StartAsync();
        await using var test = new TestClient(server.Address, services: services => services.AddWorkOS(_ => { }));
        server.Faults("POST", "magic_auth", ServerFault.LimitedBefore);

        await test.Client.CreateMagicAuthAsync("anna@example.com");

        Assert.Equal(2, server.Requests.Count);
    }

    private static async Task<Action<WorkOSOptions>> DownAsync()
    {
        var server = await FaultyWorkOS.StartAsync();
        var address = server.Address;
        await server.DisposeAsync();
        return options => (options.BaseAddress, options.RetryDelay, options.MaxAttempts) = (address, TimeSpan.FromMilliseconds(1), 2);
    }

    private static async Task RefusesAsync(Action<WorkOSOptions> configure, string sentence) =>
        Assert.Equal(sentence, (await StartAsync(configure)).Message);

    private static async Task<OptionsValidationException> StartAsync(Action<WorkOSOptions> configure)
    {
        using var host = Host(configure);
        return await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    private static IHost Host(Action<WorkOSOptions> configure, List<string>? log = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(new Sentences(log ?? []));
        builder.Services.AddClerk2WorkOS(options =>
        {
            options.WorkOS.ApiKey = "sk_test";
            configure(options.WorkOS);
        });
        return builder.Build();
    }

    private sealed class Sentences(List<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (log)
                log.Add($"{logLevel}: {formatter(state, exception)}");
        }

        public void Dispose()
        {
        }
    }
}
