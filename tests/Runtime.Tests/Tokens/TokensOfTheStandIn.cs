using System.Net;
using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.Testing;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Runtime.Tests.Tokens;

/// <summary>What a user's own tests do: the application takes the tokens that the stand-in gives at a sign-in.</summary>
public sealed class TokensOfTheStandIn
{
    [Fact]
    public async Task Let_a_member_in_as_role_and_permissions_say()
    {
        var options = new WorkOSStandInOptions();
        options.Roles.Add(new StandInRole("owner", "Owner", ["meetings:write"]));
        await using var workos = await WorkOSStandIn.StartAsync(options);
        await using var test = Client(workos);
        var user = (await test.Client.CreateUserAsync(new NewUser { Email = "ana@example.com" })).Value;
        var organization = (await test.Client.CreateOrganizationAsync(new NewOrganization { Name = "Ana's Account", ExternalId = $"user-{user.Id}" })).Value;
        await test.Client.CreateMembershipAsync(new NewMembership { UserId = user.Id, OrganizationId = organization.Id, RoleSlug = "owner" });
        await using var application = await ProtectedApplication.StartAsync(workos.BaseAddress, workos.ClientId);

        var token = workos.SignIn(user.Id, organization.Id).AccessToken;

        var claims = (await application.TextAsync(token)).Split('\n');
        Assert.Contains($"sub={user.Id}", claims);
        Assert.Contains($"org_id={organization.Id}", claims);
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden],
            [await application.AnswerAsync(token, "/owner"), await application.AnswerAsync(token, "/admin"), await application.AnswerAsync(token, "/write"), await application.AnswerAsync(token, "/delete")]);
    }

    [Fact]
    public async Task Are_verified_after_a_rotation_of_the_keys()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var user = await UserAsync(workos);
        await using var application = await ProtectedApplication.StartAsync(
            workos.BaseAddress, workos.ClientId, bearer => bearer.RefreshInterval = TimeSpan.FromMilliseconds(1));      // keys may be fetched anew at once
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.SignIn(user).AccessToken));

        workos.RotateKeys();

        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.SignIn(user).AccessToken));
    }

    [Fact]
    public async Task Of_another_environment_are_refused()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        await using var other = await WorkOSStandIn.StartAsync();
        await using var application = await ProtectedApplication.StartAsync(workos.BaseAddress, workos.ClientId);

        Assert.Equal(HttpStatusCode.Unauthorized, await application.AnswerAsync(other.SignIn(await UserAsync(other)).AccessToken));
    }

    private static async Task<string> UserAsync(WorkOSStandIn workos)
    {
        await using var test = Client(workos);
        return (await test.Client.CreateUserAsync(new NewUser { Email = "ana@example.com" })).Value.Id;
    }

    private static TestClient Client(WorkOSStandIn workos) => new(workos.BaseAddress, options => options.ApiKey = workos.ApiKey);
}
