using Clerk2WorkOS.Testing.Tests.Setting;

namespace Clerk2WorkOS.Testing.Tests.Organizations;

/// <summary><c>/organizations</c> is as strict as the live API.</summary>
public sealed class OrganizationTests
{
    [Fact]
    public async Task Creates_finds_changes_and_deletes_an_organization()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var created = await workos.PostAsync("/organizations", new { name = "Ada's Account", external_id = "user-1", metadata = new { type = "patient_personal" } });
        Assert.Equal(201, created.Status);
        Assert.StartsWith("org_", created.Id, StringComparison.Ordinal);
        Assert.Equal(created.Id, (await workos.GetAsync("/organizations/external_id/user-1")).Id);

        var changed = await workos.PutAsync($"/organizations/{created.Id}", new { name = "Lovelace" });
        Assert.Equal("Lovelace", changed.Text("name"));
        Assert.Equal("user-1", changed.Text("external_id"));

        Assert.Equal(202, (await workos.DeleteAsync($"/organizations/{created.Id}")).Status);
        Assert.Equal(404, (await workos.GetAsync($"/organizations/{created.Id}")).Status);
        Assert.Equal(404, (await workos.GetAsync("/organizations/external_id/user-1")).Status);
    }

    [Fact]
    public async Task An_external_id_and_a_domain_are_taken()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        await workos.PostAsync("/organizations", new { name = "A", external_id = "one", domain_data = new[] { new { domain = "Example.com", state = "verified" } } });

        var sameId = await workos.PostAsync("/organizations", new { name = "B", external_id = "one" });
        var sameDomain = await workos.PostAsync("/organizations", new { name = "C", domain_data = new[] { new { domain = "example.com", state = "pending" } } });

        Assert.Equal((400, "external_id_already_used"), (sameId.Status, sameId.Code));
        Assert.Equal(409, sameDomain.Status);
        Assert.Single(workos.Organizations);
    }

    [Fact]
    public async Task A_name_is_required_and_stays()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        Assert.Equal(422, (await workos.PostAsync("/organizations", new { external_id = "one" })).Status);
        var id = await workos.CreateOrganizationAsync();
        Assert.Equal(422, (await workos.PutAsync($"/organizations/{id}", new { name = "" })).Status);
    }

    [Fact]
    public async Task Lists_by_domain_and_by_name()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var lab = (await workos.PostAsync("/organizations", new { name = "Lab", domains = (string[])["lab.example"] })).Id;
        var shop = (await workos.PostAsync("/organizations", new { name = "Shop" })).Id;
        Assert.Equal([lab], (await workos.GetAsync("/organizations?domains[]=lab.example")).Ids);
        Assert.Equal([shop], (await workos.GetAsync("/organizations?search=sho")).Ids);
        Assert.Equal([shop, lab], (await workos.GetAsync("/organizations")).Ids);
    }

    [Fact]
    public async Task Roles_are_those_of_the_environment()
    {
        var options = new WorkOSStandInOptions();
        options.Roles.Add(new StandInRole("owner", "Owner", ["bookings:write"]));
        await using var workos = await WorkOSStandIn.StartAsync(options);
        var id = await workos.CreateOrganizationAsync();
        foreach (var route in new[] { "/authorization/roles", $"/authorization/organizations/{id}/roles", $"/organizations/{id}/roles" })
        {
            var slugs = (await workos.GetAsync(route))["data"].EnumerateArray().Select(role => role.GetProperty("slug").GetString());
            Assert.Equal(["admin", "member", "owner"], slugs);
        }

        Assert.Equal("bookings:write", (await workos.GetAsync("/authorization/roles/owner"))["permissions"][0].GetString());
        Assert.Equal(404, (await workos.GetAsync("/authorization/roles/none")).Status);
    }
}
