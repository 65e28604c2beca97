using Clerk2WorkOS.Analyzers.Clerk;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk;

/// <summary>What is Clerk's SDK, and what is known of its calls.</summary>
public class ClerkApisTests
{
    private const string Namespaces = """
        namespace Clerk.BackendAPI { public class ClerkBackendApi { public class Builder { } } public interface IUsers { } public class Sessions { } }
        namespace Clerk.BackendAPI.Models.Components { public class User { } }
        namespace Clerk.Net { public class Root { } }
        namespace Clerk.Net.Client { public class ClerkApiClient { } }
        namespace Clerk.Net.Client.Users.Item { public class BanRequestBuilder { } public class Body { } }
        namespace Clerk.Net.AspNetCore.Security { public class Handler { } }
        namespace Clerk.Net.DependencyInjection { public class Extensions { } }
        namespace Clerk.Net.Sales { public class Till { } }
        namespace Clerk.Desk { public class User { } }
        namespace Clerk { public class Person { } }
        namespace Shop.Clerk.BackendAPI { public class User { } }
        public class Plain { }
        """;

    private static readonly Compilation Known = RuleProject.Of(Namespaces).Compile();

    [Theory]
    [InlineData("Clerk.BackendAPI.ClerkBackendApi", true)]
    [InlineData("Clerk.BackendAPI.ClerkBackendApi+Builder", true)]
    [InlineData("Clerk.BackendAPI.Models.Components.User", true)]
    [InlineData("Clerk.Net.Root", true)]
    [InlineData("Clerk.Net.Client.ClerkApiClient", true)]
    [InlineData("Clerk.Net.Client.Users.Item.Body", true)]
    [InlineData("Clerk.Net.AspNetCore.Security.Handler", true)]
    [InlineData("Clerk.Net.DependencyInjection.Extensions", true)]
    [InlineData("Clerk.Net.Sales.Till", false)]
    [InlineData("Clerk.Desk.User", false)]
    [InlineData("Clerk.Person", false)]
    [InlineData("Shop.Clerk.BackendAPI.User", false)]
    [InlineData("Plain", false)]
    public void A_type_is_the_SDKs_by_its_namespace(string type, bool isHeld) => Assert.Equal(isHeld, ClerkSdk.Holds(Known.GetTypeByMetadataName(type)!));

    [Fact]
    public void What_is_no_named_type_is_not_the_SDKs()
    {
        var user = Known.GetTypeByMetadataName("Clerk.BackendAPI.Models.Components.User")!;
        Assert.False(ClerkSdk.Holds(null));
        Assert.False(ClerkSdk.Holds(Known.CreateArrayTypeSymbol(user)));
        Assert.False(ClerkSdk.Holds(Known.CreateErrorTypeSymbol(user.ContainingNamespace, "Gone", 0)));
    }

    [Theory]
    [InlineData("Clerk.BackendAPI.ClerkBackendApi", true)]
    [InlineData("Clerk.BackendAPI.IUsers", true)]
    [InlineData("Clerk.BackendAPI.Sessions", true)]
    [InlineData("Clerk.Net.Client.ClerkApiClient", true)]
    [InlineData("Clerk.Net.Client.Users.Item.BanRequestBuilder", true)]
    [InlineData("Clerk.Net.Client.Users.Item.Body", false)]
    [InlineData("Clerk.BackendAPI.Models.Components.User", false)]
    public void Calls_are_made_on_a_client_or_a_part_of_it(string type, bool isClient) => Assert.Equal(isClient, ClerkSdk.IsClient(Known.GetTypeByMetadataName(type)!));

    [Theory]
    [InlineData("Clerk.BackendAPI", true)]
    [InlineData("Clerk.BackendAPI.Models.Components", true)]
    [InlineData("Clerk.Net", true)]
    [InlineData("Clerk.Net.Client", true)]
    [InlineData("Clerk.Net.Client.Users", true)]
    [InlineData("Clerk.Net.AspNetCore.Security", true)]
    [InlineData("Clerk.Net.DependencyInjection", true)]
    [InlineData("Clerk", false)]
    [InlineData("Clerk.BackendAPIs", false)]
    [InlineData("Clerk.Net.Clients", false)]
    [InlineData("Clerk.Net.Sales", false)]
    [InlineData("Clerk.Desk", false)]
    [InlineData("Shop.Clerk.BackendAPI", false)]
    public void An_import_is_the_SDKs_by_its_name(string name, bool isOne) => Assert.Equal(isOne, ClerkSdk.IsNamespace(name));

    [Theory]
    [InlineData("org:admin", "admin")]
    [InlineData("org:member", "member")]
    [InlineData("admin", null)]
    [InlineData("org:billing", null)]
    [InlineData("", null)]
    public void Only_the_two_roles_that_every_organization_has_are_renamed(string role, string? slug) => Assert.Equal(slug, ClerkApis.RoleSlug(role));

    [Theory]
    [InlineData("Users", "GetAsync", "Users.GetAsync")]
    [InlineData("Users", "EntangleAsync", "Users")]
    [InlineData("Billing", "ListPlansAsync", "Billing")]
    [InlineData("Quantum", "EntangleAsync", "Quantum.EntangleAsync")]
    public void A_call_has_a_row_of_its_own_or_that_of_its_part(string part, string method, string row) => Assert.Equal(row, ClerkApis.Of(part, method).Member);

    [Theory]
    [InlineData("Users.GetAsync", "Users.ListAsync")]
    [InlineData("Users[].GetAsync", "Users.GetAsync")]
    [InlineData("Users[].Ban.PostAsync", "Users.BanAsync")]
    [InlineData("Organizations[].Invitations.GetAsync", "OrganizationInvitations")]
    [InlineData("Email_addresses.PostAsync", "EmailAddresses")]
    [InlineData("Users[].Profile_image.PostAsync", "Users")]
    [InlineData("Users.Teleport.PostAsync", "Users")]
    [InlineData("Domains", "Domains")]
    [InlineData("Domains[].DeleteAsync", "Domains")]
    public void A_call_by_address_has_the_row_of_the_call_that_it_is(string address, string row) => Assert.Equal(row, ClerkApis.OfAddress(address).Member);

    [Fact]
    public void A_call_by_address_that_is_not_known_says_so()
    {
        Assert.Equal("WorkOS has no counterpart: none is known; the API reference of WorkOS may have one", ClerkApis.OfAddress("Quantum.GetAsync").Advice);
        Assert.Equal("WorkOS has no counterpart: none is known; the API reference of WorkOS may have one", ClerkApis.OfAddress("Quantum").Advice);
    }

    [Fact]
    public void A_call_by_address_is_never_rewritten()
    {
        Assert.NotNull(ClerkApis.Of("Users", "DeleteAsync").Rewrite);
        Assert.All(ClerkApis.ByAddress.Keys, address => Assert.Null(ClerkApis.OfAddress(address).Rewrite));
    }

    [Theory]
    [InlineData("User", "WorkOS's 'User' has one 'Email' with 'EmailVerified'*")]
    [InlineData("Organization", "WorkOS's 'Organization' has no slug*")]
    [InlineData("OrganizationMembership", "*a role whose slug has no 'org:' in front")]
    [InlineData("Invitation", "WorkOS's 'Invitation' has 'Email'*")]
    [InlineData("OrganizationInvitation", "WorkOS's 'Invitation' has 'Email'*")]
    [InlineData("Session", "'UserManagement.ListSessionsAsync'*")]
    [InlineData("EmailAddress", "a WorkOS user has one 'Email'*")]
    [InlineData("SDKError", "WorkOS's calls throw 'ApiException'*")]
    [InlineData("ClerkErrors", "WorkOS's calls throw 'ApiException'*")]
    [InlineData("RequestState", "'AddWorkOSBearer(...)'*")]
    [InlineData("SessionAuthObjectV2", "'AddWorkOSBearer(...)'*")]
    [InlineData("ClerkAuthenticationOptions", "the scheme and options of 'AddWorkOSBearer(...)'*")]
    [InlineData("UpdateUserRequestBody", "the options of the WorkOS call take its place")]
    [InlineData("GetUserListRequest", "the options of the WorkOS call take its place")]
    [InlineData("GetUserResponse", "the WorkOS call gives the object itself")]
    [InlineData("RequestOptions", "a type of WorkOS's own takes its place")]
    [InlineData("Responses", "a type of WorkOS's own takes its place")]
    public void A_type_of_data_has_something_in_its_place(string name, string advice) =>
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(advice).Replace("\\*", ".*", StringComparison.Ordinal) + "$", ClerkApis.AdviceOnType(name));
}
