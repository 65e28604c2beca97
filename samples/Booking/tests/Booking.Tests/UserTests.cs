using System.Security.Claims;
using Booking.Schema;
using Booking.Server.Users;
using Microsoft.Extensions.Configuration;

namespace Booking.Tests;

public class UserTests
{
    private static ClaimsPrincipal Principal(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test"));

    [Fact]
    public void Reads_the_subject_of_a_token()
    {
        var orgId = Guid.NewGuid();
        var session = new SessionClaims(Principal(("sub", "clerk_001"), ("org_internal_id", orgId.ToString()), ("act", "clerk_admin")));
        Assert.Equal(("clerk_001", orgId, true), (session.ClerkUserId, session.OrgId, session.IsImpersonated));
        Assert.Throws<UnauthorizedAccessException>(() => new SessionClaims(Principal(("email", "a@b.pt"))));
    }

    [Fact]
    public void An_external_identity_reads_what_it_writes()
    {
        var identity = new ExternalIdentity("https://id.example.com|eu", ClerkSub: "clerk_001");
        Assert.Equal(identity, ExternalIdentity.Parse(identity.ToString()));
        Assert.Equal("clerk_001", ExternalIdentity.Parse("issuer|clerk_001").ClerkSub);
        Assert.Throws<FormatException>(() => ExternalIdentity.Parse("clerk_001"));
    }

    [Fact]
    public void Only_administrators_look_through_somebody_elses_eyes()
    {
        var admin = new Impersonation(new Given.Visitor("clerk_admin", UserRole.Admin));
        Assert.Equal("clerk_admin", admin.Resolve(" "));
        Assert.Equal("clerk_001", admin.Resolve("clerk_001"));
        Assert.Equal([("clerk_admin", "clerk_001")], admin.History);
        Assert.Throws<UnauthorizedAccessException>(() => new Impersonation(new Given.Visitor("clerk_002")).Resolve("clerk_001"));
    }

    [Fact]
    public void Administrators_are_configured()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ADMIN_CLERK_USER_IDS"] = "clerk_1, clerk_2," })
            .Build();
        var options = new AdminOptions(configuration);
        Assert.Equal(["clerk_1", "clerk_2"], options.AdminClerkUserIds.Order());
        Assert.True(options.IsAdmin(clerkUserId: "clerk_2"));
        Assert.False(options.IsAdmin(null));
    }

    [Theory]
    [InlineData("clerk_001", true)]
    [InlineData("user_01H_X", true)]
    [InlineData("_001", false)]
    [InlineData("clerk-001", false)]
    [InlineData(null, false)]
    public void A_user_id_has_a_prefix(string? clerkUserId, bool expected) => Assert.Equal(expected, UserIdFormat.IsWellFormed(clerkUserId));

    [Fact]
    public void A_delegated_token_names_two_subjects()
    {
        Assert.True(new TokenSubjects { ClerkUserId = "clerk_001", ClerkSub = "client_1" }.IsDelegated);
        Assert.False(new TokenSubjects { ClerkUserId = "clerk_001", ClerkSub = "clerk_001" }.IsDelegated);
    }
}
