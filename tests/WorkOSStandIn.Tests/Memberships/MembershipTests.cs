using Clerk2WorkOS.Testing.Tests.Setting;

namespace Clerk2WorkOS.Testing.Tests.Memberships;

/// <summary><c>/user_management/organization_memberships</c> is as strict as the live API.</summary>
public sealed class MembershipTests
{
    private const string Route = "/user_management/organization_memberships";

    [Fact]
    public async Task A_role_must_exist()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var (user, organization) = (await workos.CreateUserAsync(), await workos.CreateOrganizationAsync());
        var refused = await workos.PostAsync(Route, new { user_id = user, organization_id = organization, role_slug = "owner" });
        Assert.Equal((422, "invalid_role"), (refused.Status, refused.Code));
        Assert.Empty(workos.Memberships);
    }

    [Fact]
    public async Task Without_a_role_the_default_one_is_taken()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var created = await workos.PostAsync(Route, new { user_id = await workos.CreateUserAsync(), organization_id = await workos.CreateOrganizationAsync() });
        Assert.Equal(201, created.Status);
        Assert.Equal("member", created["role"].GetProperty("slug").GetString());
        Assert.Equal("active", created.Text("status"));
        Assert.Equal("ada@example.com", created["user"].GetProperty("email").GetString());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(422)]
    public async Task A_second_membership_is_refused_in_the_way_that_is_asked_for(int status)
    {
        await using var workos = await WorkOSStandIn.StartAsync(new WorkOSStandInOptions { DuplicateMembershipStatus = status });
        var body = new { user_id = await workos.CreateUserAsync(), organization_id = await workos.CreateOrganizationAsync() };
        await workos.PostAsync(Route, body);
        var refused = await workos.PostAsync(Route, body);
        Assert.Equal((status, "user_already_organization_member"), (refused.Status, refused.Code));
        Assert.Single(workos.Memberships);
    }

    [Fact]
    public async Task User_and_organization_must_exist()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var user = await workos.CreateUserAsync();
        Assert.Equal(404, (await workos.PostAsync(Route, new { user_id = user, organization_id = "org_01" })).Status);
        Assert.Equal(404, (await workos.PostAsync(Route, new { user_id = "user_01", organization_id = await workos.CreateOrganizationAsync() })).Status);
    }

    [Fact]
    public async Task A_list_needs_a_user_or_an_organization()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var refused = await workos.GetAsync(Route);
        Assert.Equal((400, "missing_user_id_or_organization_id"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_list_shows_the_active_ones_unless_statuses_says_otherwise()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var user = await workos.CreateUserAsync();
        var active = await workos.CreateMembershipAsync(user, await workos.CreateOrganizationAsync("One"));
        var inactive = await workos.CreateMembershipAsync(user, await workos.CreateOrganizationAsync("Two"));
        Assert.Equal("inactive", (await workos.PutAsync($"{Route}/{inactive}/deactivate")).Text("status"));

        Assert.Equal([active], (await workos.GetAsync($"{Route}?user_id={user}")).Ids);
        Assert.Equal([inactive], (await workos.GetAsync($"{Route}?user_id={user}&statuses[]=inactive")).Ids);
        Assert.Equal([inactive, active], (await workos.GetAsync($"{Route}?user_id={user}&statuses=active&statuses=inactive")).Ids);
        Assert.Equal([inactive, active], (await workos.GetAsync($"{Route}?user_id={user}&statuses=active,inactive,pending")).Ids);
        Assert.Equal(422, (await workos.GetAsync($"{Route}?user_id={user}&statuses=gone")).Status);
    }

    [Fact]
    public async Task An_inactive_membership_comes_back_by_reactivation_or_creation()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var (user, organization) = (await workos.CreateUserAsync(), await workos.CreateOrganizationAsync());
        var id = await workos.CreateMembershipAsync(user, organization);

        await workos.PutAsync($"{Route}/{id}/deactivate");
        Assert.Equal("active", (await workos.PutAsync($"{Route}/{id}/reactivate")).Text("status"));
        await workos.PutAsync($"{Route}/{id}/deactivate");
        var again = await workos.PostAsync(Route, new { user_id = user, organization_id = organization, role_slug = "admin" });

        Assert.Equal((201, id), (again.Status, again.Id));
        Assert.Equal(("active", "admin"), (workos.Memberships.Single().Status, workos.Memberships.Single().RoleSlug));
    }

    [Fact]
    public async Task A_role_can_be_changed_and_a_membership_deleted()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var id = await workos.CreateMembershipAsync(await workos.CreateUserAsync(), await workos.CreateOrganizationAsync());
        Assert.Equal(422, (await workos.PutAsync($"{Route}/{id}", new { role_slug = "owner" })).Status);
        Assert.Equal("admin", (await workos.PutAsync($"{Route}/{id}", new { role_slug = "admin" }))["role"].GetProperty("slug").GetString());
        Assert.Equal(200, (await workos.DeleteAsync($"{Route}/{id}")).Status);
        Assert.Equal(404, (await workos.GetAsync($"{Route}/{id}")).Status);
    }
}
