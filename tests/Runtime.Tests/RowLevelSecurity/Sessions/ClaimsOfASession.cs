using System.Security.Claims;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.RowLevelSecurity.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions;

/// <summary>What policies read is what stood in the token, and who is not clearly somebody is refused.</summary>
public sealed class ClaimsOfASession
{
    private readonly RlsSessions _sessions = new(new HttpContextAccessor(), Options.Create(new RlsOptions()));

    [Fact]
    public void Are_those_of_the_token_with_arrays_numbers_and_objects_as_they_were() => Assert.Equal(
        """{"sub":"user_01","org_id":"org_01","role":"member","roles":["member"],"permissions":["a","b"],"act":{"sub":"support@example.com"},"exp":1700000000,"email_verified":true,"aud":["x","y"],"note":"\u00E9\u0022"}""",
        SessionClaims.ToJson(new ClaimsIdentity(
        [
            new Claim("sub", "user_01"), new Claim("org_id", "org_01"), new Claim("role", "member"), new Claim("roles", "member"),
            new Claim("permissions", "a"), new Claim("permissions", "b"), new Claim("act", """{"sub":"support@example.com"}""", JsonClaimValueTypes.Json),
            new Claim("exp", "1700000000", ClaimValueTypes.Integer64), new Claim("email_verified", "True", ClaimValueTypes.Boolean), new Claim("aud", "x"), new Claim("aud", "y"),
            new Claim("note", "é\""), new Claim("role", "owner"),
        ], "Bearer")));

    [Fact]
    public void Somebody_signed_in_is_authenticated()
    {
        using var _ = RlsSession.Use(Principal(new Claim("sub", "user_01")));
        Assert.Equal(("authenticated", """{"sub":"user_01"}""", "user_01"), (_sessions.Current.Role, _sessions.Current.Claims, _sessions.Current.UserId));
    }

    [Fact]
    public void Nobody_signed_in_is_anonymous_whatever_is_claimed()
    {
        using var _ = RlsSession.Use(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "user_01")])));
        Assert.Equal(("anonymous", "", null), (_sessions.Current.Role, _sessions.Current.Claims, _sessions.Current.UserId));
    }

    [Fact]
    public void Without_a_request_or_a_person_there_is_no_session() =>
        Assert.StartsWith("No session", Assert.Throws<RlsException>(() => _sessions.Current).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Sessions_nest_end_and_stay_in_their_flow()
    {
        using (RlsSession.Use(Principal(new Claim("sub", "a"))))
        {
            var inner = RlsSession.Use(Principal(new Claim("sub", "b")));
            Assert.Equal("b", _sessions.Current.UserId);
            inner.Dispose();
            Assert.Equal("a", _sessions.Current.UserId);
            inner.Dispose();
            Assert.Equal("a", _sessions.Current.UserId);
            await Task.WhenAll(Enumerable.Range(0, 50).Select(async each =>
            {
                using var _ = RlsSession.Use(Principal(new Claim("sub", $"p{each}")));
                await Task.Yield();
                Assert.Equal($"p{each}", _sessions.Current.UserId);
            }));
            Assert.Equal("a", _sessions.Current.UserId);
        }

        Assert.Throws<RlsException>(() => _sessions.Current);
    }

    [Fact]
    public void Disposed_out_of_turn_a_session_does_not_come_back()
    {
        using var first = RlsSession.Use(Principal(new Claim("sub", "a")));
        var outer = RlsSession.Use(Principal(new Claim("sub", "b")));
        var inner = RlsSession.Use(Principal(new Claim("sub", "c")));
        outer.Dispose();
        Assert.Equal("c", _sessions.Current.UserId);
        inner.Dispose();
        Assert.Equal("a", _sessions.Current.UserId);
    }

    [Fact]
    public async Task What_goes_on_after_its_session_is_refused()
    {
        var over = new TaskCompletionSource();
        Task<Exception?> left;
        using (RlsSession.Use(Principal(new Claim("sub", "a"))))
        {
            using (RlsSession.Use(Principal(new Claim("sub", "b"))))
            {
                left = Task.Run(async () =>
                {
                    await over.Task;
                    return (Exception?)Record.Exception(() => _sessions.Current);
                });
            }

            over.SetResult();
            Assert.Contains("has ended", Assert.IsType<RlsException>(await left).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_claim_is_not_sub_under_another_spelling() => Refused("without a claim 'sub'", new Claim("Sub", "user_01"), new Claim(ClaimTypes.NameIdentifier, "user_01"));

    [Fact]
    public void Two_people_are_nobody() => Refused("several", new Claim("sub", "a"), new Claim("sub", "b"));

    [Fact]
    public void Two_organizations_are_refused() => Refused("several claims 'org_id'", new Claim("sub", "a"), new Claim("org_id", "1"), new Claim("org_id", "2"));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_person_is_refused(string id) => Refused("empty", new Claim("sub", id));

    [Fact]
    public void What_PostgreSQL_cannot_store_is_refused()
    {
        foreach (var value in (string[])["a\0b", "a\uD800", "\uDC00a", "\uD800\uD800"])       // half a pair does not survive an attribute
        {
            Refused("cannot store", new Claim("sub", value));
            Refused("cannot store", new Claim("sub", "a"), new Claim(value, "x"));
        }

        using var _ = RlsSession.Use(Principal(new Claim("sub", "\U0001F600")));
        Assert.Equal("""{"sub":"\uD83D\uDE00"}""", _sessions.Current.Claims);
    }

    [Fact]
    public void A_NUL_within_JSON_is_refused() => Refused("cannot store", new Claim("sub", "a"), new Claim("act", """{"sub":"\u0000"}""", JsonClaimValueTypes.Json));

    [Fact]
    public void JSON_that_is_none_is_refused() => Refused("said to be JSON", new Claim("sub", "a"), new Claim("act", "{\"sub\":", JsonClaimValueTypes.Json));

    [Fact]
    public void Too_much_is_refused() => Refused("larger", new Claim("sub", "a"), new Claim("x", new string('x', 40_000)));

    [Fact]
    public void Two_verified_identities_are_refused()
    {
        using var _ = RlsSession.Use(new ClaimsPrincipal(
            [new ClaimsIdentity([new Claim("sub", "a")], "Bearer"), new ClaimsIdentity([new Claim("sub", "b")], "Cookies")]));
        Assert.Contains("Two verified identities", Assert.Throws<RlsException>(() => _sessions.Current).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_identity_that_is_not_verified_adds_nothing()
    {
        using var _ = RlsSession.Use(new ClaimsPrincipal(
            [new ClaimsIdentity([new Claim("sub", "b"), new Claim("org_id", "2")]), new ClaimsIdentity([new Claim("sub", "a")], "Bearer")]));
        Assert.Equal("""{"sub":"a"}""", _sessions.Current.Claims);
    }

    private void Refused(string reason, params Claim[] claims)
    {
        using var _ = RlsSession.Use(Principal(claims));
        Assert.Contains(reason, Assert.Throws<RlsException>(() => _sessions.Current).Message, StringComparison.Ordinal);
    }

    private static ClaimsPrincipal Principal(params Claim[] claims) => new(new ClaimsIdentity(claims, "Bearer"));
}
