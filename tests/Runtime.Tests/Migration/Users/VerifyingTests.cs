using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>Each damage is found, named and counted, and nothing else is.</summary>
[Collection(PostgreSql.Users)]
public sealed class VerifyingTests(PostgreSql server)
{
    [Fact]
    public async Task A_migration_that_went_right_is_sound()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(25);
        await world.Migration().RunAsync();
        world.WorkOS.Requests.Clear();

        var verification = await world.Migration().VerifyAsync();

        Assert.True(verification.IsSound);
        Assert.Equal((25, 25, 25), (verification.Mapped, verification.AtWorkOS, verification.Memberships));
        Assert.Equal(3, world.WorkOS.Requests.Received);         // users, organizations, events: pages, and no call for a user
    }

    [Fact]
    public async Task Memberships_that_no_event_tells_of_are_asked_for()
    {
        await using var world = await UserWorld.CreateAsync(server, options => options.EventHistory = 1);
        await world.SeedAsync(5);
        await world.Migration().RunAsync();

        Assert.True((await world.Migration().VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task Before_the_first_run_there_is_nothing_to_verify()
    {
        await using var world = await UserWorld.CreateAsync(server);

        Assert.Equal("No users were moved into this target yet: there is nothing to verify.", (await Assert.ThrowsAsync<MigrationException>(() => world.Migration().VerifyAsync())).Message);
    }

    [Theory]
    [InlineData("DELETE FROM user_org_memberships WHERE workos_user_id IN (SELECT workos_user_id FROM clerk2workos.user_map WHERE clerk_user_id = 'user_0002')", "membership_missing_in_database,user_without_organization")]
    [InlineData("DELETE FROM user_org_memberships; DELETE FROM users WHERE workos_user_id IN (SELECT workos_user_id FROM clerk2workos.user_map WHERE clerk_user_id = 'user_0002')", "membership_missing_in_database,user_row_missing,user_without_organization")]
    [InlineData("UPDATE clerk2workos.user_map SET organization_id = gen_random_uuid() WHERE clerk_user_id = 'user_0002'", "map_file_differs,membership_missing_in_database,organization_row_missing")]
    [InlineData("INSERT INTO user_org_memberships (workos_user_id, org_id, role, status) SELECT m.workos_user_id, n.organization_id, 'owner', 'active' FROM clerk2workos.user_map m, clerk2workos.user_map n WHERE m.clerk_user_id = 'user_0001' AND n.clerk_user_id = 'user_0002'", "membership_missing_in_workos,personal_organization_shared")]
    [InlineData("UPDATE user_org_memberships SET status = 'inactive' WHERE workos_user_id IN (SELECT workos_user_id FROM clerk2workos.user_map WHERE clerk_user_id = 'user_0002')", "membership_status_differs")]
    [InlineData("DELETE FROM clerk2workos.user_map WHERE clerk_user_id = 'user_0002'", "map_file_differs,not_in_map,not_moved")]
    [InlineData("INSERT INTO clerk2workos.user_intents (clerk_user_id, epoch) VALUES ('user_0002', 1)", "unfinished")]
    [InlineData("INSERT INTO clerk2workos.rejects VALUES ('user', 'users', 'user_0009', 'failed', 'x', 1)", "rejected")]
    public async Task Damage_in_the_database_is_found(string damage, string expected)
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(3);
        await world.Migration().RunAsync();
        await world.ExecuteAsync(damage);

        var findings = (await world.Migration().VerifyAsync()).Findings;

        Assert.Equal(expected, string.Join(',', findings.Select(finding => finding.Code).Order(StringComparer.Ordinal)));
        Assert.All(findings, finding => Assert.True(finding.Count is >= 1 and <= 3 && finding.Examples.Count == finding.Count && finding.Command.Length > 0 && finding.Sentence.EndsWith('.')));
    }

    [Theory]
    [InlineData("user_management/users/{user}", "user_missing_in_workos:1")]
    [InlineData("user_management/organization_memberships/{membership}", "membership_missing_in_workos:1")]
    [InlineData("organizations/{organization}", "organization_missing_in_workos:1")]
    public async Task What_was_deleted_at_WorkOS_is_found(string deleted, string expected)
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(3);
        await world.Migration().RunAsync();
        var membership = world.WorkOS.Memberships[1];
        using var client = world.WorkOS.CreateClient();
        await client.DeleteAsync(new Uri(
            deleted.Replace("{user}", membership.UserId, StringComparison.Ordinal).Replace("{membership}", membership.Id, StringComparison.Ordinal)
                .Replace("{organization}", membership.OrganizationId, StringComparison.Ordinal),
            UriKind.Relative));

        var findings = (await world.Migration().VerifyAsync()).Findings;

        Assert.Equal(expected.Split(','), findings.Select(finding => $"{finding.Code}:{finding.Count}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_verify_names_is_mended_as_it_says()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(3);
        await world.Migration().RunAsync();
        var before = await world.PictureAsync();
        using var client = world.WorkOS.CreateClient();
        await client.DeleteAsync(new Uri($"user_management/organization_memberships/{world.WorkOS.Memberships[1].Id}", UriKind.Relative));
        await world.ExecuteAsync("DELETE FROM user_org_memberships WHERE workos_user_id IN (SELECT workos_user_id FROM clerk2workos.user_map WHERE clerk_user_id = 'user_0001')");
        Assert.False((await world.Migration().VerifyAsync()).IsSound);

        await world.ExecuteAsync("DELETE FROM clerk2workos.user_map");
        await world.Migration().RunAsync();

        Assert.True((await world.Migration().VerifyAsync()).IsSound);
        Assert.Equal(before, await world.PictureAsync());
    }

    [Fact]
    public async Task A_map_file_that_is_gone_or_of_before_is_found()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(3);
        await world.Migration().RunAsync();
        File.Delete(world.MapFile);

        var finding = Assert.Single((await world.Migration().VerifyAsync()).Findings);

        Assert.Equal(("map_file_differs", 3), (finding.Code, finding.Count));
        Assert.Equal(["user_0001", "user_0002", "user_0003"], finding.Examples);
    }
}
