using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>What the client does at any WorkOS: the same at the official emulator and at the stand-in.</summary>
public abstract class AnyWorkOS
{
    protected async Task A_person_moves_in()
    {
        await using var test = Client();
        var client = test.Client;

        var created = await client.CreateUserAsync(new NewUser
        {
            Email = "anna@booking.example",
            EmailVerified = true,
            FirstName = "Anna",
            LastName = "Berg",
            ExternalId = "user_emulated",
            Metadata = new Dictionary<string, string> { ["clerkUserId"] = "user_emulated" },
        });
        var user = created.Value;
        var organization = (await client.CreateOrganizationAsync(new NewOrganization { Name = "Anna's Account", ExternalId = $"user-{user.Id}" })).Value;
        var membership = (await client.CreateMembershipAsync(new NewMembership { UserId = user.Id, OrganizationId = organization.Id, RoleSlug = "owner" })).Value;

        Assert.Equal(CreationOutcome.Created, created.Outcome);
        Assert.Equal(("Anna", "Berg", true, "user_emulated"), (user.FirstName, user.LastName, user.EmailVerified, user.Metadata["clerkUserId"]));
        Assert.Equal(user.Id, (await client.GetUserAsync(user.Id))?.Id);
        Assert.Equal(user.Id, (await client.GetUserByExternalIdAsync("user_emulated"))?.Id);
        Assert.Equal(user.Id, (await client.FindUserByEmailAsync("ANNA@booking.example"))?.Id);
        Assert.Equal(organization.Id, (await client.GetOrganizationByExternalIdAsync($"user-{user.Id}"))?.Id);
        Assert.Equal("owner", membership.Role?.Slug);
        Assert.Equal("Anne", (await client.UpdateUserAsync(user.Id, new UserChanges { FirstName = "Anne" })).FirstName);
        Assert.Equal(WorkOSMembershipStatus.Inactive, (await client.DeactivateMembershipAsync(membership.Id)).Status);
        Assert.Equal([membership.Id], await client.ListMembershipsAsync(new MembershipFilter { UserId = user.Id }).Select(listed => listed.Id).ToListAsync());
        Assert.Equal(WorkOSMembershipStatus.Active, (await client.ReactivateMembershipAsync(membership.Id)).Status);
        Assert.Equal(6, (await client.CreateMagicAuthAsync(user.Email)).Code?.Reveal().Length);
    }

    protected async Task What_is_there_is_found()
    {
        await using var test = Client();
        var user = new NewUser { Email = "bert@booking.example", ExternalId = "user_bert" };
        var first = await test.Client.CreateUserAsync(user);
        var organization = (await test.Client.CreateOrganizationAsync(new NewOrganization { Name = "B", ExternalId = "b" })).Value;
        var membership = new NewMembership { UserId = first.Value.Id, OrganizationId = organization.Id, RoleSlug = "owner" };
        var member = await test.Client.CreateMembershipAsync(membership);

        Assert.Equal((first.Value.Id, CreationOutcome.Found), Of(await test.Client.CreateUserAsync(user), found => found.Id));
        Assert.Equal((member.Value.Id, CreationOutcome.Found), Of(await test.Client.CreateMembershipAsync(membership), found => found.Id));
        await Assert.ThrowsAsync<WorkOSConflictException>(() => test.Client.CreateUserAsync(user with { ExternalId = "user_other" }));
    }

    protected async Task Roles_keys_lists_and_events_are_read()
    {
        await using var test = Client();
        for (var i = 0; i < 15; i++)
            await test.Client.CreateOrganizationAsync(new NewOrganization { Name = $"Listed {i:00}", ExternalId = $"listed-{i}" });

        var names = await test.Client.ListOrganizationsAsync(new OrganizationFilter { PageSize = 4 })
            .Select(organization => organization.Name).Where(name => name.StartsWith("Listed", StringComparison.Ordinal)).ToListAsync();
        var events = await test.Client.ListEventsAsync(new EventFilter { Events = ["organization.created"] }).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 15).Select(i => $"Listed {i:00}").Order(), names.Order());
        Assert.True(events.Count >= 15, $"{events.Count} events");
        Assert.Equal("owner", (await test.Client.GetRoleAsync("owner"))?.Slug);
        Assert.Null(await test.Client.GetRoleAsync("nobody"));
        Assert.Contains(await test.Client.ListRolesAsync(), role => role.Slug == "owner");
        Assert.NotEmpty((await test.Client.GetJwksAsync()).Keys);
        Assert.Null(await test.Client.GetUserAsync("user_nobody"));
    }

    protected async Task An_invitation_is_sent_and_revoked()
    {
        await using var test = Client();

        var invitation = (await test.Client.SendInvitationAsync(new NewInvitation { Email = "carla@booking.example" })).Value;

        Assert.Equal(WorkOSInvitationState.Pending, (await test.Client.GetInvitationAsync(invitation.Id))?.State);
        Assert.Equal(WorkOSInvitationState.Revoked, (await test.Client.RevokeInvitationAsync(invitation.Id)).State);
    }

    protected async Task Another_key_is_not_accepted()
    {
        await using var test = Client(options => options.ApiKey = "sk_test_another");

        var exception = await Assert.ThrowsAsync<WorkOSUnauthorizedException>(() => test.Client.ListRolesAsync());

        Assert.Equal("unauthorized", exception.Code);
        Assert.NotNull(exception.RequestId);
    }

    private protected abstract TestClient Client(Action<WorkOSOptions>? configure = null);

    private static (string Id, CreationOutcome Outcome) Of<T>(Creation<T> creation, Func<T, string> id)
        where T : class => (id(creation.Value), creation.Outcome);
}
