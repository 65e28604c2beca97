namespace Clerk2WorkOS.Analyzers.Tests.Clerk.Configuration;

/// <summary>C2W502 in C#: what a string says, and where that counts.</summary>
public class ClerkConfigurationTests
{
    private const string Configuration = """
        namespace Microsoft.Extensions.Configuration
        {
            public interface IConfiguration { string this[string key] { get; set; } IConfiguration GetSection(string key); }
        }
        namespace Microsoft.AspNetCore
        {
            public class AuthorizeAttribute : System.Attribute { public string AuthenticationSchemes { get; set; } }
            public class AuthenticationBuilder { public AuthenticationBuilder AddJwtBearer(string scheme, System.Action<object> options) => this; }
            public class AuthenticationOptions { public string DefaultScheme { get; set; } }
        }
        """;

    [Fact]
    public Task Finds_keys_and_variables() => Finds("""
        public class Keys(IConfiguration configuration)
        {
            public string Secret => configuration["{|C2W502:Clerk:SecretKey|}"];
            public string Nested => configuration["{|C2W502:Authentication:Clerk:Authority|}"] + configuration["{|C2W502:Clerk__WebhookSecret|}"];
            public string Variable => System.Environment.GetEnvironmentVariable("{|C2W502:CLERK_SECRET_KEY|}") + $"set {|C2W502:VITE_CLERK_PUBLISHABLE_KEY|}={Secret}";
            public string Own => configuration["{|C2W502:Clerk:TenantName|}"] + System.Environment.GetEnvironmentVariable("{|C2W502:CLERK_REGION|}");
            public string Raw => @"{|C2W502:CLERK_JWT_KEY|}" + "{|C2W502:CLERK_API_KEY|}" + "a \"{|C2W502:clerkPublishableKey|}\"";
        }
        """);

    [Fact]
    public Task Finds_sections() => Finds("""
        public class Options(IConfiguration configuration)
        {
            public const string SectionName = "{|C2W502:Clerk|}";
            public const string Title = "Clerk";
            public object Section => configuration.GetSection("{|C2W502:Clerk|}");
            public object Other => configuration.GetSection("{|C2W502:ClerkSettings|}");
        }
        """);

    [Fact]
    public Task Finds_schemes() => Finds("""
        [Authorize(AuthenticationSchemes = "{|C2W502:Clerk|}")]
        public class Controller
        {
            [Authorize(AuthenticationSchemes = "Cookies,{|C2W502:ClerkJwt|}")] public void Get() { }
            public void Set(AuthenticationBuilder builder) => builder.AddJwtBearer("{|C2W502:Clerk|}", null);
            public AuthenticationOptions Options => new() { DefaultScheme = "{|C2W502:Clerk|}" };
        }
        """);

    [Theory]
    [InlineData("{|C2W502:Clerk|}")]
    [InlineData("{|C2W502:clerk|}")]
    [InlineData("{|C2W502:ClerkJwt|}")]
    [InlineData("{|C2W502:Clerk-1_x|}")]
    [InlineData("{|C2W502:Clerk|},Cookies")]
    [InlineData("{|C2W502:Clerk|} Cookies")]
    [InlineData("Cookies, {|C2W502:Clerk|}")]
    [InlineData("Cookies,{|C2W502:Clerk2|},Basic")]
    [InlineData("MyClerk")]
    [InlineData("Cookies;Clerk")]
    [InlineData("Clerk;Cookies")]
    [InlineData("Clerk/1")]
    [InlineData("Clerk.Jwt")]
    [InlineData("Cookies")]
    public Task A_scheme_is_one_of_a_list(string schemes) => Finds($$"""
        [Authorize(AuthenticationSchemes = "{{schemes}}")] public class Controller { }
        """);

    [Theory]
    [InlineData("public const string Scheme = \"Clerk\";", "'Clerk' is an authentication scheme of Clerk's; use 'WorkOS'")]
    [InlineData("public string DefaultScheme { get; } = \"ClerkJwt\";", "'ClerkJwt' is an authentication scheme of Clerk's; use 'WorkOSJwt'")]
    [InlineData("public string MyScheme => \"Clerk\";", "'Clerk' is an authentication scheme of Clerk's; use 'WorkOS'")]
    [InlineData("public const string SectionName = \"Clerk\";", "'Clerk' is a section of Clerk's settings; use 'WorkOS'")]
    [InlineData("public string Section => \"ClerkSettings\";", "'ClerkSettings' is a section of Clerk's settings; use 'WorkOS'")]
    [InlineData("public object M(IConfiguration c) => c.GetSection(\"ClerkOptions\");", "'ClerkOptions' is a section of Clerk's settings; use 'WorkOS'")]
    [InlineData("public string Section => \"ClerkTill\";")]
    [InlineData("public string Title = \"Clerk\";")]
    [InlineData("public string Scheme() => \"Clerk\";")]
    [InlineData("public string Name { get; set; } public void M() => Name = \"Clerk\";")]
    [InlineData("public void M() => System.Console.WriteLine(\"Clerk\");")]
    public async Task A_name_is_a_scheme_or_a_section_where_it_is_used_as_one(string member, params string[] messages) => Assert.Equal(
        messages.Select(message => "C2W502: " + message),
        await RuleProject.Of("using Microsoft.AspNetCore;\nusing Microsoft.Extensions.Configuration;\npublic class Uses { " + member + " }")
            .Configured("c2w_evidence", "on").Referring(Configuration).Messages());

    [Theory]
    [InlineData("public string Scheme => \"Clerk\";")]
    [InlineData("public string Section => \"Clerk\";")]
    public Task A_constant_needs_another_sign(string member) => Finds("public class Uses { " + member + " }");

    [Fact]
    public Task Finds_addresses_packages_and_webhook_routes() => Finds("""
        public class Addresses
        {
            public string Api = "https://{|C2W502:api.clerk.com|}/v1/users/" + "https://{|C2W502:api.clerk.dev|}";
            public string Issuer = "https://{|C2W502:brave-cat-12.clerk.accounts.dev|}";
            public string Site = "https://{|C2W502:clerk.com|}/docs" + "https://{|C2W502:img.clerk.com|}/x.png";
            public string Production = "https://{|C2W502:clerk.booking.example|}/.well-known/jwks.json";
            public string Package = "{|C2W502:@clerk/nextjs|}" + "https://{|C2W502:x.clerk.accounts.dev|}/npm/@clerk/clerk-js@5/dist/clerk.browser.js";
            public string Route = "/api/{|C2W502:webhooks/clerk|}" + "/{|C2W502:clerk-webhook|}" + "/hooks/{|C2W502:clerk/webhooks|}";
            public string None = "https://salesclerk.com/x" + "clerk.com is a site" + "/clerks/webhook" + "clerk webhook";
        }
        """);

    [Fact]
    public async Task Names_the_counterpart()
    {
        string[] keys =
        [
            "CLERK_SECRET_KEY", "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", "VITE_CLERK_PUBLISHABLE_KEY", "Clerk:SecretKey", "Auth:Clerk:PublishableKey", "Clerk__WebhookSigningSecret",
            "CLERK_JWT_KEY", "Clerk:Authority", "CLERK_AUTHORIZED_PARTIES", "CLERK_SIGN_IN_URL", "clerkPublishableKey", "clerk_secret_key", "https://a-b.clerk.accounts.dev", "@clerk/clerk-react", "@clerk/localizations",
        ];
        var messages = await RuleProject.Of($"public class C {{ public string[] All = [{string.Join(", ", keys.Select(key => $"\"{key}\""))}]; }}").Messages();
        Assert.Equal(
            [
                "'CLERK_SECRET_KEY' is a setting of Clerk's; use 'WORKOS_API_KEY'",
                "'NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY' is a setting of Clerk's; use 'WORKOS_CLIENT_ID'",
                "'VITE_CLERK_PUBLISHABLE_KEY' is a setting of Clerk's; use 'VITE_WORKOS_CLIENT_ID'",
                "'Clerk:SecretKey' is a setting of Clerk's; use 'WorkOS:ApiKey'",
                "'Auth:Clerk:PublishableKey' is a setting of Clerk's; use 'Auth:WorkOS:ClientId'",
                "'Clerk__WebhookSigningSecret' is a setting of Clerk's; use 'WorkOS__WebhookSecret'",
                "'CLERK_JWT_KEY' is a setting of Clerk's; WorkOS has none: its keys are at 'https://api.workos.com/sso/jwks/{client_id}'",
                "'Clerk:Authority' is a setting of Clerk's; WorkOS has none: its issuer is 'https://api.workos.com'",
                "'CLERK_AUTHORIZED_PARTIES' is a setting of Clerk's; WorkOS has none: its tokens have no 'azp'",
                "'CLERK_SIGN_IN_URL' is a setting of Clerk's; WorkOS has none: AuthKit has the pages, and is told a redirect URI",
                "'clerkPublishableKey' is a setting of Clerk's; use 'workosClientId'",
                "'clerk_secret_key' is a setting of Clerk's; use 'workos_api_key'",
                "'clerk.accounts.dev' is an address of Clerk's; WorkOS's issuer is 'https://api.workos.com', and its keys are at 'https://api.workos.com/sso/jwks/{client_id}'",
                "'@clerk/clerk-react' is a package of Clerk's; use '@workos-inc/authkit-react'",
                "'@clerk/localizations' is a package of Clerk's; WorkOS has packages of its own: '@workos-inc/authkit-…' and '@workos-inc/node'",
            ],
            messages.Select(message => message["C2W502: ".Length..]));
    }

    /// <summary>Each place is one rule's.</summary>
    [Fact]
    public Task Leaves_the_user_ids_name_to_C2W102() => Finds("""
        public class Both(IConfiguration configuration)
        {
            public string {|C2W101:ClerkUserId|} => configuration["{|C2W102:ADMIN_CLERK_USER_IDS|}"] + configuration["Clerk:{|C2W102:ClerkUserId|}"];
            public string Url => "https://{|C2W502:api.clerk.com|}/v1/users?{|C2W102:clerk_user_id|}=1";
        }
        """);

    /// <summary>Shops, courts, tills: a clerk is somebody's job.</summary>
    [Theory]
    [InlineData("public class Clerk { public string Name; } public class Till(IConfiguration configuration) { public object All => configuration.GetSection(\"Clerk\") + configuration[\"Clerk:Name\"] + \"CLERK_API_KEY\"; }")]
    [InlineData("public class Till(IConfiguration configuration) { public string All => configuration[\"Clerk:Name\"] + \"Clerk:Name\" + \"Clerk: {0}\" + \"CLERK_ID\" + configuration[\"CLERK_SHIFT\"]; }")]
    [InlineData("public class Labels { public const string SectionTitle = \"Clerk\"; public string Url = \"/api/clerks\" + \"https://clerk.shop.example/till\" + \"clerk_id\"; public string Scheme = \"Clerk\"; }")]
    [InlineData("public class Records { public int ClerkUserId; public string All = \"Clerk:Domain\" + \"/webhooks/clerk\" + \"clerk_user_id\"; }")]
    public Task Is_silent_where_a_clerk_is_a_person(string code) => Finds(code);

    [Fact]
    public Task What_may_be_anything_counts_beside_what_speaks_for_itself() => RuleProject.Of(
        "using Microsoft.Extensions.Configuration; public class Till(IConfiguration configuration) { public string All => configuration[\"{|C2W502:Clerk:Name|}\"] + configuration[\"{|C2W502:CLERK_SHIFT|}\"]; }",
        "public class Api { public string Url = \"https://{|C2W502:api.clerk.com|}\"; }").Referring(Configuration).Shows();

    [Fact]
    public Task A_file_beside_the_code_speaks_for_it() => RuleProject.Of(
        "using Microsoft.Extensions.Configuration; public class Till(IConfiguration configuration) { public string All => configuration[\"{|C2W502:Clerk:Name|}\"]; }")
        .Beside("/app/.env", "{|C2W502:CLERK_SECRET_KEY|}=1\n").Referring(Configuration).Shows();

    [Fact]
    public Task Evidence_can_be_switched_on_and_off() => Task.WhenAll(
        RuleProject.Of("public class A { public string Issuer = \"https://{|C2W502:clerk.shop.example|}\"; }").Configured("c2w_evidence", "on").Shows(),
        RuleProject.Of("public class A { public string Issuer = \"https://api.clerk.com\"; }").Beside("/app/.env", "CLERK_SECRET_KEY=1\n").Configured("c2w_evidence", "off").Shows(),
        RuleProject.Of("public class A { public string Issuer = \"https://api.clerk.com\"; }").Configured("c2w_excluded_paths", "File0.cs").Shows());

    private static Task Finds(string code) =>
        RuleProject.Of("using Microsoft.AspNetCore;\nusing Microsoft.Extensions.Configuration;\n" + code).Referring(Configuration).Shows();
}
