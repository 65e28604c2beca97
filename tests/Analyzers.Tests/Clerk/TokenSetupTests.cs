using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk;

/// <summary>C2W503: the ways in which a program takes its tokens from Clerk, and what they are called.</summary>
public class TokenSetupTests
{
    private const string More = """
        using System;
        using System.Collections.Generic;
        using Microsoft.Extensions.DependencyInjection;
        namespace Microsoft.More
        {
            public class OpenIdConnectOptions { public string Authority { get; set; } public string MetadataAddress { get; set; } }
            public class OAuthOptions { public string AuthorizationEndpoint { get; set; } public string TokenEndpoint { get; set; } public string UserEndpoint { get; set; } }
            public class TokenValidationParameters { public string ValidIssuer { get; set; } public IEnumerable<string> ValidIssuers { get; set; } public string NameClaimType { get; set; } }
            public class CookieOptions { public string Authority { get; set; } }
            public class OpenIdConnectConfiguration { }
            public class OtherConfiguration { }
            public class ConfigurationManager<T> { public ConfigurationManager(string address) { } }
            public class OptionsBuilder<T> { public void Configure(Action<T> configure) { } public void PostConfigure(Action<T> configure) { } }
            public static class Extensions
            {
                public static void PostConfigure<T>(this IServiceCollection services, string name, Action<T> configure) { }
                public static void ConfigureAll<T>(this IServiceCollection services, Action<T> configure) { }
                public static void Validate<T>(this IServiceCollection services, Action<T> configure) { }
                public static OptionsBuilder<T> AddOptions<T>(this IServiceCollection services) => null;
                public static void AddOAuth(this Microsoft.AspNetCore.Authentication.AuthenticationBuilder builder, string scheme, Action<OAuthOptions> configure) { }
                public static void AddJwtBearer(this Microsoft.AspNetCore.Authentication.AuthenticationBuilder builder, string scheme) { }
            }
        }
        """;

    private const string Members = """
        private static string Field = "https://x.clerk.accounts.dev";
        private static string Initialized { get; } = "https://x.clerk.accounts.dev";
        private static string Computed => "https://x.clerk.accounts.dev";
        private static string Given { get; set; }
        """;

    private const string Evidence = "public static class Settings { public static string Read(Microsoft.Extensions.Configuration.IConfiguration c) => c[\"Clerk:SecretKey\"]; }";

    [Theory]
    [InlineData("services.Configure<JwtBearerOptions>(\"x\", o => o.Authority = Clerk);", "Configure", "tokens")]
    [InlineData("services.PostConfigure<JwtBearerOptions>(\"x\", o => o.Authority = Clerk);", "PostConfigure", "tokens")]
    [InlineData("services.ConfigureAll<OpenIdConnectOptions>(o => o.Authority = Clerk);", "ConfigureAll", "tokens")]
    [InlineData("services.ConfigureAll<Microsoft.More.OAuthOptions>(o => o.TokenEndpoint = Clerk);", "ConfigureAll", "tokens")]
    [InlineData("services.AddOptions<JwtBearerOptions>().Configure(o => o.Authority = Clerk);", "Configure", "tokens")]
    [InlineData("services.AddOptions<JwtBearerOptions>().PostConfigure(o => o.Authority = Clerk);", "PostConfigure", "tokens")]
    [InlineData("authentication.AddJwtBearer(o => o.Authority = Clerk);", "AddJwtBearer", "tokens")]
    [InlineData("authentication.AddOpenIdConnect(\"x\", o => o.Authority = Clerk);", "AddOpenIdConnect", "sign-in")]
    [InlineData("authentication.AddOAuth(\"x\", o => o.TokenEndpoint = Clerk);", "AddOAuth", "sign-in")]
    [InlineData("void M(JwtBearerOptions o) => o.Authority = Clerk; M(null);", "Authority", "tokens")]
    [InlineData("void M(OpenIdConnectOptions o) => o.MetadataAddress = Clerk; M(null);", "MetadataAddress", "tokens")]
    [InlineData("void M(OAuthOptions o) => o.AuthorizationEndpoint = Clerk; M(null);", "AuthorizationEndpoint", "tokens")]
    [InlineData("void M(OAuthOptions o) => o.TokenEndpoint = Clerk; M(null);", "TokenEndpoint", "tokens")]
    [InlineData("void M(Microsoft.More.TokenValidationParameters p) => p.ValidIssuer = Clerk; M(null);", "ValidIssuer", "tokens")]
    [InlineData("void M(Microsoft.More.TokenValidationParameters p) => p.ValidIssuers = new[] { Clerk }; M(null);", "ValidIssuers", "tokens")]
    [InlineData("object p = new TokenValidationParameters { ValidIssuer = Clerk };", "TokenValidationParameters", "tokens")]
    [InlineData("TokenValidationParameters p = new() { ValidIssuer = Clerk };", "TokenValidationParameters", "tokens")]
    [InlineData("object o = new OAuthOptions { UserEndpoint = Clerk };", "OAuthOptions", "tokens")]
    [InlineData("object m = new ConfigurationManager<OpenIdConnectConfiguration>(Clerk);", "ConfigurationManager", "tokens")]
    public async Task A_set_up_is_named_by_what_is_called(string statement, string what, string of)
    {
        var message = Assert.Single(await Found(statement.Replace("Clerk", "\"https://x.clerk.accounts.dev\"", StringComparison.Ordinal)));
        Assert.StartsWith($"'{what}' belongs to Clerk's {of}; ", message, StringComparison.Ordinal);
        Assert.Contains(of == "tokens" ? "use 'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens, which checks the signature" : "let AuthKit sign in ('UserManagement.GetAuthorizationUrl'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services.Configure<CookieOptions>(\"x\", o => o.Authority = Clerk);")]
    [InlineData("services.Validate<JwtBearerOptions>(o => o.Authority = Clerk);", "Authority")]
    [InlineData("services.AddOptions<CookieOptions>().Configure(o => o.Authority = Clerk);")]
    [InlineData("void M(CookieOptions o) => o.Authority = Clerk; M(null);")]
    [InlineData("void M(OAuthOptions o) => o.UserEndpoint = Clerk; M(null);")]
    [InlineData("Microsoft.More.TokenValidationParameters p = new() { NameClaimType = Clerk };")]
    [InlineData("object o = new CookieOptions { Authority = Clerk };")]
    [InlineData("object m = new ConfigurationManager<OtherConfiguration>(Clerk);")]
    [InlineData("authentication.Equals(Clerk);")]
    public async Task Another_call_is_no_set_up(string statement, params string[] what) => Assert.Equal(
        what, (await Found(statement.Replace("Clerk", "\"https://x.clerk.accounts.dev\"", StringComparison.Ordinal))).Select(message => message.Split('\'')[1]));

    [Theory]
    [InlineData("var issuer = Clerk; authentication.AddJwtBearer(o => o.Authority = issuer);")]
    [InlineData("var issuer = Clerk; authentication.AddJwtBearer(o => o.Authority = issuer.Trim());")]
    [InlineData("var issuer = Clerk; authentication.AddJwtBearer(o => o.Authority = $\"{issuer}/\");")]
    [InlineData("var issuer = Clerk; authentication.AddJwtBearer(o => o.Authority = string.Concat(issuer, \"/\"));")]
    [InlineData("authentication.AddJwtBearer(o => o.Authority = Field);")]
    [InlineData("authentication.AddJwtBearer(o => o.Authority = Initialized);")]
    [InlineData("authentication.AddJwtBearer(o => o.Authority = Computed);")]
    public async Task A_value_that_is_read_is_looked_up_in_the_file(string statement) => Assert.Equal(
        ["AddJwtBearer"], (await Found(statement.Replace("Clerk", "\"https://x.clerk.accounts.dev\"", StringComparison.Ordinal))).Select(message => message.Split('\'')[1]));

    [Theory]
    [InlineData("authentication.AddJwtBearer(o => o.Authority = Given);")]
    [InlineData("authentication.AddJwtBearer(o => Field = o.Authority);")]
    [InlineData("authentication.AddJwtBearer(o => o.Authority = Issuers.Of(Field: \"x\"));")]
    [InlineData("authentication.AddJwtBearer(o => o.Authority = new Issuers { Field = \"x\" }.ToString());")]
    public async Task What_is_not_read_is_not(string statement) => Assert.Empty(await Found(statement));

    [Theory]
    [InlineData("authentication.AddJwtBearer(\"Clerk\");", true)]
    [InlineData("authentication.AddJwtBearer(\"Clerk\", o => { });", true)]
    [InlineData("authentication.AddJwtBearer(\"CLERK\", o => o.Authority = \"https://login.example.com\");", true)]
    [InlineData("authentication.AddJwtBearer(\"Bearer\", o => o.Authority = configuration[\"Clerk:Tenant\"]);", true)]
    [InlineData("authentication.AddJwtBearer(\"Bearer\", o => o.Authority = configuration[\"Clerk__Tenant\"]);", true)]
    [InlineData("authentication.AddJwtBearer(\"Bearer\", o => o.Authority = configuration[\"CLERK_TENANT\"]);", true)]
    [InlineData("authentication.AddJwtBearer(\"Bearer\", o => { o.Authority = \"https://login.example.com\"; var t = configuration[\"Clerk:Tenant\"]; });", false)]
    [InlineData("authentication.AddJwtBearer(\"Bearer\", o => o.Authority = configuration[\"Auth:Tenant\"]);", false)]
    [InlineData("authentication.AddJwtBearer(\"Bearer\", o => { o.Authority = \"login\"; var t = configuration[\"Clerk:Tenant\"]; });", true)]
    [InlineData("authentication.AddJwtBearer(\"Bearer\", o => { o.Authority = configuration[\"Auth:Issuer\"]; var t = configuration[\"Clerk:Tenant\"]; });", false)]
    [InlineData("authentication.AddJwtBearer(\"Bearer\", o => { o.Authority = \"https://clerk\" + o; var t = configuration[\"Clerk:Tenant\"]; });", true)]
    [InlineData("authentication.AddJwtBearer(\"Bearer\", o => { var u = \"https://login.example.com\"; var t = configuration[\"Clerk:Tenant\"]; });", true)]
    [InlineData("authentication.AddJwtBearer(\"Bearer\", o => { /* clerk */ });", false)]
    [InlineData("authentication.AddJwtBearer(\"Bearer\", o => o.Authority = \"clerks\");", false)]
    public async Task A_name_shows_it_where_Clerk_is_used(string statement, bool isFound)
    {
        Assert.Equal(isFound ? 1 : 0, (await Found(statement, Evidence)).Length);
        Assert.Empty(await Found(statement));
    }

    [Fact]
    public async Task A_method_of_the_applications_own_is_looked_into()
    {
        var messages = await RuleProject.Of("""
            using System;
            using Microsoft.AspNetCore.Authentication;
            using Microsoft.AspNetCore.Authentication.JwtBearer;
            namespace App
            {
                public static class Own
                {
                    public static void AddOAuth(this AuthenticationBuilder builder, string authority) => builder.AddJwtBearer(o => o.Authority = "https://x.clerk.accounts.dev" + authority);
                    public static void Start(AuthenticationBuilder builder) => builder.AddOAuth("https://x.clerk.accounts.dev");
                }
            }
            """).Referring(ClerkLibraries.AspNetCore).Messages();
        Assert.Equal(["C2W503: 'AddJwtBearer'", "C2W502: 'clerk.accounts.dev'"], messages.Select(message => message[..(message.IndexOf('\'', "C2W503: '".Length) + 1)]));
    }

    [Theory]
    [InlineData("configuration[\"azp\"]", false)]
    [InlineData("section[\"azp\"]", false)]
    [InlineData("root[\"azp\"]", false)]
    [InlineData("manager[\"azp\"]", false)]
    [InlineData("token[\"azp\"]", true)]
    [InlineData("new System.Collections.Generic.Dictionary<string, string> { [\"azp\"] = \"x\" }", false)]
    [InlineData("token.GetAzpClaim(\"org_slug\")", true)]
    [InlineData("token.Read(\"azp\")", true)]
    [InlineData("token.Read(\"org_slug\")", false)]
    [InlineData("token.Type.Equals(\"org_slug\")", true)]
    [InlineData("token.Name.Equals(\"org_slug\")", false)]
    [InlineData("token.Type == \"org_slug\"", true)]
    [InlineData("\"org_slug\" != token.Type", true)]
    [InlineData("token.Name == \"org_slug\"", false)]
    [InlineData("token.Type is not \"org_slug\"", true)]
    [InlineData("token.Name is \"org_slug\"", false)]
    [InlineData("token.Azp", true)]
    [InlineData("token.Name + nameof(Azp)", false)]
    [InlineData("new Token { NameClaimType = \"org_slug\" }", true)]
    [InlineData("new Token { Name = \"org_slug\" }", false)]
    public async Task A_claim_is_one_where_it_is_read_from_a_token(string expression, bool isFound) => Assert.Equal(
        isFound ? 1 : 0,
        (await RuleProject.Of($$"""
            public interface IConfiguration { string this[string key] { get; } }
            public interface IConfigurationSection : IConfiguration { }
            public interface IConfigurationRoot : IConfiguration { }
            public abstract class ConfigurationManager : IConfiguration { public abstract string this[string key] { get; } }
            public class Token
            {
                public string this[string key] => key;
                public string Type, Name, NameClaimType;
                public string Azp => "";
                public string Read(string key) => key;
                public string GetAzpClaim(string key) => key;
            }
            public class Reads
            {
                private const string Azp = "x";
                public object Do(IConfiguration configuration, IConfigurationSection section, IConfigurationRoot root, ConfigurationManager manager, Token token) => {{expression}};
            }
            """, "class Evidence { string Key = \"CLERK_SECRET_KEY\"; }").Messages()).Count(message => message.StartsWith("C2W503", StringComparison.Ordinal)));

    [Fact]
    public Task A_webhook_that_is_made_here_and_verified_elsewhere_is_found_where_it_is_made() => RuleProject.Of("""
        public class ClerkWebhooks
        {
            public Svix.Webhook Make(string secret) => new {|C2W503:Svix.Webhook|}(secret);
            public Svix.Webhook MakeTwice(string secret) { var one = new {|C2W503:Svix.Webhook|}(secret); return new Svix.Webhook(secret + one); }
        }
        """, Evidence.Replace("Clerk:SecretKey", "{|C2W502:Clerk:SecretKey|}", StringComparison.Ordinal)).Referring(ClerkLibraries.AspNetCore).Shows();

    [Theory]
    [InlineData("using Svix;", "new Webhook(\"s\").{|C2W503:Verify|}(clerk)")]
    [InlineData("global using Svix;", "new Webhook(\"s\").{|C2W503:Verify|}(clerk)")]
    [InlineData("using Svix;", "new Hook(\"s\").Verify(clerk)")]
    [InlineData("using Svix;", "new Webhook(\"s\").{|C2W503:Verify|}(clerk) + webhook.Verify()")]
    [InlineData("using S = Svix;", "new Webhook(\"s\").Verify(clerk)")]
    [InlineData("using Svix.Models;", "new Webhook(\"s\").Verify(clerk)")]
    public Task A_webhook_is_known_by_the_import_where_the_package_is_not_restored(string import, string expression) => RuleProject.Of(
        $"{import}\npublic class Hooks {{ public object Do(string clerk, Gone webhook) => {expression}; }}",
        Evidence.Replace("Clerk:SecretKey", "{|C2W502:Clerk:SecretKey|}", StringComparison.Ordinal)).Referring(ClerkLibraries.AspNetCore.Replace("namespace Svix", "namespace Other", StringComparison.Ordinal)).ShowsThoughBroken();

    [Theory]
    [InlineData("authentication.AddJwtBearer(\"Clerk\", o => o.Authority = \"https://x.clerk.accounts.dev\");", "https://x.clerk.accounts.dev")]
    [InlineData("services.Configure<JwtBearerOptions>(\"Clerk\", o => o.Authority = \"https://x.clerk.accounts.dev\");", "Clerk, https://x.clerk.accounts.dev")]
    [InlineData("object p = new TokenValidationParameters { ValidIssuer = \"https://x.clerk.accounts.dev\" }; var k = \"CLERK_SECRET_KEY\";", "https://x.clerk.accounts.dev")]
    public void Strings_belong_to_the_set_up_around_them_but_for_an_added_scheme(string statement, string held)
    {
        var compilation = Start(statement).Compile();
        var tree = compilation.SyntaxTrees[0];
        var project = new MigrationProject(compilation, MigrationMap.Default, text => CandidateWords.In(text, CandidateWords.All));
        var file = new MigrationFile(project, compilation.GetSemanticModel(tree), tree.GetText(), _ => { }, CancellationToken.None);
        Assert.Equal(held, string.Join(", ", tree.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>().Where(file.TokenUses.Hold).Select(literal => literal.Token.ValueText)));
    }

    private static async Task<string[]> Found(string statement, string other = "") => [.. (await Start(statement, other).Messages())
        .Where(message => message.StartsWith("C2W503: ", StringComparison.Ordinal)).Select(message => message["C2W503: ".Length..])];

    private static RuleProject Start(string statement, string other = "") => RuleProject.Of($$"""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.IdentityModel.Tokens;
        using Microsoft.More;
        public class Start
        {
            {{(statement.Contains("authentication.AddJwtBearer(o => ", StringComparison.Ordinal) ? Members : "")}}
            public static void Configure(IServiceCollection services, IConfiguration configuration, AuthenticationBuilder authentication)
            {
                {{statement}}
            }
        }
        public class Issuers { public string Field; public static string Of(string Field) => Field; }
        """.Replace("using Microsoft.IdentityModel.Tokens;", statement.Contains("new TokenValidation", StringComparison.Ordinal) || statement.Contains("Parameters p = new() { Valid", StringComparison.Ordinal) ? "using TokenValidationParameters = Microsoft.IdentityModel.Tokens.TokenValidationParameters;" : "", StringComparison.Ordinal), other)
        .Referring(ClerkLibraries.AspNetCore).Referring(More, name: "More");
}
