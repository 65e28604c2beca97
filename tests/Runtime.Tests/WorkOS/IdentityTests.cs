using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>What is there is taken for what was asked for only if it is.</summary>
public sealed class IdentityTests : IAsyncLifetime
{
    private FaultyWorkOS _server = null!;
    private TestClient _test = null!;

    private IWorkOSClient Client => _test.Client;

    public async Task InitializeAsync()
    {
        _server = await FaultyWorkOS.StartAsync();
        _test = TestClient.Of(_server);
    }

    public async Task DisposeAsync()
    {
        await _test.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_user_of_the_same_address_and_no_external_id_is_named_for_adoption()
    {
        var guest = (await Client.CreateUserAsync(new NewUser { Email = "Anna@Example.com" })).Value;

        var conflict = await Assert.ThrowsAsync<WorkOSConflictException>(() => Client.CreateUserAsync(
            new NewUser { Email = "anna@example.com", ExternalId = "user_clerk" }));

        Assert.Equal(guest.Id, conflict.ExistingId);
        Assert.Null(conflict.ExistingExternalId);
        Assert.Equal($"WorkOS has another user in the place of the one to create: {guest.Id} has the address already, and no external id.", conflict.Message);

        var adopted = await Client.UpdateUserAsync(guest.Id, new UserChanges { ExternalId = "user_clerk" });
        Assert.Equal("user_clerk", adopted.ExternalId);
        Assert.Equal(guest.Id, (await Client.CreateUserAsync(new NewUser { Email = "anna@example.com", ExternalId = "user_clerk" })).Value.Id);
    }

    [Fact]
    public async Task A_user_of_the_same_address_and_another_external_id_is_a_conflict()
    {
        var other = (await Client.CreateUserAsync(new NewUser { Email = "anna@example.com", ExternalId = "user_other" })).Value;

        var conflict = await Assert.ThrowsAsync<WorkOSConflictException>(() => Client.CreateUserAsync(
            new NewUser { Email = "anna@example.com", ExternalId = "user_clerk" }));

        Assert.Equal((other.Id, "user_other"), (conflict.ExistingId, conflict.ExistingExternalId));
        Assert.Single(_server.In("users"));
    }

    [Fact]
    public async Task A_user_of_the_same_external_id_and_another_address_is_a_conflict()
    {
        var other = (await Client.CreateUserAsync(new NewUser { Email = "bert@example.com", ExternalId = "user_clerk" })).Value;

        var conflict = await Assert.ThrowsAsync<WorkOSConflictException>(() => Client.CreateUserAsync(
            new NewUser { Email = "anna@example.com", ExternalId = "user_clerk" }));

        Assert.Equal(other.Id, conflict.ExistingId);
        Assert.DoesNotContain("@", conflict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_doubt_a_stranger_of_the_same_address_is_a_conflict_as_well()
    {
        await Client.CreateUserAsync(new NewUser { Email = "anna@example.com" });
        _server.Faults("POST", "users", ServerFault.DropsBefore);

        await Assert.ThrowsAsync<WorkOSConflictException>(() => Client.CreateUserAsync(new NewUser { Email = "anna@example.com", ExternalId = "user_clerk" }));
    }

    [Fact]
    public async Task A_guest_is_found_by_an_address_in_another_spelling()
    {
        var guest = (await Client.CreateUserAsync(new NewUser { Email = "anna@example.com" })).Value;

        var again = await Client.CreateUserAsync(new NewUser { Email = "ANNA@example.com" });

        Assert.Equal((guest.Id, CreationOutcome.Found), (again.Value.Id, again.Outcome));
        Assert.Equal(guest.Id, (await Client.FindUserByEmailAsync("Anna@Example.com"))?.Id);
    }

    [Fact]
    public async Task An_organization_of_the_same_external_id_is_the_one_whatever_its_name()
    {
        var first = (await Client.CreateOrganizationAsync(new NewOrganization { Name = "Anna's Account", ExternalId = "user-1" })).Value;

        var again = await Client.CreateOrganizationAsync(new NewOrganization { Name = "Anna Berg's Account", ExternalId = "user-1" });

        Assert.Equal((first.Id, "Anna's Account", CreationOutcome.Found), (again.Value.Id, again.Value.Name, again.Outcome));
    }

    [Fact]
    public async Task A_membership_that_is_inactive_is_found_with_its_state()
    {
        var membership = (await Client.CreateMembershipAsync(new NewMembership { UserId = "user_1", OrganizationId = "org_1", RoleSlug = "owner" })).Value;
        Assert.Equal("owner", membership.Role?.Slug);
        Assert.Equal(WorkOSMembershipStatus.Inactive, (await Client.DeactivateMembershipAsync(membership.Id)).Status);

        var again = await Client.CreateMembershipAsync(new NewMembership { UserId = "user_1", OrganizationId = "org_1", RoleSlug = "owner" });

        Assert.Equal((membership.Id, WorkOSMembershipStatus.Inactive, CreationOutcome.Found), (again.Value.Id, again.Value.Status, again.Outcome));
        Assert.Equal(WorkOSMembershipStatus.Active, (await Client.ReactivateMembershipAsync(membership.Id)).Status);
    }

    [Fact]
    public async Task An_address_that_is_taken_by_a_change_names_who_has_it()
    {
        var anna = (await Client.CreateUserAsync(new NewUser { Email = "anna@example.com" })).Value;
        var bert = (await Client.CreateUserAsync(new NewUser { Email = "bert@example.com" })).Value;
        _server.Instead = async (context, _) =>
        {
            if (context.Request.Method != "PUT")
                return false;
            context.Response.StatusCode = 400;
            await Microsoft.AspNetCore.Http.HttpResponseJsonExtensions.WriteAsJsonAsync(
                context.Response, new { code = "email_not_available", message = "This email is not available." });
            return true;
        };

        var conflict = await Assert.ThrowsAsync<WorkOSConflictException>(() => Client.UpdateUserAsync(bert.Id, new UserChanges { Email = "ANNA@example.com" }));

        Assert.Equal(anna.Id, conflict.ExistingId);
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_no_error()
    {
        var user = (await Client.CreateUserAsync(new NewUser { Email = "anna@example.com" })).Value;

        Assert.True(await Client.DeleteUserAsync(user.Id));
        Assert.False(await Client.DeleteUserAsync(user.Id));
        Assert.Null(await Client.GetUserAsync(user.Id));
        await Assert.ThrowsAsync<WorkOSNotFoundException>(() => Client.DeactivateMembershipAsync("om_none"));
    }

    [Fact]
    public async Task An_invitation_is_revoked_once_and_stays_so()
    {
        var invitation = (await Client.SendInvitationAsync(new NewInvitation { Email = "anna@example.com" })).Value;
        _server.Faults("POST", "invitations", ServerFault.DropsAfter);

        Assert.Equal(WorkOSInvitationState.Revoked, (await Client.RevokeInvitationAsync(invitation.Id)).State);
        Assert.Equal(WorkOSInvitationState.Revoked, (await Client.RevokeInvitationAsync(invitation.Id)).State);
    }
}
