namespace Clerk2WorkOS.Analyzers.Tests.Clerk;

/// <summary>C2W501: what is one thing to change, and what it is called.</summary>
public class ClerkUsesTests
{
    private const string More = """
        using System.Threading.Tasks;
        namespace Clerk.BackendAPI { public class Invitations { public Task CreateAsync(object request = null) => null; } public class SDKConfig { } }
        namespace Clerk.BackendAPI.Helpers.Jwks { public static class VerifyToken { public static Task<object> VerifyTokenAsync(string token) => null; } }
        namespace Clerk.BackendAPI.Utils { public static class Wait { public static Task ForAsync(this string what) => null; } }
        """;

    private const string Registers = """
        using System;
        public static class Registers
        {
            public static Registry AddSingleton<T>(this Registry services) => services;
            public static Registry AddScoped<T>(this Registry services) => services;
            public static Registry AddTransient<T>(this Registry services) => services;
            public static Registry AddHttpClient<T>(this Registry services) => services;
            public static Registry AddKeyedSingleton<T>(this Registry services) => services;
            public static Registry AddKeyedScoped<T>(this Registry services) => services;
            public static Registry AddKeyedTransient<T>(this Registry services) => services;
            public static Registry TryAddSingleton<T>(this Registry services) => services;
            public static Registry TryAddScoped<T>(this Registry services) => services;
            public static Registry AddThing<T>(this Registry services) => services;
            public static Registry GetSingleton<T>(this Registry services) => services;
            public static Registry AddSingleton(this Registry services, Type type) => services;
        }
        public class Registry { }
        """;

    [Fact]
    public async Task A_call_is_named_by_its_part_and_its_method() => Assert.Equal(
        [
            "Invitations: 'WorkOSClient' takes its place",
            "Invitations.CreateAsync: use 'UserManagement.SendInvitationAsync(options)' of WorkOS, with 'Email' in place of 'EmailAddress'; it has no metadata, and where it leads is set in the dashboard",
            "IUsers: 'WorkOSClient' takes its place",
            "Users.BanAsync: WorkOS has no counterpart: deactivate the user's memberships with 'OrganizationMembership.DeactivateAsync', and end the sessions with 'UserManagement.RevokeSessionAsync'",
            "VerifyToken.VerifyTokenAsync: WorkOS has no counterpart: 'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens checks the tokens of WorkOS",
            "AuthenticateRequest.AuthenticateRequestAsync: WorkOS has no counterpart: 'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens checks the tokens of WorkOS",
            "User: WorkOS's 'User' has one 'Email' with 'EmailVerified' in place of 'EmailAddresses', one 'Metadata' of short texts, and 'ExternalId', which holds the Clerk id",
        ],
        await Messages("""
            public class Uses
            {
                public object Invites(Clerk.BackendAPI.Invitations part) => part.CreateAsync();
                public object Bans(Clerk.BackendAPI.IUsers part, string id) => part.BanAsync(id);
                public object Verifies(string token) => Clerk.BackendAPI.Helpers.Jwks.VerifyToken.VerifyTokenAsync(token);
                public object Authenticates(string token) => Clerk.BackendAPI.Helpers.Jwks.AuthenticateRequest.AuthenticateRequestAsync(token, null);
                public object Waits(string what) => Clerk.BackendAPI.Models.Components.User.ReferenceEquals(what, null);
            }
            """));

    [Theory]
    [InlineData("clerk?.Users.{|C2W501:GetAsync|}(id)")]
    [InlineData("clerk.Users?.{|C2W501:GetAsync|}(id)")]
    [InlineData("(clerk).{|C2W501:Users.GetAsync|}(id)")]
    [InlineData("this.Clerk.{|C2W501:Users.GetAsync|}(id)")]
    [InlineData("clerk.Users.Equals(id)")]
    [InlineData("id.ForAsync()")]
    [InlineData("id.GetAsync()")]
    public Task A_call_is_found_however_it_is_reached(string call) => RuleProject.Of($$"""
        using Clerk.BackendAPI.Utils;
        public class Uses
        {
            public {|C2W501:Clerk.BackendAPI.ClerkBackendApi|} Clerk { get; set; }
            public object Do({|C2W501:Clerk.BackendAPI.IClerkBackendApi|} clerk, string id) => {{call}};
        }
        public static class Others { public static string GetAsync(this string id) => id; }
        """.Replace("{|C2W501:Clerk.BackendAPI.ClerkBackendApi|}", "global::Clerk.BackendAPI.{|C2W501:ClerkBackendApi|}", StringComparison.Ordinal)
        .Replace("{|C2W501:Clerk.BackendAPI.IClerkBackendApi|}", "global::Clerk.BackendAPI.{|C2W501:IClerkBackendApi|}", StringComparison.Ordinal))
        .Referring(ClerkLibraries.Sdk).Referring(More, name: "More").Shows();

    [Fact]
    public async Task A_client_that_is_made_and_an_import_say_what_takes_their_place()
    {
        Assert.Equal(
            ["ClerkBackendApi: use 'new WorkOSClient(new WorkOSOptions { ApiKey = …, ClientId = … })'"],
            await Messages("class Uses { object Clerk = new global::Clerk.BackendAPI.ClerkBackendApi(); }"));
        Assert.Equal(
            ["Clerk.BackendAPI: the import can go when nothing needs it; WorkOS's is 'WorkOS'"],
            await Messages("using Clerk.BackendAPI; class Uses { }"));
    }

    [Fact]
    public Task A_statement_is_one_thing_but_for_its_calls() => RuleProject.Of("""
        using System;
        using System.Threading.Tasks;
        using Clerk.BackendAPI;
        using Clerk.BackendAPI.Models.Components;
        using Clerk.BackendAPI.Models.Operations;
        public class Uses
        {
            public {|C2W501:User|} One(Organization other) => new {|C2W501:User|}();
            public object Two() { object one = new {|C2W501:User|}(), two = new Organization(); return one ?? two; }
            public Func<object> Three = () => new {|C2W501:User|}();
            public async Task Four({|C2W501:IClerkBackendApi|} clerk)
            {
                Console.WriteLine(await clerk.{|C2W501:Users.GetAsync|}("1") as object ?? await clerk.{|C2W501:Users.GetAsync|}("2"));
                Func<Task> lambda = () => clerk.{|C2W501:Users.ListAsync|}(new GetUserListRequest());
                foreach (var user in new {|C2W501:User|}[0])
                    Console.WriteLine(user as {|C2W501:User|});
            }
        }
        """).Referring(ClerkLibraries.Sdk).Shows();

    [Theory]
    [InlineData("using Clerk.Net.DependencyInjection;", "services.{|C2W501:AddClerkApiClient|}(o => { });")]
    [InlineData("using Clerk.Net.AspNetCore.Security;", "services.{|C2W503:AddClerkAuthentication|}(o => { });")]
    [InlineData("", "services.AddClerkApiClient(o => { });")]
    [InlineData("using Clerk.Desk;", "services.AddClerkApiClient(o => { });")]
    public Task The_SDKs_own_registration_is_known_by_its_import_where_the_package_is_not_restored(string import, string statement) => RuleProject.Of(
        $"{import}\npublic static class Start {{ public static void Register(Gone services) {{ {statement} }} }}").ShowsThoughBroken();

    [Fact]
    public Task A_registration_of_the_applications_own_is_not_the_SDKs() => RuleProject.Of("""
        using Clerk.BackendAPI.Models.Components;
        public static class Own { public static void AddClerkApiClient(this object services) { } public static void Start(object services, {|C2W501:User|} user) => services.AddClerkApiClient(); }
        """).Referring(ClerkLibraries.Sdk).Shows();

    [Fact]
    public Task A_call_that_does_not_fit_yet_is_found() => RuleProject.Of("""
        public class Uses { public object Do(Clerk.BackendAPI.{|C2W501:ClerkBackendApi|} clerk) => clerk.{|C2W501:Users.GetAsync|}(1, 2, 3); }
        """).Referring(ClerkLibraries.Sdk).ShowsThoughBroken();

    [Fact]
    public async Task A_registration_is_one_by_the_methods_of_dependency_injection()
    {
        string[] adding = ["AddSingleton", "AddScoped", "AddTransient", "AddHttpClient", "AddKeyedSingleton", "AddKeyedScoped", "AddKeyedTransient", "TryAddSingleton", "TryAddScoped"];
        var messages = await Messages($$"""
            using Clerk.BackendAPI;
            public static class Start
            {
                public static void Register(Registry services)
                {
                    {{string.Concat(adding.Select(method => $"services.{method}<ClerkBackendApi>();\n"))}}
                    services.AddSingleton(typeof(ClerkBackendApi));
                }
            }
            """, Registers);
        Assert.Equal(Enumerable.Repeat("ClerkBackendApi: register 'WorkOSClient' in its place", adding.Length + 1), messages);
    }

    [Fact]
    public async Task Another_call_that_names_a_client_is_none() => Assert.Equal(
        ["ClerkBackendApi: 'WorkOSClient' takes its place", "ClerkBackendApi: 'WorkOSClient' takes its place"],
        await Messages("""
            using Clerk.BackendAPI;
            public static class Start
            {
                public static void Register(Registry services)
                {
                    services.AddThing<ClerkBackendApi>();
                    services.GetSingleton<ClerkBackendApi>();
                }
            }
            """, Registers));

    [Fact]
    public async Task The_SDKs_own_registration_says_what_to_register() => Assert.Equal(
        ["AddClerkApiClient: register 'WorkOSClient' in its place"],
        (await RuleProject.Of("""
            using Clerk.Net.DependencyInjection;
            public static class Start { public static void Register(Microsoft.Extensions.DependencyInjection.IServiceCollection services) => services.AddClerkApiClient(null); }
            """).Referring(ClerkLibraries.AspNetCore).Messages()).Select(Short));

    [Fact]
    public Task Who_holds_a_client_is_one_and_a_method_that_is_given_one_another() => RuleProject.Of("""
        using Clerk.BackendAPI;
        public class Holder
        {
            private {|C2W501:ClerkBackendApi|} _one;
            public ClerkBackendApi Two { get; set; }
            public Holder(ClerkBackendApi one) => _one = one;
            public void Given({|C2W501:ClerkBackendApi|} one, IClerkBackendApi two) { }
            public {|C2W501:ClerkBackendApi|} Returned() => null;
            public void Local() { {|C2W501:ClerkBackendApi|} one = null; void Inner({|C2W501:IClerkBackendApi|} two) { } Inner(one); }
        }
        public record Kept({|C2W501:IClerkBackendApi|} Clerk);
        public delegate void Handler({|C2W501:IClerkBackendApi|} clerk);
        public class Derived : {|C2W501:ClerkBackendApi|} { }
        """).Referring(ClerkLibraries.Sdk).Shows();

    [Fact]
    public Task What_is_made_for_a_call_belongs_to_it() => RuleProject.Of("""
        using System.Threading.Tasks;
        using Clerk.BackendAPI;
        using Clerk.BackendAPI.Models.Operations;
        public class Uses
        {
            public async Task Passed({|C2W501:IClerkBackendApi|} clerk)
            {
                var request = new GetUserListRequest();
                var other = new {|C2W501:GetUserListRequest|}();
                if (other is not null)
                    await clerk.{|C2W501:Users.ListAsync|}(request);
                {|C2W501:GetUserListRequest|} one = null, two = null;
                await clerk.{|C2W501:Users.ListAsync|}(one ?? two);
            }
            public async Task Elsewhere({|C2W501:IClerkBackendApi|} clerk)
            {
                { var request = new {|C2W501:GetUserListRequest|}(); }
                { GetUserListRequest request = null; await clerk.{|C2W501:Users.ListAsync|}(request); }
                try { System.Console.WriteLine(); } catch (Clerk.BackendAPI.Models.Errors.{|C2W501:ClerkErrors|}) { await clerk.{|C2W501:Users.CountAsync|}(); }
            }
            public object Body({|C2W501:IClerkBackendApi|} clerk) => clerk.{|C2W501:Users.ListAsync|}(new GetUserListRequest());
        }
        """).Referring(ClerkLibraries.Sdk).Shows();

    [Theory]
    [InlineData("using {|C2W501:Clerk.BackendAPI|};\nusing Clerk.BackendAPI.Models.Components;\nclass Empty { }")]
    [InlineData("namespace App { using {|C2W501:Clerk.BackendAPI|}; class Empty { } }")]
    [InlineData("namespace App;\nusing {|C2W501:Clerk.BackendAPI|};\nclass Empty { }")]
    [InlineData("using Api = {|C2W501:Clerk.BackendAPI|};\nclass Empty { }")]
    [InlineData("using static {|C2W501:Clerk.BackendAPI.ClerkBackendApi|};\nclass Empty { }")]
    [InlineData("using Clerk.Desk;\nclass Empty { }")]
    [InlineData("using System;\nclass Empty { }")]
    public Task An_import_alone_is_found(string code) =>
        RuleProject.Of(code, "namespace Clerk.Desk { class Lamp { } }").Referring(ClerkLibraries.Sdk).Shows();

    [Fact]
    public Task Where_the_package_is_not_restored_names_stand_for_it() => RuleProject.Of(
        """
        using Clerk.BackendAPI;
        using Clerk.BackendAPI.Helpers.Jwks;
        using Clerk.Net.Client;
        public class Uses
        {
            public object A({|C2W501:IClerkBackendApi|} clerk) => clerk.{|C2W501:Users.DeleteAsync|}("id");
            public object B() => {|C2W501:AuthenticateRequest.AuthenticateRequestAsync|}(null, null);
            public object C() => {|C2W501:VerifyToken.VerifyTokenAsync|}(null, null);
            public object D({|C2W501:ClerkApiClient|} clerk) => clerk.Users["id"].Ban.{|C2W501:PostAsync|}();
            public object E(SomeApiClient clerk) => clerk.Users["id"].Ban.PostAsync();
            public object F({|C2W501:RequestState|} state) => new Gone { AuthenticateRequest = null, Other = G(VerifyToken: 1) }.RequestState;
            public object G(int VerifyToken) => state.ClerkErrors;
            public object H(User user) => Other.VerifyTokenAsync(null);
        }
        """).ShowsThoughBroken();

    [Fact]
    public Task A_global_import_of_a_package_that_is_not_restored_counts_for_every_file() => RuleProject.Of(
        "global using {|C2W501:Clerk.BackendAPI|};",
        "public class Uses { public object Do({|C2W501:ClerkBackendApi|} clerk) => clerk.{|C2W501:Users.DeleteAsync|}(\"id\"); }").ShowsThoughBroken();

    /// <summary>The compiler asks for the import first.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("global using {|C2W501:Clerk.BackendAPI|};")]
    public Task A_name_without_its_import_is_not_yet_the_SDKs(string import) => RuleProject.Of(
        import,
        "public class Uses { public object Do(RequestState state, ClerkApiClient clerk) => clerk.Users[\"id\"].DeleteAsync(); }").Referring(ClerkLibraries.Sdk).ShowsThoughBroken();

    private static async Task<IEnumerable<string>> Messages(params string[] files) =>
        (await RuleProject.Of(files).Referring(ClerkLibraries.Sdk).Referring(More, name: "More").Messages()).Select(Short);

    /// <summary>The name and the advice.</summary>
    private static string Short(string message) => message.Replace("C2W501: '", "", StringComparison.Ordinal).Replace("' is of Clerk's SDK; ", ": ", StringComparison.Ordinal);
}
