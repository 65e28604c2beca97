namespace Clerk2WorkOS.Analyzers.Tests.Clerk;

public class ClerkSdkTests
{
    [Theory]
    [InlineData("await clerk.{|C2W501:Users.GetAsync|}(id);")]
    [InlineData("await clerk.{|C2W501:Users.DeleteAsync|}(id).ConfigureAwait(false);")]
    [InlineData("await clerk.{|C2W501:Users.ListAsync|}(new GetUserListRequest { EmailAddress = new List<string> { id }, Offset = 10 });")]
    [InlineData("await clerk.{|C2W501:Organizations.GetAsync|}(organizationId: id, includeMembersCount: true);")]
    [InlineData("await clerk.{|C2W501:OrganizationMemberships.CreateAsync|}(id, new CreateOrganizationMembershipRequestBody { UserId = id, Role = \"org:admin\" });")]
    [InlineData("await clerk\n            .{|C2W501:Users\n            .BanAsync|}(id);")]
    [InlineData("var user = (await clerk.{|C2W501:Users.GetAsync|}(id)).User; System.Console.WriteLine(user.Id);")]
    [InlineData("var users = clerk.Users; await users.{|C2W501:GetAsync|}(id);")]
    [InlineData("var request = new GetUserListRequest { Offset = 1 }; await clerk.{|C2W501:Users.ListAsync|}(request);")]
    [InlineData("GetUserListRequest request = new(); await clerk.{|C2W501:Users.ListAsync|}(request);")]
    [InlineData("try { await clerk.{|C2W501:Users.GetAsync|}(id); } catch (Clerk.BackendAPI.Models.Errors.ClerkErrors) { }")]
    [InlineData("try { } catch (Clerk.BackendAPI.Models.Errors.{|C2W501:ClerkErrors|}) { }")]
    [InlineData("System.Func<string, Task> delete = x => clerk.{|C2W501:Users.DeleteAsync|}(x); await delete(id);")]
    [InlineData("object made = new {|C2W501:User|} { Id = id };")]
    [InlineData("await new ClerkBackendApi(id).{|C2W501:Users.DeleteAsync|}(id);")]
    [InlineData("await Clerk.BackendAPI.Helpers.Jwks.{|C2W501:AuthenticateRequest.AuthenticateRequestAsync|}(id, new Clerk.BackendAPI.Helpers.Jwks.AuthenticateRequestOptions(id));")]
    public Task Finds_a_call_once_with_all_that_it_needs(string statement) => RuleProject.Of($$"""
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Clerk.BackendAPI;
        using Clerk.BackendAPI.Models.Components;
        using Clerk.BackendAPI.Models.Operations;
        public class Uses
        {
            public async Task Do({|C2W501:IClerkBackendApi|} clerk, string id)
            {
                {{statement}}
            }
        }
        """).Referring(ClerkLibraries.Sdk).Shows();

    [Fact]
    public Task Finds_who_holds_a_client_once_a_type() => RuleProject.Of("""
        using System.Threading.Tasks;
        using Clerk.BackendAPI;
        using Clerk.BackendAPI.Models.Components;
        public class Holds
        {
            private readonly {|C2W501:ClerkBackendApi|} _clerk;
            private ClerkBackendApi Other { get; }
            public Holds(ClerkBackendApi clerk) { _clerk = clerk; Other = clerk; }
            public async Task<{|C2W501:User|}> Find(string id) => (await _clerk.{|C2W501:Users.GetAsync|}(id)).User;
            public {|C2W501:User|} Known { get; set; }
        }
        public class Given({|C2W501:IClerkBackendApi|} clerk) { public Task Do(string id) => clerk.{|C2W501:Users.DeleteAsync|}(id); }
        public class Makes
        {
            private readonly ClerkBackendApi _clerk;
            public Makes(string key) { _clerk = new {|C2W501:ClerkBackendApi|}(bearerAuth: key); }
        }
        public class MakesAtOnce { private readonly {|C2W501:ClerkBackendApi|} _clerk = new("key"); }
        public static class Builds { public static object Build() => {|C2W501:ClerkBackendApi|}.Builder().WithBearerAuth("key").Build(); }
        """).Referring(ClerkLibraries.Sdk).Shows();

    [Fact]
    public Task Finds_a_registration_once() => RuleProject.Of("""
        using Clerk.BackendAPI;
        using Clerk.Net.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection;
        public static class Start
        {
            public static void Register(IServiceCollection services)
            {
                services.AddSingleton<{|C2W501:IClerkBackendApi|}, ClerkBackendApi>();
                services.AddSingleton(_ => new {|C2W501:ClerkBackendApi|}(bearerAuth: "key"));
                services.AddSingleton<{|C2W501:IClerkBackendApi|}>(_ => new ClerkBackendApi(bearerAuth: "key"));
                services.{|C2W501:AddClerkApiClient|}(options => options.SecretKey = "key");
            }
        }
        """).Referring(ClerkLibraries.Sdk).Referring(ClerkLibraries.AspNetCore, name: "AspNetCore").Shows();

    [Fact]
    public Task Finds_an_import_where_nothing_else_needs_it() => RuleProject.Of(
        "global using {|C2W501:Clerk.BackendAPI|};",
        "using System;\nusing {|C2W501:Clerk.BackendAPI.Models.Components|};\npublic class Empty { public Type Type => typeof(string); }",
        "using Clerk.BackendAPI.Models.Components;\npublic class Full { public {|C2W501:User|} User { get; set; } }").Referring(ClerkLibraries.Sdk).Shows();

    [Fact]
    public Task Finds_the_communitys_SDK() => RuleProject.Of("""
        using System.Threading.Tasks;
        using Clerk.Net.Client;
        public class Uses({|C2W501:ClerkApiClient|} clerk)
        {
            public async Task Do(string id)
            {
                await clerk.Users[id].{|C2W501:DeleteAsync|}();
                await clerk.Users[id].Ban.{|C2W501:PostAsync|}();
                await clerk.Sessions[id].Revoke.{|C2W501:PostAsync|}();
            }
        }
        """).Referring(ClerkLibraries.Net).Shows();

    [Fact]
    public Task Finds_what_is_left_where_the_package_is_not_restored() => RuleProject.Of("""
        using System.Threading.Tasks;
        using Clerk.BackendAPI;
        using Clerk.BackendAPI.Models.Operations;
        public class Uses
        {
            private readonly {|C2W501:ClerkBackendApi|} _clerk;
            public Uses(ClerkBackendApi clerk) => _clerk = clerk;
            public async Task Do(string id)
            {
                var request = new GetUserListRequest { Offset = 1 };
                await _clerk.{|C2W501:Users.ListAsync|}(request);
                await _clerk.{|C2W501:Users.DeleteAsync|}(id);
                Unknown other = null;
                await other.Users.DeleteAsync(id);
            }
        }
        """, "using {|C2W501:Clerk.BackendAPI|};\npublic class Empty { }").ShowsThoughBroken();

    [Theory]
    [InlineData("clerk.Users.GetAsync(id)", "use 'UserManagement.GetAsync(id)' of WorkOS, or 'UserManagement.GetByExternalIdAsync(id)' while ids are still Clerk's*")]
    [InlineData("clerk.Users.ListAsync(new GetUserListRequest())", "use 'UserManagement.ListAsync(options)' of WorkOS, with one 'Email'*the cursor 'After'*'Offset'*")]
    [InlineData("clerk.Users.CreateAsync(new CreateUserRequestBody())", "use 'UserManagement.CreateAsync(options)' of WorkOS, with one 'Email'*")]
    [InlineData("clerk.Users.DeleteAsync(id)", "use 'UserManagement.DeleteAsync(id)' of WorkOS*'UserManagement.GetByExternalIdAsync'*")]
    [InlineData("clerk.Users.BanAsync(id)", "WorkOS has no counterpart: deactivate*")]
    [InlineData("clerk.Users.LockAsync(id)", "WorkOS has no counterpart: deactivate*")]
    [InlineData("clerk.Users.CountAsync()", "WorkOS has no counterpart: count*")]
    [InlineData("clerk.Organizations.GetAsync(id)", "use 'Organizations.GetAsync(id)' of WorkOS*'Organizations.GetByExternalIdAsync'*")]
    [InlineData("clerk.Organizations.DeleteAsync(id)", "use 'Organizations.DeleteAsync(id)' of WorkOS*")]
    [InlineData("clerk.OrganizationMemberships.CreateAsync(id, null)", "use 'OrganizationMembership.CreateAsync(options)' of WorkOS*'org:admin' is 'admin'*")]
    [InlineData("clerk.Invitations.CreateAsync(null)", "use 'UserManagement.SendInvitationAsync(options)' of WorkOS*'Email'*")]
    [InlineData("clerk.Invitations.RevokeAsync(id)", "use 'UserManagement.RevokeInvitationAsync(id)' of WorkOS*")]
    [InlineData("clerk.Sessions.RevokeAsync(id)", "use 'UserManagement.RevokeSessionAsync' of WorkOS*'sid'*")]
    [InlineData("clerk.Billing.ListPlansAsync()", "WorkOS has no counterpart: ask the payment provider")]
    [InlineData("clerk.Quantum.EntangleAsync()", "WorkOS has no counterpart: none is known*")]
    public async Task Names_the_counterpart(string call, string advice)
    {
        var messages = await RuleProject.Of($$"""
            using Clerk.BackendAPI;
            using Clerk.BackendAPI.Models.Operations;
            public class Uses { public object Do(ClerkBackendApi clerk, string id) => {{call}}; }
            """).Referring(ClerkLibraries.Sdk).Messages();
        Assert.Equal(2, messages.Length);
        Assert.Equal("C2W501: 'ClerkBackendApi' is of Clerk's SDK; 'WorkOSClient' takes its place", messages[0]);
        var name = call.Split('(')[0]["clerk.".Length..];
        Assert.Matches(
            "^" + System.Text.RegularExpressions.Regex.Escape($"C2W501: '{name}' is of Clerk's SDK; {advice}").Replace("\\*", ".*", StringComparison.Ordinal) + "$", messages[1]);
    }

    [Fact]
    public async Task Names_the_counterpart_of_the_communitys_calls() => Assert.Equal(
        [
            "C2W501: 'ClerkApiClient' is of Clerk's SDK; 'WorkOSClient' takes its place",
            "C2W501: 'Users.Count.GetAsync' is of Clerk's SDK; WorkOS has no counterpart: count what 'UserManagement.ListAutoPagingAsync' gives, or the rows of the application's own users",
            "C2W501: 'Users[].GetAsync' is of Clerk's SDK; use 'UserManagement.GetAsync(id)' of WorkOS, or 'UserManagement.GetByExternalIdAsync(id)' while ids are still Clerk's; either gives the user itself, with one 'Email'",
        ],
        await RuleProject.Of("""
            public class Uses
            {
                public async System.Threading.Tasks.Task Do(Clerk.Net.Client.ClerkApiClient clerk) { await clerk.Users.Count.GetAsync(); await clerk.Users["id"].GetAsync(); }
            }
            """).Referring(ClerkLibraries.Net).Messages());

    [Fact]
    public Task Leaves_the_SDKs_own_source_alone() => RuleProject.Of(ClerkLibraries.Sdk).Shows();

    [Fact]
    public Task Leaves_a_shop_alone_in_which_a_clerk_is_a_person() => RuleProject.Of("""
        using System.Threading.Tasks;
        namespace Shop.Clerk.Users { public class Roster { public Task GetAsync(string id) => null; } }
        namespace Shop
        {
            public class Clerk { public Shop.Clerk Users => null; public Task DeleteAsync(string id) => null; public User Boss { get; set; } }
            public class User { }
            public class ClerkApi { public Clerk Users { get; } = new(); }
            public static class Work
            {
                public static async Task Do(ClerkApi clerk, string id)
                {
                    await clerk.Users.DeleteAsync(id);
                    User user = new();
                    System.Console.WriteLine(user);
                }
            }
        }
        """.Replace("namespace Shop.Clerk.Users", "namespace Shop.Clerks.Users", StringComparison.Ordinal)).Shows();
}
