using System.Net;
using System.Security.Cryptography;
using System.Text;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Runtime.Tests.Tokens.HandOver;

/// <summary>Each way to come in from Clerk without Clerk's word for it, or with its word for something else, ends with 401; a real person who cannot be let in is told why.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class HandOversThatAreRefused(PostgreSql server)
{
    [Fact]
    public async Task Every_forged_or_misused_token()
    {
        await using var application = await HandOverApplication.StartAsync(server);
        var (clerk, workos) = (application.Clerk, application.WorkOS);
        using var mine = RSA.Create(2048);
        var real = clerk.Token().Split('.');
        var clerkPem = Encoding.ASCII.GetBytes(clerk.Key.ExportSubjectPublicKeyInfoPem());
        var workosIssuer = workos.Address.AbsoluteUri.TrimEnd('/');
        var attacks = new Dictionary<string, string>
        {
            ["a key of one's own"] = clerk.Token(key: mine),
            ["a key of one's own, named so"] = clerk.Token(header: head => head["kid"] = "mine", key: mine),
            ["a key that comes along"] = clerk.Token(key: mine, header: head => head["jku"] = "https://attacker.example/jwks"),
            ["WorkOS's key under Clerk's name"] = workos.Token(payload => (payload["iss"], payload["azp"]) = (clerk.Issuer, SigningClerk.Origin)),
            ["Clerk's key under WorkOS's name"] = clerk.Token(payload => payload["iss"] = workosIssuer),
            ["Clerk's key named as WorkOS's, under WorkOS's name"] = clerk.Token(payload => payload["iss"] = workosIssuer, head => head["kid"] = "key_1"),
            ["an issuer that only begins like Clerk"] = clerk.Token(payload => payload["iss"] = $"{clerk.Issuer}.attacker.example"),
            ["a stranger's issuer"] = clerk.Token(payload => payload["iss"] = "https://issuer.example"),
            ["none"] = clerk.Token("none", _ => []),
            ["none, with a signature"] = clerk.Token(header: head => head["alg"] = "none"),
            ["the public key as a shared secret"] = clerk.Token("HS256", text => HMACSHA256.HashData(clerkPem, text)),
            ["another algorithm of the same key"] = clerk.Token("RS512", text => clerk.Key.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
            ["somebody else's payload"] = $"{real[0]}.{clerk.Token(payload => payload["sub"] = "user_2bob").Split('.')[1]}.{real[2]}",
            ["no signature"] = $"{real[0]}.{real[1]}.",
            ["expired"] = clerk.Token(payload => payload["exp"] = SigningWorkOS.At(TimeSpan.FromSeconds(-61))),
            ["not valid yet"] = clerk.Token(payload => payload["nbf"] = SigningWorkOS.At(TimeSpan.FromSeconds(61))),
            ["without an end"] = clerk.Token(payload => payload.Remove("exp")),
            ["another site's"] = clerk.Token(payload => payload["azp"] = "https://evil.example.com"),
            ["a site that only ends like ours"] = clerk.Token(payload => payload["azp"] = $"{SigningClerk.Origin}.evil.example"),
            ["several sites"] = clerk.Token(payload => payload["azp"] = new[] { SigningClerk.Origin, "https://evil.example.com" }),
            ["no site"] = clerk.Token(payload => payload.Remove("azp")),
            ["made by a template for somebody else"] = clerk.Token(payload => payload["aud"] = "hasura"),
            ["an OAuth client's"] = clerk.Token(header: head => head["typ"] = "at+jwt"),
            ["a session with something left to do"] = clerk.Token(payload => payload["sts"] = "pending"),
            ["without a user"] = clerk.Token(payload => payload.Remove("sub")),
            ["an organization without an id"] = clerk.Token(payload => payload["o"] = new { rol = "admin" }),
        };

        foreach (var (name, token) in attacks)
        {
            Assert.True(await application.StatusAsync("/claims", token) == HttpStatusCode.Unauthorized, name);
            Assert.True(await application.StatusAsync("/claims", cookie: token) == HttpStatusCode.Unauthorized, $"{name}, in a cookie");
            Assert.True(await application.TextAsync("/open", token) == "nobody", $"{name}, where everybody may come");
        }

        Assert.Equal(HttpStatusCode.OK, await application.StatusAsync("/claims", clerk.Token()));
        Assert.Equal(HttpStatusCode.OK, await application.StatusAsync("/claims", workos.Token()));
    }

    [Fact]
    public async Task A_person_who_has_not_moved_or_may_not_come_in_with_a_reason_that_is_no_401()
    {
        await using var application = await HandOverApplication.StartAsync(server);
        Assert.Equal((HttpStatusCode.Forbidden, "user_not_migrated"), await application.ProblemAsync(application.Clerk.Token(payload => payload["sub"] = "user_2new")));
        Assert.Equal((HttpStatusCode.Forbidden, "organization_not_migrated"), await application.ProblemAsync(application.Clerk.Token(payload => payload["o"] = new { id = "org_2unknown" })));
        var banned = application.Clerk.Token(payload => payload["sub"] = "user_2bob");
        Assert.Equal((HttpStatusCode.Forbidden, "membership_inactive"), await application.ProblemAsync(banned));
        Assert.Equal("nobody", await application.TextAsync("/open", banned));
        var stranger = application.Clerk.Token(payload => (payload["sub"], payload["o"]) = ("user_2bob", new { id = "org_2clinic", rol = "admin" }));
        Assert.Equal((HttpStatusCode.Forbidden, "membership_inactive"), await application.ProblemAsync(stranger));

        Assert.Equal(HttpStatusCode.OK, await application.StatusAsync("/claims", application.Clerk.Token()));
        await application.ExecuteAsync("UPDATE user_org_memberships SET status = 'inactive' WHERE workos_user_id = 'user_ana'");
        Assert.Equal((HttpStatusCode.Forbidden, "membership_inactive"), await application.ProblemAsync(application.Clerk.Token()));
    }

    [Fact]
    public async Task Nobody_for_good_while_the_map_cannot_be_asked()
    {
        await using var application = await HandOverApplication.StartAsync(server);
        await application.ExecuteAsync("REVOKE SELECT ON clerk2workos.user_map FROM c2w_service");
        using var response = await application.SendAsync("/claims", application.Clerk.Token());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (response.StatusCode, response.Headers.RetryAfter?.ToString()));
        await application.ExecuteAsync("GRANT SELECT ON clerk2workos.user_map TO c2w_service");
        Assert.Equal(HttpStatusCode.OK, await application.StatusAsync("/claims", application.Clerk.Token()));
    }

    [Theory]
    [InlineData("http://clerk.example.com", "https://app.example.com", "Bearer", "Issuer")]
    [InlineData("https://clerk.example.com", "", "Bearer", "AuthorizedParties")]
    [InlineData("https://clerk.example.com", "https://app.example.com", "Other", "AddWorkOSBearer")]
    public async Task Settings_that_would_let_in_too_many_or_nobody(string issuer, string party, string scheme, string reason)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAuthentication().AddWorkOSBearer(options => options.ClientId = "client_1").AddClerkHandOver(
            options =>
            {
                options.Issuer = issuer;
                options.AuthorizedParties.Add(party);
            },
            scheme);
        await using var application = builder.Build();
        Assert.Contains(reason, (await Assert.ThrowsAsync<OptionsValidationException>(() => application.StartAsync())).Message, StringComparison.Ordinal);
    }
}
