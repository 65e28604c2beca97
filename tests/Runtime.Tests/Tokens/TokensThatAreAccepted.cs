using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Tokens;

/// <summary>A token of WorkOS opens the door, through rotations and outages, and says who, where and as what.</summary>
public sealed class TokensThatAreAccepted
{
    [Fact]
    public async Task One_of_either_issuer_or_a_custom_domain()
    {
        await using var workos = await SigningWorkOS.StartAsync();
        await using var application = await ProtectedApplication.StartAsync(workos, options => options.AdditionalIssuers.Add("https://auth.booking.example"));
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.Token()));
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(
            workos.Token(payload => payload["iss"] = $"{workos.Address.AbsoluteUri.TrimEnd('/')}/user_management/{SigningWorkOS.ClientId}")));
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.Token(payload => payload["iss"] = "https://auth.booking.example")));
    }

    [Fact]
    public async Task One_with_an_audience_that_nobody_asks_for() => Assert.Equal(HttpStatusCode.OK, await AnswerAsync(payload => payload["aud"] = "anyone"));

    [Fact]
    public async Task One_whose_clock_is_a_little_off() => Assert.Equal(HttpStatusCode.OK, await AnswerAsync(payload => payload["exp"] = SigningWorkOS.At(TimeSpan.FromSeconds(-15))));

    [Fact]
    public async Task Its_claims_keep_their_names_and_each_role_is_a_role()
    {
        await using var workos = await SigningWorkOS.StartAsync();
        await using var application = await ProtectedApplication.StartAsync(workos);
        var token = workos.Token();
        var claims = (await application.TextAsync(token)).Split('\n');
        foreach (var claim in (string[])["sub=user_01", "sid=session_01", "org_id=org_01", "role=member", "roles=member", "roles=owner", "permissions=meetings:read", "permissions=meetings:write"])
            Assert.Contains(claim, claims);
        Assert.DoesNotContain(claims, claim => claim.StartsWith("http", StringComparison.Ordinal));
        Assert.Equal("role=member", claims.First(claim => claim.StartsWith("role=", StringComparison.Ordinal)));
        Assert.Equal("user_01", await application.TextAsync(token, "/name"));
        Assert.Equal("welcome", await application.TextAsync(token, "/owner"));
        Assert.Equal("welcome", await application.TextAsync(token, "/member"));
        Assert.Equal("welcome", await application.TextAsync(token, "/write"));
        Assert.Equal(HttpStatusCode.Forbidden, await application.AnswerAsync(token, "/admin"));
        Assert.Equal(HttpStatusCode.Forbidden, await application.AnswerAsync(token, "/delete"));
    }

    [Fact]
    public async Task One_without_an_organization_has_no_role()
    {
        await using var workos = await SigningWorkOS.StartAsync();
        await using var application = await ProtectedApplication.StartAsync(workos);
        var token = workos.Token(payload =>
        {
            foreach (var name in (string[])["org_id", "role", "roles", "permissions"])
                payload.Remove(name);
        });
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(token));
        Assert.Equal(HttpStatusCode.Forbidden, await application.AnswerAsync(token, "/member"));
    }

    [Fact]
    public async Task One_of_a_new_key_at_once_and_one_of_the_old_key_no_more()
    {
        await using var workos = await SigningWorkOS.StartAsync();
        var time = new FakeTimeProvider();
        await using var application = await ProtectedApplication.StartAsync(workos, time: time);
        var old = workos.Token();
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(old));

        workos.Rotate("key_2");
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 20)], await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => application.AnswerAsync(workos.Token()))));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.AnswerAsync(old));
        Assert.Equal(2, workos.Fetches);
    }

    [Fact]
    public async Task Invented_key_names_do_not_make_the_application_ask_again_and_again()
    {
        await using var workos = await SigningWorkOS.StartAsync();
        var time = new FakeTimeProvider();
        await using var application = await ProtectedApplication.StartAsync(workos, time: time);
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.Token()));
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await application.AnswerAsync(workos.Token(header: header => header["kid"] = $"invented {i}")));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(2, workos.Fetches);
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.Token()));
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(404, "{}")]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"keys":[]}""")]
    [InlineData(200, """{"keys":[{"kty":"RSA","kid":"key_1","n":"!","e":"AQAB"}]}""")]
    public async Task None_while_the_keys_cannot_be_fetched_and_again_afterwards(int status, string body)
    {
        await using var workos = await SigningWorkOS.StartAsync();
        var time = new FakeTimeProvider();
        await using var application = await ProtectedApplication.StartAsync(workos, time: time);
        workos.Trouble = (status, body);
        Assert.Equal(HttpStatusCode.Unauthorized, await application.AnswerAsync(workos.Token()));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.AnswerAsync(workos.Token()));
        Assert.Equal(1, workos.Fetches);

        workos.Trouble = null;
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.Token()));
    }

    [Fact]
    public async Task None_while_nothing_listens_where_the_keys_should_be()
    {
        var workos = await SigningWorkOS.StartAsync();
        await using var application = await ProtectedApplication.StartAsync(workos);
        var token = workos.Token();
        await workos.DisposeAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await application.AnswerAsync(token));
    }

    [Fact]
    public async Task One_of_a_known_key_through_an_outage_but_not_forever()
    {
        await using var workos = await SigningWorkOS.StartAsync();
        var time = new FakeTimeProvider();
        await using var application = await ProtectedApplication.StartAsync(workos, time: time);
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.Token()));

        workos.Trouble = (503, "");
        time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.Token()));
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await application.AnswerAsync(workos.Token()));
        workos.Trouble = null;
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(HttpStatusCode.OK, await application.AnswerAsync(workos.Token()));
    }

    [Fact]
    public async Task Options_that_cannot_work_are_named_at_start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAuthentication().AddWorkOSBearer(options =>
        {
            options.BaseAddress = new Uri("http://api.workos.com");
            options.ClockSkew = TimeSpan.FromMinutes(2);
            options.Audiences.Add("");
            options.AdditionalIssuers.Add(" ");
            options.RefreshInterval = TimeSpan.Zero;
            options.KeyAge = TimeSpan.FromDays(2);
        });
        await using var application = builder.Build();
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => application.StartAsync());
        Assert.Equal(
            [
                "The WorkOS client id is missing: set WorkOSBearerOptions.ClientId, from the environment variable WORKOS_CLIENT_ID for example.",
                "WorkOSBearerOptions.BaseAddress must be an absolute https address without query, or an http address of this machine: who answers there decides who gets in.",
                "WorkOSBearerOptions.AdditionalIssuers has an empty entry.",
                "WorkOSBearerOptions.Audiences has an empty entry; leave the list empty if the tokens have no audience.",
                "WorkOSBearerOptions.ClockSkew must be from nothing to a minute.",
                "WorkOSBearerOptions.RefreshInterval must be from a millisecond to an hour.",
                "WorkOSBearerOptions.KeyAge must be longer than nothing, and KeyLifetime at least as long.",
            ],
            refusal.Failures);
    }

    private static async Task<HttpStatusCode> AnswerAsync(Action<Dictionary<string, object?>> payload)
    {
        await using var workos = await SigningWorkOS.StartAsync();
        await using var application = await ProtectedApplication.StartAsync(workos);
        return await application.AnswerAsync(workos.Token(payload));
    }
}
