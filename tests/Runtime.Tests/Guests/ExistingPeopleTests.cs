using System.Net.Http.Json;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Guests.Setting;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Runtime.Tests.Guests;

/// <summary>Who is there is returned; what is missing of them is added; nothing of them is changed.</summary>
[Collection(PostgreSql.Guests)]
public sealed class ExistingPeopleTests(PostgreSql server)
{
    private const string Email = "ana.silva@example.com";

    [Fact]
    public async Task A_new_guest_has_a_user_an_organization_a_membership_rows_and_a_mail()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);

        var account = await world.Registration().CreateOrGetAsync(
            " Ana.Silva@Example.com ", "  Ana   Maria Silva ", new Dictionary<string, string> { ["eventId"] = "42", ["startTime"] = "2026-12-01T10:00:00Z" });

        Assert.True(account.IsNew);
        var user = Assert.Single(world.WorkOS.Users);
        Assert.Equal(("Ana.Silva@Example.com", "Ana", "Maria Silva", false, null), (user.Email, user.FirstName, user.LastName, user.EmailVerified, user.ExternalId));
        Assert.Equal(["eventId", "registeredAt", "registrationType", "startTime"], user.Metadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("guest", "42"), (user.Metadata["registrationType"], user.Metadata["eventId"]));
        Assert.InRange(DateTimeOffset.Parse(user.Metadata["registeredAt"], System.Globalization.CultureInfo.InvariantCulture), before, DateTimeOffset.UtcNow);
        var organization = Assert.Single(world.WorkOS.Organizations);
        Assert.Equal(($"user-{user.Id}", "Ana Maria Silva's Account"), (organization.ExternalId, organization.Name));
        var membership = Assert.Single(world.WorkOS.Memberships);
        Assert.Equal((user.Id, organization.Id), (membership.UserId, membership.OrganizationId));

        Assert.Equal(
            $"{user.Id}|Ana.Silva@Example.com|Ana|Maria Silva|{account.OrgId}|{organization.Id}|user-{user.Id}|Ana Maria Silva's Account|patient_personal|owner|active",
            await world.ScalarAsync<string>("""
                SELECT concat_ws('|', u.workos_user_id, u.email, u.first_name, u.last_name, o.id, o.workos_org_id, o.slug, o.name, o.type, m.role, m.status)
                FROM users u JOIN user_org_memberships m USING (workos_user_id) JOIN organizations o ON o.id = m.org_id
                """));
        Assert.Equal($"pending|welcome:{user.Id}|Ana.Silva@Example.com|Ana", await world.ScalarAsync<string>("SELECT concat_ws('|', status, about, email, name) FROM clerk2workos.guest_mails"));
    }

    [Fact]
    public async Task A_guest_who_books_again_costs_no_call_of_WorkOS()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration();
        var first = await registration.CreateOrGetAsync(Email, "Ana Silva");
        world.WorkOS.Requests.Clear();

        var second = await registration.CreateOrGetAsync(Email.ToUpperInvariant(), "Somebody Else");

        Assert.Equal(first with { IsNew = false }, second);
        Assert.Equal(0, world.WorkOS.Requests.Received);
        Assert.Equal("Ana", await world.ScalarAsync<string>("SELECT first_name FROM users"));
    }

    [Fact]
    public async Task A_user_that_only_WorkOS_has_keeps_everything_and_gets_no_mail()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        using var client = world.WorkOS.CreateClient();
        await client.PostAsJsonAsync("user_management/users", new { email = "Ana.Silva@example.com", first_name = "Anna", last_name = "S.", email_verified = true, external_id = "user_clerk" });
        var before = Assert.Single(world.WorkOS.Users);

        var account = await world.Registration().CreateOrGetAsync(Email, "Some Body");

        Assert.Equal((before.Id, false), (account.WorkosUserId, account.IsNew));
        Assert.Equal(before, Assert.Single(world.WorkOS.Users));
        Assert.Equal("Anna S.'s Account", Assert.Single(world.WorkOS.Organizations).Name);
        Assert.Equal(GuestCount.One with { Mails = 0 }, await world.CountAsync(Email));
        Assert.Equal("Anna", await world.ScalarAsync<string>("SELECT first_name FROM users"));
    }

    [Theory]
    [InlineData("DELETE FROM user_org_memberships")]
    [InlineData("DELETE FROM user_org_memberships; DELETE FROM organizations")]
    [InlineData("DELETE FROM user_org_memberships; DELETE FROM users")]
    [InlineData("DELETE FROM user_org_memberships; DELETE FROM users; DELETE FROM organizations")]
    public async Task Rows_that_are_missing_are_added(string loss)
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration();
        var before = await registration.CreateOrGetAsync(Email, "Ana Silva");
        await world.ExecuteAsync(loss);

        var after = await registration.CreateOrGetAsync(Email, "Ana Silva");

        Assert.Equal(before.WorkosUserId, after.WorkosUserId);
        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
    }

    [Fact]
    public async Task A_membership_that_WorkOS_lacks_is_added_with_its_row()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration();
        await registration.CreateOrGetAsync(Email, "Ana Silva");
        using var client = world.WorkOS.CreateClient();
        await client.DeleteAsync(new Uri($"user_management/organization_memberships/{world.WorkOS.Memberships[0].Id}", UriKind.Relative));
        await world.ExecuteAsync("DELETE FROM user_org_memberships");

        await registration.CreateOrGetAsync(Email, "Ana Silva");

        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
    }

    [Fact]
    public async Task A_membership_that_was_deactivated_is_not_activated_again()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration();
        await registration.CreateOrGetAsync(Email, "Ana Silva");
        using var client = world.WorkOS.CreateClient();
        await client.PutAsync(new Uri($"user_management/organization_memberships/{world.WorkOS.Memberships[0].Id}/deactivate", UriKind.Relative), null);
        await world.ExecuteAsync("DELETE FROM user_org_memberships");

        await registration.CreateOrGetAsync(Email, "Ana Silva");

        Assert.Equal("inactive", await world.ScalarAsync<string>("SELECT status FROM user_org_memberships"));
        Assert.Equal("inactive", Assert.Single(world.WorkOS.Memberships).Status.ToString(), ignoreCase: true);
    }

    [Fact]
    public async Task Who_works_for_a_clinic_books_into_an_organization_of_their_own()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        using var client = world.WorkOS.CreateClient();
        await client.PostAsJsonAsync("user_management/users", new { email = Email, first_name = "Ana" });
        await client.PostAsJsonAsync("organizations", new { name = "Clinic", external_id = "clinic" });
        var (user, clinic) = (world.WorkOS.Users[0].Id, world.WorkOS.Organizations[0].Id);
        await client.PostAsJsonAsync("user_management/organization_memberships", new { user_id = user, organization_id = clinic, role_slug = "member" });
        await world.ExecuteAsync($"""
            INSERT INTO users (workos_user_id, email) VALUES ('{user}', '{Email}');
            INSERT INTO organizations (workos_org_id, slug, name, type) VALUES ('{clinic}', 'clinic', 'Clinic', 'clinic');
            INSERT INTO user_org_memberships (workos_user_id, org_id, role, status) SELECT '{user}', id, 'member', 'active' FROM organizations;
            """);

        var account = await world.Registration().CreateOrGetAsync(Email, "Ana Silva");

        Assert.False(account.IsNew);
        Assert.Equal($"user-{user}", await world.ScalarAsync<string>($"SELECT slug FROM organizations WHERE id = '{account.OrgId}'"));
        Assert.Equal(2, world.WorkOS.Memberships.Count);
    }

    [Fact]
    public async Task A_personal_organization_under_another_name_is_kept()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        using var client = world.WorkOS.CreateClient();
        await client.PostAsJsonAsync("user_management/users", new { email = Email, first_name = "Ana" });
        await client.PostAsJsonAsync("organizations", new { name = "Ana's", external_id = "ana-own" });
        var (user, own) = (world.WorkOS.Users[0].Id, world.WorkOS.Organizations[0].Id);
        await client.PostAsJsonAsync("user_management/organization_memberships", new { user_id = user, organization_id = own, role_slug = "admin" });
        await world.ExecuteAsync($"INSERT INTO organizations (workos_org_id, slug, name, type) VALUES ('{own}', 'ana-own', 'Ana''s', 'patient_personal')");

        var account = await world.Registration().CreateOrGetAsync(Email, "Ana Silva");

        Assert.Equal(await world.ScalarAsync<Guid>("SELECT id FROM organizations"), account.OrgId);
        Assert.Single(world.WorkOS.Organizations);
        Assert.Equal("admin", await world.ScalarAsync<string>("SELECT role FROM user_org_memberships"));
    }

    [Fact]
    public async Task A_row_whose_user_WorkOS_does_not_have_is_named_and_nothing_is_created()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await world.ExecuteAsync($"INSERT INTO users (workos_user_id, email) VALUES ('user_01GONE', '{Email}')");

        var exception = await Assert.ThrowsAsync<GuestRegistrationException>(() => world.Registration().CreateOrGetAsync(Email, "Ana Silva"));

        Assert.Contains("user_01GONE", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Email, exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(world.WorkOS.Users);
    }

    [Fact]
    public async Task A_role_that_the_environment_does_not_have_is_said_and_healed_when_it_is_there()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var exception = await Assert.ThrowsAsync<WorkOSRefusedException>(
            () => world.Registration(options => options.WorkOS.RoleSlug = "nobody").CreateOrGetAsync(Email, "Ana Silva"));
        Assert.True(exception.HasCode(WorkOSErrorCodes.InvalidRole));

        Assert.True((await world.Registration().CreateOrGetAsync(Email, "Ana Silva")).IsNew);
        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
    }
}
