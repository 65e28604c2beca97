using Clerk2WorkOS.Testing.Tests.Setting;
using Microsoft.Extensions.Time.Testing;

namespace Clerk2WorkOS.Testing.Tests.Authentication;

/// <summary>Sign-in with a six-digit code.</summary>
public sealed class MagicAuthTests
{
    private const string Grant = "urn:workos:oauth:grant-type:magic-auth:code";

    [Fact]
    public async Task A_mailed_code_signs_in_and_verifies_the_address()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        await workos.PostAsync("/user_management/users", new { email = "ada@example.com" });
        var created = await workos.PostAsync("/user_management/magic_auth", new { email = "ADA@example.com" });
        Assert.Equal(201, created.Status);
        Assert.Equal(TimeSpan.FromMinutes(10), created["expires_at"].GetDateTime() - created["created_at"].GetDateTime());
        var code = workos.Mails.Newest("ada@example.com", MailKind.MagicAuth)!.Code!;
        Assert.Matches("^[0-9]{6}$", code);

        var signedIn = await SignInAsync(workos, code);

        Assert.Equal(200, signedIn.Status);
        Assert.Equal("MagicAuth", signedIn.Text("authentication_method"));
        Assert.True(workos.Users.Single().EmailVerified);
        Assert.NotNull(workos.Users.Single().LastSignInAt);
        Assert.Equal("one_time_code_previously_used", (await SignInAsync(workos, code)).Code);
    }

    [Fact]
    public async Task A_code_lapses_after_ten_minutes()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var workos = await WorkOSStandIn.StartAsync(new WorkOSStandInOptions { TimeProvider = clock });
        var code = (await workos.PostAsync("/user_management/magic_auth", new { email = "ada@example.com" })).Text("code")!;
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("one_time_code_expired", (await SignInAsync(workos, code)).Code);
    }

    [Fact]
    public async Task A_code_cannot_be_guessed()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var code = (await workos.PostAsync("/user_management/magic_auth", new { email = "ada@example.com" })).Text("code")!;
        var wrong = code == "000000" ? "000001" : "000000";
        for (var i = 0; i < 5; i++)
            Assert.Equal("invalid_one_time_code", (await SignInAsync(workos, wrong)).Code);
        Assert.Equal("one_time_code_too_many_attempts", (await SignInAsync(workos, code)).Code);
        Assert.Empty(workos.Sessions);
    }

    [Fact]
    public async Task A_code_that_went_to_an_earlier_address_proves_nothing()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var created = await workos.PostAsync("/user_management/magic_auth", new { email = "ada@example.com" });
        await workos.PutAsync($"/user_management/users/{created.Text("user_id")}", new { email = "eve@example.com" });
        Assert.Equal(400, (await SignInAsync(workos, created.Text("code")!, "eve@example.com")).Status);
        Assert.False(workos.Users.Single().EmailVerified);
    }

    [Fact]
    public async Task An_unknown_address_signs_up_where_that_is_allowed()
    {
        await using var closed = await WorkOSStandIn.StartAsync(new WorkOSStandInOptions { AllowSignUp = false });
        var refused = await closed.PostAsync("/user_management/magic_auth", new { email = "ada@example.com" });
        Assert.Equal((400, "sign_up_not_allowed"), (refused.Status, refused.Text("error")));
        Assert.Empty(closed.Users);

        await using var open = await WorkOSStandIn.StartAsync();
        await open.PostAsync("/user_management/magic_auth", new { email = "ada@example.com" });
        Assert.False(open.Users.Single().EmailVerified);
    }

    [Fact]
    public async Task An_invitation_is_accepted_along_with_the_code()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var organization = await workos.CreateOrganizationAsync();
        var token = (await workos.PostAsync("/user_management/invitations", new { email = "ada@example.com", organization_id = organization })).Text("token")!;
        var code = (await workos.PostAsync("/user_management/magic_auth", new { email = "ada@example.com", invitation_token = token })).Text("code")!;
        var signedIn = await workos.AuthenticateAsync(new()
        {
            ["grant_type"] = Grant,
            ["code"] = code,
            ["email"] = "ada@example.com",
            ["invitation_token"] = token,
        });
        Assert.Equal(organization, signedIn.Text("organization_id"));
    }

    [Theory]
    [InlineData("client_id", "client_other")]
    [InlineData("client_secret", "sk_other")]
    public async Task The_application_must_prove_itself(string field, string value)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var code = (await workos.PostAsync("/user_management/magic_auth", new { email = "ada@example.com" })).Text("code")!;
        var refused = await workos.AuthenticateAsync(new() { ["grant_type"] = Grant, ["code"] = code, ["email"] = "ada@example.com", [field] = value });
        Assert.Equal((400, "invalid_client"), (refused.Status, refused.Text("error")));
        Assert.NotNull(refused.Text("error_description"));
        Assert.Empty(workos.Sessions);
    }

    private static Task<Reply> SignInAsync(WorkOSStandIn workos, string code, string email = "ada@example.com") =>
        workos.AuthenticateAsync(new() { ["grant_type"] = Grant, ["code"] = code, ["email"] = email });
}
