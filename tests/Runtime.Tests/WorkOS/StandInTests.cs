using System.Diagnostics;
using System.Net;
using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.Testing;
using Clerk2WorkOS.WorkOS;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>The client against a WorkOS as strict as the live one.</summary>
public sealed class StandInTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_person_moves_in_with_password_second_factor_organization_and_role()
    {
        await using var workos = await StartAsync();
        await using var test = Client(workos);
        var client = test.Client;

        var user = (await client.CreateUserAsync(new NewUser
        {
            Email = "Anna@example.com",
            EmailVerified = true,
            FirstName = "Anna",
            LastName = "Berg",
            ExternalId = "user_clerk",
            Metadata = new Dictionary<string, string> { ["clerkUserId"] = "user_clerk" },
            PasswordHash = new PasswordHash(PasswordHashType.Bcrypt, "$2b$04$PTbmfgDI9LtnRBjx7CsaZOQvcF08DKTUYxe.aM48hnMi0N6xYLqaC"),
        })).Value;
        var organization = (await client.CreateOrganizationAsync(new NewOrganization { Name = "Anna's Account", ExternalId = $"user-{user.Id}" })).Value;
        var membership = await client.CreateMembershipAsync(new NewMembership { UserId = user.Id, OrganizationId = organization.Id, RoleSlug = "owner" });
        var factor = (await client.EnrollTotpFactorAsync(new NewTotpFactor { UserId = user.Id, Issuer = "Booking", Secret = "JBSWY3DPEHPK3PXP" })).Value;

        Assert.Equal((CreationOutcome.Created, WorkOSMembershipStatus.Active, "owner"), (membership.Outcome, membership.Value.Status, membership.Value.Role?.Slug));
        Assert.Equal(user.Id, (await client.GetUserByExternalIdAsync("user_clerk"))?.Id);
        Assert.Equal(user.Id, (await client.FindUserByEmailAsync("anna@EXAMPLE.com"))?.Id);
        Assert.Equal(organization.Id, (await client.GetOrganizationByExternalIdAsync($"user-{user.Id}"))?.Id);
        Assert.Equal([factor.Id], await client.ListFactorsAsync(user.Id).Select(listed => listed.Id).ToListAsync());
        Assert.Equal("JBSWY3DPEHPK3PXP", Assert.Single(workos.Factors).Secret);
        Assert.Equal("Berg", (await client.UpdateUserAsync(user.Id, new UserChanges { FirstName = "Anne" })).LastName);

        Assert.Equal(WorkOSMembershipStatus.Inactive, (await client.DeactivateMembershipAsync(membership.Value.Id)).Status);
        Assert.Equal(
            [WorkOSMembershipStatus.Inactive],
            await client.ListMembershipsAsync(new MembershipFilter { UserId = user.Id }).Select(listed => listed.Status).ToListAsync());
        Assert.Empty(await client.ListMembershipsAsync(new MembershipFilter { UserId = user.Id, Statuses = [WorkOSMembershipStatus.Active] }).ToListAsync());

        var events = await client.ListEventsAsync(new EventFilter { Events = ["user.created", "organization_membership.created"] }).Select(happened => happened.Event).ToListAsync();
        Assert.Equal(["user.created", "organization_membership.created"], events);
        Assert.NotEmpty((await client.GetJwksAsync(workos.ClientId)).Keys);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(422)]
    public async Task A_second_membership_is_the_first_however_WorkOS_refuses_it(int status)
    {
        await using var workos = await StartAsync(options => options.DuplicateMembershipStatus = status);
        await using var test = Client(workos);
        var user = (await test.Client.CreateUserAsync(new NewUser { Email = "anna@example.com" })).Value;
        var organization = (await test.Client.CreateOrganizationAsync(new NewOrganization { Name = "A", ExternalId = "a" })).Value;
        var wanted = new NewMembership { UserId = user.Id, OrganizationId = organization.Id, RoleSlug = "owner" };
        var first = await test.Client.CreateMembershipAsync(wanted);

        var second = await test.Client.CreateMembershipAsync(wanted);

        Assert.Equal((first.Value.Id, CreationOutcome.Found), (second.Value.Id, second.Outcome));
        Assert.Single(workos.Memberships);
    }

    [Fact]
    public async Task A_role_that_the_environment_lacks_is_refused_by_name()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        await using var test = Client(workos);
        var user = (await test.Client.CreateUserAsync(new NewUser { Email = "anna@example.com" })).Value;
        var organization = (await test.Client.CreateOrganizationAsync(new NewOrganization { Name = "A", ExternalId = "a" })).Value;

        var refusal = await Assert.ThrowsAsync<WorkOSRefusedException>(() => test.Client.CreateMembershipAsync(
            new NewMembership { UserId = user.Id, OrganizationId = organization.Id, RoleSlug = "owner" }));

        Assert.True(refusal.HasCode(WorkOSErrorCodes.InvalidRole), refusal.Message);
        Assert.Null(await test.Client.GetRoleAsync("owner"));
        Assert.Equal("admin", (await test.Client.GetRoleAsync("admin"))?.Slug);
        Assert.Equal(["admin", "member"], (await test.Client.ListRolesAsync()).Select(role => role.Slug).Order());
    }

    [Fact]
    public async Task Whoever_has_a_user_is_not_invited_and_whoever_has_none_is_invited_once()
    {
        await using var workos = await StartAsync();
        await using var test = Client(workos);
        await test.Client.CreateUserAsync(new NewUser { Email = "anna@example.com" });

        var refusal = await Assert.ThrowsAsync<WorkOSRefusedException>(() => test.Client.SendInvitationAsync(new NewInvitation { Email = "anna@example.com" }));
        var first = await test.Client.SendInvitationAsync(new NewInvitation { Email = "bert@example.com", ExpiresInDays = 7 });
        var second = await test.Client.SendInvitationAsync(new NewInvitation { Email = "Bert@example.com", ExpiresInDays = 7 });

        Assert.True(refusal.HasCode(WorkOSErrorCodes.UserAlreadyExists), refusal.Message);
        Assert.Equal((first.Value.Id, CreationOutcome.Found), (second.Value.Id, second.Outcome));
        Assert.Equal(WorkOSInvitationState.Revoked, (await test.Client.RevokeInvitationAsync(first.Value.Id)).State);
        Assert.Equal(WorkOSInvitationState.Revoked, (await test.Client.GetInvitationAsync(first.Value.Id))?.State);
    }

    [Fact]
    public async Task Two_hundred_and_fifty_users_are_listed_oldest_first_and_each_once()
    {
        await using var workos = await StartAsync(options => options.EnforceLimits = false);
        await using var test = Client(workos);
        for (var i = 0; i < 250; i++)
            await test.Client.CreateUserAsync(new NewUser { Email = $"guest{i}@example.com" });

        var oldestFirst = await test.Client.ListUsersAsync().Select(user => user.Email).ToListAsync();
        var newestFirst = await test.Client.ListUsersAsync(new UserFilter { Order = ListOrder.Descending, PageSize = 7 }).Select(user => user.Email).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"guest{i}@example.com"), oldestFirst);
        Assert.Equal(Enumerable.Range(0, 250).Reverse().Select(i => $"guest{i}@example.com"), newestFirst);
    }

    [Fact]
    public async Task A_Magic_Auth_code_is_made_and_mailed()
    {
        await using var workos = await StartAsync();
        await using var test = Client(workos);
        var user = (await test.Client.CreateUserAsync(new NewUser { Email = "anna@example.com" })).Value;

        var code = await test.Client.CreateMagicAuthAsync("anna@example.com");

        Assert.Equal((user.Id, 6), (code.UserId, code.Code?.Reveal().Length));
        Assert.InRange(code.ExpiresAt - code.CreatedAt, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(11));
    }

    /// <summary>The live windows with a fifth of the calls.</summary>
    [Fact]
    public async Task Under_limits_that_are_enforced_no_call_is_one_too_many()
    {
        await using var workos = await StartAsync(options => options.LimitScale = 0.2);
        await using var test = Client(workos, options =>
        {
            options.Limits = new WorkOSLimits { UserManagementWrites = new(100, TimeSpan.FromSeconds(10)), UserManagementReads = new(200, TimeSpan.FromSeconds(10)), Overall = new(1_200, TimeSpan.FromSeconds(60)) };
        });
        var watch = Stopwatch.StartNew();

        await Parallel.ForAsync(0, 220, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, cancellationToken) =>
            await test.Client.CreateUserAsync(new NewUser { Email = $"guest{i}@example.com", ExternalId = $"guest-{i}" }, cancellationToken));

        watch.Stop();
        output.WriteLine($"220 users in {watch.Elapsed.TotalSeconds:0.0} s, {workos.Requests.CountOf(429)} answers of 429");
        Assert.Equal(0, workos.Requests.CountOf(429));
        Assert.Equal(220, workos.Users.Count);
    }

    [Fact]
    public async Task Over_limits_that_someone_else_uses_up_the_client_waits_and_gets_through()
    {
        await using var workos = await StartAsync(options =>
        {
            options.LimitScale = 0.02;
            options.SendRetryAfter = false;
        });
        await using var test = Client(workos, options => options.DefaultRetryAfter = TimeSpan.FromSeconds(3));

        await Parallel.ForAsync(0, 15, async (i, cancellationToken) =>
            await test.Client.CreateUserAsync(new NewUser { Email = $"guest{i}@example.com" }, cancellationToken));

        Assert.NotEqual(0, workos.Requests.CountOf((int)HttpStatusCode.TooManyRequests));
        Assert.Equal(15, workos.Users.Count);
    }

    private static Task<WorkOSStandIn> StartAsync(Action<WorkOSStandInOptions>? configure = null)
    {
        var options = new WorkOSStandInOptions();
        options.Roles.Add(new StandInRole("owner"));
        configure?.Invoke(options);
        return WorkOSStandIn.StartAsync(options);
    }

    private static TestClient Client(WorkOSStandIn workos, Action<WorkOSOptions>? configure = null) => new(workos.BaseAddress, options =>
    {
        options.ApiKey = workos.ApiKey;
        options.AttemptTimeout = TimeSpan.FromSeconds(15);
        configure?.Invoke(options);
    });
}
