using System.Net;
using Clerk2WorkOS.Audit;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests;

/// <summary>One registration for the whole library, and nobody has to set up a part that is not used.</summary>
[Collection(PostgreSql.Others)]
public sealed class RegistrationTests(PostgreSql server)
{
    private const string Organizations = "CREATE TABLE organizations (id uuid PRIMARY KEY, workos_org_id text UNIQUE);";

    [Fact]
    public async Task The_client_alone_needs_no_database()
    {
        using var host = Host(services => services.AddClerk2WorkOS(WithoutWorkOS));
        await host.StartAsync();

        Assert.NotNull(host.Services.GetRequiredService<IWorkOSClient>());
        var refusal = Assert.Throws<OptionsValidationException>(() => host.Services.GetRequiredService<IAuditLog>());
        Assert.StartsWith("The audit log has no database: set AuditOptions.ConnectionString (WorkOS:Audit:ConnectionString)", refusal.Message, StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Fact]
    public async Task An_audit_log_is_there_once_its_database_is_set()
    {
        var connectionString = await DatabaseAsync(Organizations + new AuditTableOptions().CreateScript());
        using var host = Host(services => services.AddClerk2WorkOS(options =>
        {
            WithoutWorkOS(options);
            options.Audit.ConnectionString = connectionString;
        }));

        Assert.Equal(1, await RowsAfterOneEventAsync(host, connectionString));
    }

    [Fact]
    public async Task Its_table_is_then_asked_for()
    {
        var connectionString = await DatabaseAsync(Organizations);
        using var host = Host(services => services.AddClerk2WorkOS(options =>
        {
            WithoutWorkOS(options);
            options.Audit.ConnectionString = connectionString;
        }));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith("There is no table \"audit_logs\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configuration_says_it_as_well()
    {
        var connectionString = await DatabaseAsync(Organizations + new AuditTableOptions { Name = "trail" }.CreateScript());
        var configuration = Configuration(("WorkOS:Audit:ConnectionString", connectionString), ("WorkOS:Audit:Table:Name", "trail"));
        using var host = Host(services => services.AddClerk2WorkOS(configuration.GetSection("WorkOS"), WithoutGuests));

        Assert.Equal(1, await RowsAfterOneEventAsync(host, connectionString, "trail"));
    }

    [Fact]
    public async Task A_section_for_the_audit_log_without_a_database_stops_the_start()
    {
        var configuration = Configuration(("WorkOS:Audit:BatchSize", "100"));
        using var host = Host(services => services.AddClerk2WorkOS(configuration.GetSection("WorkOS"), WithoutGuests));

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        Assert.Contains("The audit log has no database", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_configuration_names_the_proxies()
    {
        var configuration = Configuration(
            ("WorkOS:Audit:ConnectionString", "Host=127.0.0.1;Port=1"), ("WorkOS:Audit:KnownProxies:0", "192.0.2.10"), ("WorkOS:Audit:KnownProxies:1", "2001:db8::1"),
            ("WorkOS:Audit:KnownNetworks:0", "10.0.0.0/8"));
        using var host = Host(services => services.AddClerk2WorkOS(configuration.GetSection("WorkOS"), WithoutGuests));

        var options = host.Services.GetRequiredService<IOptions<AuditOptions>>().Value;

        Assert.Equal([IPAddress.Parse("192.0.2.10"), IPAddress.Parse("2001:db8::1")], options.KnownProxies);
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8")], options.KnownNetworks);
    }

    [Theory]
    [InlineData("KnownProxies:0", "proxy.internal", "'proxy.internal' in WorkOS:Audit:KnownProxies:0 is not an address")]
    [InlineData("KnownProxies", "", "'' in WorkOS:Audit:KnownProxies:0 is not an address")]
    [InlineData("KnownProxies", "10.0.0.1, 10.0.0.2", "'10.0.0.1, 10.0.0.2' in WorkOS:Audit:KnownProxies is not an address")]
    [InlineData("KnownNetworks:0", "10.0.0.0/40", "'10.0.0.0/40' in WorkOS:Audit:KnownNetworks:0 is not a network")]
    public void A_proxy_that_is_no_address_stops_the_start(string key, string value, string sentence)
    {
        var configuration = Configuration(
            ("WorkOS:Audit:ConnectionString", "Host=127.0.0.1;Port=1"), ($"WorkOS:Audit:{key}{(value.Length == 0 ? ":0" : "")}", value));
        using var host = Host(services => services.AddClerk2WorkOS(configuration.GetSection("WorkOS"), WithoutGuests));

        var refusal = Assert.Throws<OptionsValidationException>(() => host.Services.GetRequiredService<IOptions<AuditOptions>>().Value);

        Assert.StartsWith(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_source_of_the_service_role_asks_for_no_audit_log_and_loses_nothing_if_one_is_used()
    {
        var connectionString = await DatabaseAsync("");
        await using var database = NpgsqlDataSource.Create(connectionString);
        using var host = Host(services => services.AddClerk2WorkOS(WithoutWorkOS).AddKeyedSingleton(ServiceDataSource.Key, database));
        await host.StartAsync();        // although there is no table

        await using (var create = database.CreateCommand(Organizations + new AuditTableOptions().CreateScript()))
            await create.ExecuteNonQueryAsync();
        await host.Services.GetRequiredService<IAuditLog>().LogAuditEvent("created", "meeting", "m1");
        await host.StopAsync();

        Assert.Equal(1, await RowsAsync(connectionString, "audit_logs"));
    }

    private static IHost Host(Action<IServiceCollection> register) => new HostBuilder().ConfigureServices(register).Build();

    private static void WithoutWorkOS(Clerk2WorkOSOptions options)
    {
        options.WorkOS.ApiKey = "sk_test";
        options.WorkOS.StartupCheck = WorkOSStartupCheck.Off;
    }

    // The configuration's registration has guests; these need no mail and their tables are not looked at.
    private static void WithoutGuests(Clerk2WorkOSOptions options)
    {
        options.Guests.ConnectionString = "Host=127.0.0.1;Port=1";
        options.Guests.CheckTablesAtStart = false;
        options.Guests.Welcome.IsOn = false;
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] more) => new ConfigurationBuilder()
        .AddInMemoryCollection(more.Append(("WorkOS:ApiKey", "sk_test")).Append(("WorkOS:StartupCheck", "Off")).Select(pair => KeyValuePair.Create(pair.Item1, (string?)pair.Item2)))
        .Build();

    private async Task<string> DatabaseAsync(string script)
    {
        var connectionString = await server.CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(script.Length > 0 ? script : "SELECT 1");
        await command.ExecuteNonQueryAsync();
        return connectionString;
    }

    private static async Task<long> RowsAfterOneEventAsync(IHost host, string connectionString, string table = "audit_logs")
    {
        await host.StartAsync();
        await host.Services.GetRequiredService<IAuditLog>().LogAuditEvent("created", "meeting", "m1");
        await host.StopAsync();
        return await RowsAsync(connectionString, table);
    }

    private static async Task<long> RowsAsync(string connectionString, string table)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand($"SELECT count(*) FROM {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
