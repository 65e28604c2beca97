using Clerk2WorkOS.Analyzers.Clerk.Configuration;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk.Configuration;

/// <summary>Which hosts are Clerk's, and what is shown of them.</summary>
public class ClerkAddressTests
{
    private const string Api = "use 'api.workos.com'";
    private const string Dashboard = "use 'dashboard.workos.com'";
    private const string Issuer = "WorkOS's issuer is 'https://api.workos.com', and its keys are at 'https://api.workos.com/sso/jwks/{client_id}'";
    private const string Other = "WorkOS's are under 'workos.com'";

    [Theory]
    [InlineData("api.clerk.com", "api.clerk.com", Api)]
    [InlineData("API.Clerk.Com", "api.clerk.com", Api)]
    [InlineData("api.clerk.dev", "api.clerk.dev", Api)]
    [InlineData("dashboard.clerk.com", "dashboard.clerk.com", Dashboard)]
    [InlineData("dashboard.clerk.dev", "dashboard.clerk.dev", Dashboard)]
    [InlineData("clerk.accounts.dev", "clerk.accounts.dev", Issuer)]
    [InlineData("brave-cat-1.Clerk.accounts.dev", "clerk.accounts.dev", Issuer)]
    [InlineData("img.clerk.com", "clerk.com", Other)]
    [InlineData("x.clerk.dev", "clerk.com", Other)]
    public void A_host_of_Clerks_speaks_for_itself(string host, string shown, string advice)
    {
        foreach (var before in new[] { true, false })
            Assert.Equal((shown, advice, TraceStrength.Certain), ClerkAddress.Read(host, before, isPart: false));
    }

    [Theory]
    [InlineData("clerk.com")]
    [InlineData("clerk.dev")]
    public void The_site_is_one_where_it_is_a_part_of_an_address(string host)
    {
        Assert.Equal(("clerk.com", Other, TraceStrength.Certain), ClerkAddress.Read(host, isUrl: true, isPart: false));
        Assert.Equal(("clerk.com", Other, TraceStrength.Certain), ClerkAddress.Read(host, isUrl: false, isPart: true));
        Assert.Null(ClerkAddress.Read(host, isUrl: false, isPart: false));
    }

    [Theory]
    [InlineData("clerk.shop.example")]
    [InlineData("Clerk.a.b")]
    public void An_instance_under_the_applications_domain_is_one_in_a_url(string host)
    {
        Assert.Equal(
            ("clerk.…", "WorkOS's issuer is 'https://api.workos.com', or the custom domain that is set there", TraceStrength.Weak), ClerkAddress.Read(host, isUrl: true, isPart: false));
        Assert.Null(ClerkAddress.Read(host, isUrl: false, isPart: true));
    }

    [Theory]
    [InlineData("clerk")]
    [InlineData("clerk.")]
    [InlineData("clerk.example")]
    [InlineData("my.clerk.example.com")]
    [InlineData("clerks.example.com")]
    [InlineData("salesclerk.com")]
    [InlineData("xclerk.accounts.dev")]
    [InlineData("clerk.accounts.dev.example")]
    [InlineData("api.clerk.com.example")]
    [InlineData("clerk.org")]
    public void Others_are_not(string host) => Assert.Null(ClerkAddress.Read(host, isUrl: !host.EndsWith(".dev.example", StringComparison.Ordinal), isPart: true));
}
