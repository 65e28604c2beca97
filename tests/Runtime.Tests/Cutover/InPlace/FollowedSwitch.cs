using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.InPlace;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

/// <summary>An instance does what the switch says, as a login that may do little else.</summary>
[Collection(InPlacePostgreSql.Steps)]
public sealed class FollowedSwitch(InPlacePostgreSql server)
{
    [Fact]
    public async Task It_follows_there_and_back_and_answers_each_time()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 20);
        var role = $"booking_{Guid.NewGuid():N}";
        await world.OnAsync($"CREATE ROLE {role} LOGIN PASSWORD 'secret'");
        world.Options = world.Options with { WithoutInstances = false };
        world.All = new CutoverOptions { Policies = new RlsModelOptions { AppRole = role } };
        var before = await world.StateAsync();
        using var host = await HostAsync(options => options.ConnectionString = new NpgsqlConnectionStringBuilder(world.ConnectionString) { Username = role, Password = "secret" }.ConnectionString);
        var ids = host.Services.GetRequiredService<ICutoverSwitch>();
        Assert.False(ids.ReadsWorkosIds || ids.WritesWorkosIds);

        await world.DoAsync("validate");
        while ((await world.RowsAsync("SELECT instance FROM clerk2workos.id_switch_instances")).Length == 0)
            await Task.Delay(20);
        await world.DoAsync("switch-reads", first: "switch-reads");
        Assert.True(ids is { ReadsWorkosIds: true, WritesWorkosIds: false });        // the step ends when every instance has answered
        await world.DoAsync("switch-writes", first: "switch-writes");
        Assert.True(ids is { ReadsWorkosIds: true, WritesWorkosIds: true });

        await InPlaceWorld.Step("switch-writes").UndoAsync(world.Context, CancellationToken.None);
        Assert.True(ids is { ReadsWorkosIds: true, WritesWorkosIds: false });
        await world.UndoAsync("switch-reads");
        while (ids.ReadsWorkosIds)
            await Task.Delay(20);
        await host.StopAsync();
        Assert.Equal(before, await world.StateAsync());
    }

    [Fact]
    public async Task An_instance_that_stops_is_waited_for_no_more()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 20);
        await world.DoAsync("freeze-map");
        using var host = await HostAsync(options => options.ConnectionString = world.ConnectionString);
        Assert.Single(await world.RowsAsync("SELECT instance FROM clerk2workos.id_switch_instances"));

        await host.StopAsync();

        Assert.Empty(await world.RowsAsync("SELECT instance FROM clerk2workos.id_switch_instances"));
    }

    [Fact]
    public async Task Settings_that_cannot_work_are_named_at_the_start_without_the_connection_string()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => HostAsync(options => (options.ConnectionString, options.PollInterval) = ("Hos=x;Password=secret", TimeSpan.FromMinutes(1))));

        Assert.Equal(["CutoverSwitchOptions.ConnectionString cannot be read as a connection string of PostgreSQL.", "CutoverSwitchOptions.PollInterval must be from 50 ms to 2 s."], refusal.Failures);
        Assert.Contains("no NpgsqlDataSource is registered under the key 'c2w_service'", (await Assert.ThrowsAsync<OptionsValidationException>(() => HostAsync(_ => { }))).Message, StringComparison.Ordinal);
    }

    private static async Task<IHost> HostAsync(Action<CutoverSwitchOptions> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddCutoverSwitch(configure);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
