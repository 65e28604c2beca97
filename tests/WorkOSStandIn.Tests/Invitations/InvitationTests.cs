using Clerk2WorkOS.Testing.Tests.Setting;
using Microsoft.Extensions.Time.Testing;

namespace Clerk2WorkOS.Testing.Tests.Invitations;

/// <summary><c>/user_management/invitations</c> is as strict as the live API.</summary>
public sealed class InvitationTests
{
    private const string Route = "/user_management/invitations";

    [Fact]
    public async Task Who_is_there_already_cannot_be_invited()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var (user, organization) = (await workos.CreateUserAsync(), await workos.CreateOrganizationAsync());
        var toTheApplication = await workos.PostAsync(Route, new { email = "ADA@example.com" });
        Assert.Equal((400, "user_already_exists"), (toTheApplication.Status, toTheApplication.Code));

        await workos.CreateMembershipAsync(user, organization);
        var toTheOrganization = await workos.PostAsync(Route, new { email = "ada@example.com", organization_id = organization });
        Assert.Equal((400, "user_already_organization_member"), (toTheOrganization.Status, toTheOrganization.Code));
        Assert.Empty(workos.Mails.All);
    }

    [Fact]
    public async Task Lasts_seven_days_unless_told_otherwise()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        foreach (var (body, days) in new (object, double)[] { (new { email = "a@example.com" }, 7), (new { email = "b@example.com", expires_in_days = 30 }, 30) })
        {
            var created = await workos.PostAsync(Route, body);
            Assert.Equal(days, (created["expires_at"].GetDateTime() - created["created_at"].GetDateTime()).TotalDays);
        }

        Assert.Equal("expires_in_days_too_short", (await workos.PostAsync(Route, new { email = "c@example.com", expires_in_days = 0 })).Code);
        Assert.Equal("expires_in_days_too_long", (await workos.PostAsync(Route, new { email = "c@example.com", expires_in_days = 31 })).Code);
    }

    [Fact]
    public async Task Is_mailed_and_accepted_once()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var organization = await workos.CreateOrganizationAsync();
        var id = (await workos.PostAsync(Route, new { email = "ada@example.com", organization_id = organization, role_slug = "admin" })).Id;
        var mail = workos.Mails.Newest("ada@example.com", MailKind.Invitation)!;
        Assert.Equal(id, (await workos.GetAsync($"{Route}/by_token/{mail.Token}")).Id);
        Assert.Contains(mail.Token!, mail.Link!.Query, StringComparison.Ordinal);
        Assert.Equal("email_already_invited_to_organization", (await workos.PostAsync(Route, new { email = "ada@example.com", organization_id = organization })).Code);

        var user = workos.AcceptInvitation(id);

        Assert.True(user.EmailVerified);
        Assert.Equal((user.Id, organization, "admin"), workos.Memberships.Select(membership => (membership.UserId, membership.OrganizationId, membership.RoleSlug)).Single());
        Assert.Equal("accepted", (await workos.GetAsync($"{Route}/{id}")).Text("state"));
        Assert.Throws<ArgumentException>(() => workos.AcceptInvitation(id));
        Assert.Equal("invite_not_pending", (await workos.PostAsync($"{Route}/{id}/revoke")).Code);
        Assert.Equal("invite_accepted", (await workos.PostAsync($"{Route}/{id}/resend")).Code);
    }

    [Fact]
    public async Task Lapses_and_can_be_revoked()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var workos = await WorkOSStandIn.StartAsync(new WorkOSStandInOptions { TimeProvider = clock });
        var lapsed = (await workos.PostAsync(Route, new { email = "a@example.com", expires_in_days = 1 })).Id;
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("expired", (await workos.GetAsync($"{Route}/{lapsed}")).Text("state"));
        Assert.Equal("invite_expired", (await workos.PostAsync($"{Route}/{lapsed}/resend")).Code);

        var revoked = (await workos.PostAsync(Route, new { email = "a@example.com" })).Id;
        Assert.Equal("revoked", (await workos.PostAsync($"{Route}/{revoked}/revoke")).Text("state"));
        Assert.Equal([revoked, lapsed], (await workos.GetAsync($"{Route}?email=A@example.com")).Ids);
    }
}
