using Clerk2WorkOS.Testing.Tests.Setting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Testing.Tests.Authentication;

/// <summary>What a sign-in gives, and how long it lasts.</summary>
public sealed class SessionTests
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task A_token_carries_the_live_claims_and_the_key_set_verifies_it()
    {
        var options = new WorkOSStandInOptions();
        options.Roles.Add(new StandInRole("owner", "Owner", ["bookings:write"]));
        await using var workos = await WorkOSStandIn.StartAsync(options);
        var (user, organization) = (await workos.CreateUserAsync(), await workos.CreateOrganizationAsync());
        await workos.CreateMembershipAsync(user, organization, "owner");

        var tokens = workos.SignIn(user, organization);

        var verified = await VerifyAsync(workos, tokens.AccessToken);
        Assert.True(verified.IsValid, verified.Exception?.ToString());
        var token = (JsonWebToken)verified.SecurityToken;
        Assert.Equal("RS256", token.Alg);
        Assert.Equal($"https://api.workos.com/user_management/{workos.ClientId}", token.Issuer);
        Assert.Equal((user, tokens.SessionId, organization, "owner"), (token.Subject, Claim("sid"), Claim("org_id"), Claim("role")));
        Assert.Equal("bookings:write", Claim("permissions"));
        Assert.Equal(TimeSpan.FromMinutes(5), token.ValidTo - token.IssuedAt);
        Assert.DoesNotContain(token.Claims, claim => claim.Type is "aud" or "email" or "nbf");
        string? Claim(string type) => token.Claims.FirstOrDefault(claim => claim.Type == type)?.Value;
    }

    [Fact]
    public async Task A_token_without_an_organization_names_none()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var token = new JsonWebToken(workos.SignIn(await workos.CreateUserAsync()).AccessToken);
        Assert.DoesNotContain(token.Claims, claim => claim.Type is "org_id" or "role" or "permissions");
    }

    [Fact]
    public async Task After_a_rotation_old_tokens_verify_and_after_the_next_they_do_not()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var user = await workos.CreateUserAsync();
        var old = workos.SignIn(user).AccessToken;
        workos.RotateKeys();
        Assert.NotEqual(new JsonWebToken(old).Kid, new JsonWebToken(workos.SignIn(user).AccessToken).Kid);
        Assert.True((await VerifyAsync(workos, old)).IsValid);
        workos.RotateKeys();
        Assert.False((await VerifyAsync(workos, old)).IsValid);
        Assert.True((await VerifyAsync(workos, workos.SignIn(user).AccessToken)).IsValid);
    }

    [Fact]
    public async Task The_key_set_needs_no_key_and_knows_its_client()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        using var stranger = new HttpClient { BaseAddress = workos.BaseAddress };
        Assert.Equal(200, (await stranger.SendAsync(HttpMethod.Get, $"/sso/jwks/{workos.ClientId}")).Status);
        Assert.Equal(404, (await stranger.SendAsync(HttpMethod.Get, "/sso/jwks/client_other")).Status);
    }

    [Fact]
    public async Task One_organization_is_chosen_and_several_are_chosen_from()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var user = await CreateWithPasswordAsync(workos);
        var first = await workos.CreateOrganizationAsync("First");
        await workos.CreateMembershipAsync(user, first);
        Assert.Equal(first, (await SignInAsync(workos)).Text("organization_id"));

        var second = await workos.CreateOrganizationAsync("Second");
        await workos.CreateMembershipAsync(user, second);
        var pending = await SignInAsync(workos);
        Assert.Equal((403, "organization_selection_required"), (pending.Status, pending.Code));
        Assert.Equal(["First", "Second"], pending["organizations"].EnumerateArray().Select(organization => organization.GetProperty("name").GetString()));

        var token = pending.Text("pending_authentication_token")!;
        Assert.Equal("invalid_organization_id", (await ChooseAsync(await workos.CreateOrganizationAsync("Third"))).Code);
        Assert.Equal(second, (await ChooseAsync(second)).Text("organization_id"));
        Assert.Equal("invalid_pending_authentication_token", (await ChooseAsync(second)).Code);

        Task<Reply> ChooseAsync(string organization) => workos.AuthenticateAsync(new()
        {
            ["grant_type"] = "urn:workos:oauth:grant-type:organization-selection",
            ["pending_authentication_token"] = token,
            ["organization_id"] = organization,
        });
    }

    [Fact]
    public async Task A_refresh_token_is_good_once_and_can_change_the_organization()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var user = await workos.CreateUserAsync();
        var organization = await workos.CreateOrganizationAsync();
        var foreign = await workos.CreateOrganizationAsync();
        await workos.CreateMembershipAsync(user, organization);
        var tokens = workos.SignIn(user);

        Assert.Equal("organization_membership_not_found", (await RefreshAsync(tokens.RefreshToken, foreign)).Text("error"));
        var refreshed = await RefreshAsync(tokens.RefreshToken, organization);
        Assert.Equal(organization, new JsonWebToken(refreshed.Text("access_token")).GetClaim("org_id").Value);
        Assert.Equal(tokens.SessionId, new JsonWebToken(refreshed.Text("access_token")).GetClaim("sid").Value);
        var reused = await RefreshAsync(tokens.RefreshToken, null);
        Assert.Equal((400, "invalid_grant"), (reused.Status, reused.Text("error")));
        Assert.Equal(200, (await RefreshAsync(refreshed.Text("refresh_token")!, null)).Status);

        Task<Reply> RefreshAsync(string token, string? into)
        {
            var fields = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token };
            if (into is not null)
                fields["organization_id"] = into;
            return workos.AuthenticateAsync(fields);
        }
    }

    [Fact]
    public async Task A_revoked_session_gives_no_more_tokens()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var user = await workos.CreateUserAsync();
        var tokens = workos.SignIn(user);
        Assert.Equal(200, (await workos.PostAsync("/user_management/sessions/revoke", new { session_id = tokens.SessionId })).Status);
        Assert.Equal("revoked", (await workos.GetAsync($"/user_management/users/{user}/sessions"))["data"][0].GetProperty("status").GetString());
        var refused = await workos.AuthenticateAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = tokens.RefreshToken });
        Assert.Equal("invalid_grant", refused.Text("error"));
    }

    [Fact]
    public async Task A_password_waits_for_a_verified_address()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        await workos.PostAsync("/user_management/users", new { email = "ada@example.com", password = Password });
        var pending = await SignInAsync(workos);
        Assert.Equal((403, "email_verification_required"), (pending.Status, pending.Code));
        Assert.Empty(workos.Sessions);

        var signedIn = await workos.AuthenticateAsync(new()
        {
            ["grant_type"] = "urn:workos:oauth:grant-type:email-verification:code",
            ["code"] = workos.Mails.Newest("ada@example.com", MailKind.EmailVerification)!.Code!,
            ["pending_authentication_token"] = pending.Text("pending_authentication_token")!,
        });
        Assert.Equal(200, signedIn.Status);
        Assert.True(workos.Users.Single().EmailVerified);
    }

    [Fact]
    public async Task A_password_reset_sets_the_password_once()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        await workos.CreateUserAsync();
        Assert.Equal("invalid_credentials", (await SignInAsync(workos)).Code);
        Assert.Equal(404, (await workos.PostAsync("/user_management/password_reset", new { email = "bob@example.com" })).Status);
        await workos.PostAsync("/user_management/password_reset", new { email = "ada@example.com" });
        var token = workos.Mails.Newest("ada@example.com", MailKind.PasswordReset)!.Token;

        Assert.Equal(["password_too_short"], (await ConfirmAsync("short")).Errors);
        Assert.Equal(200, (await ConfirmAsync(Password)).Status);
        Assert.Equal("password_reset_error", (await ConfirmAsync(Password)).Code);
        Assert.Equal(200, (await SignInAsync(workos)).Status);

        Task<Reply> ConfirmAsync(string password) =>
            workos.PostAsync("/user_management/password_reset/confirm", new { token, new_password = password });
    }

    [Fact]
    public async Task A_second_factor_keeps_the_secret_that_is_brought_along()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var user = await workos.CreateUserAsync();
        var enrolled = await workos.PostAsync($"/user_management/users/{user}/auth_factors", new { type = "totp", totp_secret = "JBSWY3DPEHPK3PXP" });
        Assert.Equal(201, enrolled.Status);
        Assert.Equal("JBSWY3DPEHPK3PXP", workos.Factors.Single().Secret);
        Assert.Contains("secret=JBSWY3DPEHPK3PXP", enrolled["authentication_factor"].GetProperty("totp").GetProperty("uri").GetString(), StringComparison.Ordinal);

        var listed = (await workos.GetAsync($"/user_management/users/{user}/auth_factors"))["data"][0].GetProperty("totp");
        Assert.False(listed.TryGetProperty("secret", out _));
        Assert.Equal(422, (await workos.PostAsync($"/user_management/users/{user}/auth_factors", new { type = "totp", totp_secret = "not base 32!" })).Status);
        Assert.Equal(422, (await workos.PostAsync($"/user_management/users/{user}/auth_factors", new { type = "sms" })).Status);
    }

    private static async Task<string> CreateWithPasswordAsync(WorkOSStandIn workos) =>
        (await workos.PostAsync("/user_management/users", new { email = "ada@example.com", email_verified = true, password = Password })).Id;

    private static Task<Reply> SignInAsync(WorkOSStandIn workos) =>
        workos.AuthenticateAsync(new() { ["grant_type"] = "password", ["email"] = "Ada@example.com", ["password"] = Password });

    private static async Task<TokenValidationResult> VerifyAsync(WorkOSStandIn workos, string token)
    {
        using var client = new HttpClient();
        var keys = new JsonWebKeySet(await client.GetStringAsync(new Uri(workos.BaseAddress, $"sso/jwks/{workos.ClientId}")));
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = workos.Issuer,
            ValidateAudience = false,
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
        });
    }
}
