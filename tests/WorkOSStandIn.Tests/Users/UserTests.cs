using System.Text.RegularExpressions;
using Clerk2WorkOS.Testing.Tests.Setting;

namespace Clerk2WorkOS.Testing.Tests.Users;

/// <summary><c>/user_management/users</c> is as strict as the live API.</summary>
public sealed partial class UserTests
{
    private const string Route = "/user_management/users";

    [Fact]
    public async Task Creates_a_user_and_finds_it_by_every_key()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var created = await workos.PostAsync(Route, new
        {
            email = "Ada@Example.com",
            first_name = "Ada",
            last_name = "Lovelace",
            external_id = "user_29w83sxmDNGwOuEthce5gg56FcC",
            metadata = new { registrationType = "guest" },
        });

        Assert.Equal(201, created.Status);
        Assert.Matches(UserId(), created.Id);
        Assert.Equal("Ada@Example.com", created.Text("email"));
        Assert.False(created["email_verified"].GetBoolean());
        Assert.Equal("guest", created["metadata"].GetProperty("registrationType").GetString());
        Assert.Equal(created.Id, (await workos.GetAsync($"{Route}/{created.Id}")).Id);
        Assert.Equal(created.Id, (await workos.GetAsync($"{Route}/external_id/user_29w83sxmDNGwOuEthce5gg56FcC")).Id);
        Assert.Equal([created.Id], (await workos.GetAsync($"{Route}?email=ada@example.COM")).Ids);
        Assert.Equal("Lovelace", Assert.Single(workos.Users).LastName);
    }

    [Fact]
    public async Task An_external_id_with_a_slash_is_found()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var created = await workos.PostAsync(Route, new { email = "ada@example.com", external_id = "a/b%2Fc d" });
        Assert.Equal(created.Id, (await workos.GetAsync($"{Route}/external_id/{Uri.EscapeDataString("a/b%2Fc d")}")).Id);
    }

    [Fact]
    public async Task An_address_is_taken_whatever_its_case()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        await workos.CreateUserAsync("ada@example.com");
        var refused = await workos.PostAsync(Route, new { email = "ADA@example.com" });

        Assert.Equal((400, "user_creation_error"), (refused.Status, refused.Code));
        Assert.Equal(["email_not_available"], refused.Errors);
        Assert.Single(workos.Users);
    }

    [Fact]
    public async Task An_external_id_is_taken()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        await workos.PostAsync(Route, new { email = "ada@example.com", external_id = "one" });
        var other = await workos.CreateUserAsync("bob@example.com");

        var created = await workos.PostAsync(Route, new { email = "eve@example.com", external_id = "one" });
        var updated = await workos.PutAsync($"{Route}/{other}", new { external_id = "one" });

        Assert.Equal((400, "external_id_already_used"), (created.Status, created.Code));
        Assert.Equal((400, "external_id_already_used"), (updated.Status, updated.Code));
        Assert.Equal(2, workos.Users.Count);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a@b")]
    [InlineData("a b@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("@example.com")]
    [InlineData("a@-example.com")]
    [InlineData("a@example.com, b@example.com")]
    public async Task A_malformed_address_makes_no_user(string email)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var refused = await workos.PostAsync(Route, new { email });
        Assert.Equal((400, "user_creation_error"), (refused.Status, refused.Code));
        Assert.Equal(["invalid_email"], refused.Errors);
        Assert.Empty(workos.Users);
    }

    [Theory]
    [InlineData("""{}""", "email")]
    [InlineData("""{"email":5}""", "email")]
    [InlineData("""{"email":"a@example.com","first_name":5}""", "first_name")]
    [InlineData("""{"email":"a@example.com","email_verified":"yes"}""", "email_verified")]
    [InlineData("""{"email":"a@example.com","metadata":[]}""", "metadata")]
    [InlineData("""{"email":"a@example.com","external_id":"12345678901234567890123456789012345678901234567890123456789012345"}""", "external_id")]
    [InlineData("""{"email":"a@example.com","external_id":""}""", "external_id")]
    [InlineData("""{"email":"a@example.com","password_hash":"x"}""", "password_hash_type")]
    [InlineData("""{"email":"a@example.com","password_hash":"x","password_hash_type":"md5"}""", "password_hash_type")]
    public async Task A_field_of_the_wrong_kind_is_named(string body, string field)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var refused = await workos.PostAsync(Route, body);
        Assert.Equal((422, "invalid_request_parameters"), (refused.Status, refused.Code));
        Assert.Equal(field, Assert.Single(refused["errors"].EnumerateArray()).GetProperty("field").GetString());
        Assert.Empty(workos.Users);
    }

    [Theory]
    [InlineData(11, 5, 5)]
    [InlineData(1, 41, 5)]
    [InlineData(1, 5, 601)]
    public async Task Metadata_has_limits(int pairs, int keyLength, int valueLength)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var refused = await workos.PostAsync(Route, new { email = "ada@example.com", metadata = Pairs(pairs, keyLength, valueLength) });
        Assert.Equal((400, "invalid_metadata"), (refused.Status, refused.Code));
        Assert.Equal(201, (await workos.PostAsync(Route, new { email = "ada@example.com", metadata = Pairs(10, 40, 600) })).Status);
    }

    [Fact]
    public async Task Metadata_is_ascii()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var refused = await workos.PostAsync(Route, new { email = "ada@example.com", metadata = new { name = "Adá" } });
        Assert.Equal((400, "invalid_metadata"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task An_update_merges_metadata_and_null_takes_a_pair_away()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var id = (await workos.PostAsync(Route, new { email = "ada@example.com", metadata = new { a = "1", b = "2" } })).Id;
        await workos.PutAsync($"{Route}/{id}", """{"metadata":{"a":null,"c":"3"}}""");
        Assert.Equal(new Dictionary<string, string> { ["b"] = "2", ["c"] = "3" }, workos.Users[0].Metadata);
    }

    [Fact]
    public async Task An_update_changes_what_it_names_and_nothing_else()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var id = (await workos.PostAsync(Route, new { email = "ada@example.com", first_name = "Ada", last_name = "King", external_id = "one", email_verified = true })).Id;
        var updated = await workos.PutAsync($"{Route}/{id}", """{"last_name":"Lovelace","external_id":null}""");

        Assert.Equal(200, updated.Status);
        var user = Assert.Single(workos.Users);
        Assert.Equal(("Ada", "Lovelace", null, true), (user.FirstName, user.LastName, user.ExternalId, user.EmailVerified));
        Assert.Equal(404, (await workos.GetAsync($"{Route}/external_id/one")).Status);
    }

    [Fact]
    public async Task A_new_address_is_not_verified_by_the_old_one()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var id = await workos.CreateUserAsync("ada@example.com");
        await workos.PutAsync($"{Route}/{id}", new { email = "new@example.com" });
        Assert.False(workos.Users[0].EmailVerified);
        Assert.Equal(201, (await workos.PostAsync(Route, new { email = "ada@example.com" })).Status);
    }

    [Fact]
    public async Task A_deleted_user_takes_its_memberships_along_and_frees_its_keys()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var id = await workos.CreateUserAsync();
        await workos.CreateMembershipAsync(id, await workos.CreateOrganizationAsync());
        workos.SignIn(id);

        Assert.Equal(200, (await workos.DeleteAsync($"{Route}/{id}")).Status);

        Assert.Empty(workos.Memberships);
        Assert.Empty(workos.Sessions);
        Assert.Equal("entity_not_found", (await workos.GetAsync($"{Route}/{id}")).Code);
        await workos.CreateUserAsync();
        Assert.Single(workos.Users);
    }

    [Fact]
    public async Task Lists_the_active_members_of_an_organization()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var (ada, bob) = (await workos.CreateUserAsync("ada@example.com"), await workos.CreateUserAsync("bob@example.com"));
        var organization = await workos.CreateOrganizationAsync();
        await workos.CreateMembershipAsync(ada, organization);
        var left = await workos.CreateMembershipAsync(bob, organization);
        await workos.PutAsync($"/user_management/organization_memberships/{left}/deactivate");
        Assert.Equal([ada], (await workos.GetAsync($"{Route}?organization_id={organization}")).Ids);
    }

    private static Dictionary<string, string> Pairs(int count, int keyLength, int valueLength) =>
        Enumerable.Range(0, count).ToDictionary(i => $"{i:D2}".PadLeft(keyLength, 'k'), _ => new string('v', valueLength));

    [GeneratedRegex("^user_[0-9A-HJKMNP-TV-Z]{26}$")]
    private static partial Regex UserId();
}
