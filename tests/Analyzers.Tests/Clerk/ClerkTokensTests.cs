using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk;

public class ClerkTokensTests
{
    private const string Evidence = "public static class Settings { public static string Read(Microsoft.Extensions.Configuration.IConfiguration c) => c[\"{|C2W502:Clerk:SecretKey|}\"]; }";

    [Theory]
    [InlineData("authentication.{|C2W503:AddJwtBearer|}(o => o.Authority = \"https://brave-cat-1.clerk.accounts.dev\");")]
    [InlineData("authentication.{|C2W503:AddJwtBearer|}(\"Bearer\", o => { o.Authority = configuration[\"Clerk:Authority\"]; });")]
    [InlineData("var authority = configuration[\"{|C2W502:Clerk:Authority|}\"]; authentication.{|C2W503:AddJwtBearer|}(o => { o.Authority = authority; });")]
    [InlineData("authentication.{|C2W503:AddJwtBearer|}(o => o.TokenValidationParameters = new TokenValidationParameters { ValidIssuer = $\"https://{configuration[\"Domain\"]}.clerk.accounts.dev\" });")]
    [InlineData("authentication.{|C2W503:AddOpenIdConnect|}(\"Oidc\", o => o.Authority = \"https://x.clerk.accounts.dev\");")]
    [InlineData("services.{|C2W503:Configure<JwtBearerOptions>|}(\"Bearer\", o => o.Authority = \"https://x.clerk.accounts.dev\");")]
    [InlineData("var parameters = new {|C2W503:TokenValidationParameters|} { ValidIssuer = \"https://x.clerk.accounts.dev\" };")]
    [InlineData("TokenValidationParameters parameters = {|C2W503:new|}() { ValidIssuer = \"https://x.clerk.accounts.dev\" };")]
    [InlineData("void Configure(JwtBearerOptions o) { o.{|C2W503:Authority|} = configuration[\"Clerk:Authority\"]; } authentication.AddJwtBearer(Configure);")]
    [InlineData("authentication.{|C2W503:AddClerkAuthentication|}(o => { o.Authority = configuration[\"Clerk:Authority\"]; o.AuthorizedParty = configuration[\"Clerk:AuthorizedParty\"]; });")]
    public Task Finds_the_set_up_of_Clerks_tokens(string statement) => RuleProject.Of(Start(statement)).Referring(ClerkLibraries.AspNetCore).Shows();

    [Theory]
    [InlineData("authentication.{|C2W503:AddJwtBearer|}(o => o.Authority = \"https://clerk.example.com\");")]
    [InlineData("authentication.{|C2W503:AddJwtBearer|}(o => o.Authority = clerkOptions);")]
    [InlineData("authentication.{|C2W503:AddJwtBearer|}(\"{|C2W502:Clerk|}\", o => o.Authority = configuration[\"Issuer\"]);")]
    public async Task Finds_one_that_a_name_shows_where_Clerk_is_used(string statement)
    {
        await RuleProject.Of(Start(statement), Evidence).Referring(ClerkLibraries.AspNetCore).Shows();
        await RuleProject.Of(Start(statement.Replace("{|C2W503:AddJwtBearer|}", "AddJwtBearer", StringComparison.Ordinal))).Referring(ClerkLibraries.AspNetCore).Shows();
    }

    [Fact]
    public Task Finds_the_check_of_the_authorized_party_within_the_set_up() => RuleProject.Of(Start("""
        authentication.{|C2W503:AddJwtBearer|}(o =>
        {
            o.Authority = configuration["Clerk:Authority"];
            o.Events = new JwtBearerEvents
            {
                OnTokenValidated = context =>
                {
                    var azp = context.Principal.FindFirst({|C2W503:"azp"|})?.Value;
                    if (azp != configuration["Clerk:AuthorizedParty"])
                        context.Fail("Wrong party.");
                    return System.Threading.Tasks.Task.CompletedTask;
                },
            };
        });
        """)).Referring(ClerkLibraries.AspNetCore).Shows();

    [Theory]
    [InlineData("user.FindFirst({|C2W503:\"azp\"|})")]
    [InlineData("user.HasClaim({|C2W503:\"azp\"|}, \"https://app.example.com\")")]
    [InlineData("user.HasClaim(c => c.Type == {|C2W503:\"azp\"|})")]
    [InlineData("user.FindFirst(JwtRegisteredClaimNames.{|C2W503:Azp|})")]
    [InlineData("payload[{|C2W503:\"azp\"|}]")]
    [InlineData("payload.TryGetValue({|C2W503:\"azp\"|}, out _)")]
    [InlineData("user.FindFirst({|C2W503:\"org_role\"|})")]
    [InlineData("user.FindFirst({|C2W503:\"o\"|})")]
    [InlineData("user.HasClaim(c => c.Type is {|C2W503:\"org_role\"|} or {|C2W503:\"org_slug\"|})")]
    [InlineData("new TokenValidationParameters { RoleClaimType = {|C2W503:\"org_role\"|} }")]
    [InlineData("new System.Security.Claims.Claim({|C2W503:\"org_permissions\"|}, \"x\")")]
    public async Task Finds_a_claim_of_Clerks_where_Clerk_is_used(string expression)
    {
        await RuleProject.Of(Claims(expression), Evidence).Referring(ClerkLibraries.AspNetCore).Shows();
        await RuleProject.Of(Markup.Strip(Claims(expression))).Referring(ClerkLibraries.AspNetCore).Shows();
    }

    [Theory]
    [InlineData("user.FindFirst(\"org_id\")")]
    [InlineData("payload[\"o\"]")]
    [InlineData("string.Join(\"o\", payload.Keys)")]
    [InlineData("\"org_role\".Length")]
    [InlineData("Columns.Ordinal(\"org_role\")")]
    public Task Leaves_what_is_no_claim_of_Clerks(string expression) => RuleProject.Of(Claims(expression), Evidence).Referring(ClerkLibraries.AspNetCore).Shows();

    [Fact]
    public Task Finds_constants_of_claims() => RuleProject.Of("public static class Names { public const string Party = {|C2W503:\"azp\"|}; public const string Letter = \"o\"; }", Evidence)
        .Referring(ClerkLibraries.AspNetCore).Shows();

    [Fact]
    public Task Leaves_the_party_of_another_issuer_alone() => RuleProject.Of(Start("""
        authentication.AddJwtBearer("Keycloak", o =>
        {
            o.Authority = "https://keycloak.example.com/realms/app";
            o.Events = new JwtBearerEvents { OnTokenValidated = c => { if (c.Principal.FindFirst("azp") is null) c.Fail("No party."); return System.Threading.Tasks.Task.CompletedTask; } };
        });
        """), Evidence).Referring(ClerkLibraries.AspNetCore).Shows();

    [Fact]
    public Task Leaves_another_issuer_alone_beside_Clerks_name() => RuleProject.Of(Start("""
        authentication.AddJwtBearer("WorkOS", o => { o.Authority = "https://api.workos.com"; o.Events = Events(clerkOptions); });
        JwtBearerEvents Events(string forward) => new();
        """), Evidence).Referring(ClerkLibraries.AspNetCore).Shows();

    [Fact]
    public Task Finds_the_check_of_a_webhooks_signature_once() => RuleProject.Of("""
        using Svix;
        public class ClerkWebhookController(Microsoft.Extensions.Configuration.IConfiguration configuration)
        {
            public void Handle(string body, System.Net.WebHeaderCollection given)
            {
                var headers = new System.Net.WebHeaderCollection { { "svix-id", given["svix-id"] }, { "svix-timestamp", given["svix-timestamp"] }, { "svix-signature", given["svix-signature"] } };
                new Webhook(configuration["Clerk:WebhookSecret"]).{|C2W503:Verify|}(body, headers);
            }
        }
        """).Referring(ClerkLibraries.AspNetCore).Shows();

    [Fact]
    public Task Finds_a_signature_that_is_checked_by_hand() => RuleProject.Of("""
        public class WebhookValidator
        {
            public bool IsValid(System.Net.WebHeaderCollection headers, string body) =>
                body.Contains("user.created") && headers[{|C2W503:"svix-id"|}] is not null && headers["svix-timestamp"] is not null && headers["svix-signature"] is not null;
            public bool IsClerks(string type) => type is "user.created";
        }
        public class Names { private const string Id = {|C2W503:"Svix-Id"|}, Signature = "Svix-Signature"; private const string Stamp = "Svix-Timestamp"; }
        """, Evidence).Referring(ClerkLibraries.AspNetCore).Shows();

    [Fact]
    public Task Leaves_webhooks_of_others_alone() => RuleProject.Of("""
        public class ResendWebhooks
        {
            public void Handle(string body, System.Net.WebHeaderCollection headers) { new Svix.Webhook("whsec").Verify(body, headers); System.Console.WriteLine(headers["svix-id"]); }
        }
        """, Evidence).Referring(ClerkLibraries.AspNetCore).Shows();

    [Fact]
    public Task Leaves_a_webhook_class_of_the_applications_own_alone() => RuleProject.Of("""
        public class Webhook(string secret) { public void Verify(string body) => System.Console.WriteLine(secret + body); }
        public class ClerkHooks { public void Handle(string body) => new Webhook("s").Verify(body); }
        """, Evidence).Referring(ClerkLibraries.AspNetCore).Shows();

    [Fact]
    public Task Leaves_a_shop_alone_in_which_a_clerk_is_a_person() => RuleProject.Of(Start("""
        authentication.AddJwtBearer("Clerk", o => { o.Authority = configuration["Auth:Authority"]; o.TokenValidationParameters = new() { ValidIssuer = "https://clerk.shop.example" }; });
        var isClerk = new System.Security.Claims.ClaimsPrincipal().FindFirst("azp")?.Value == "clerk-desk";
        new Svix.Webhook("s").Verify("clerk", null);
        """), "public class Clerk { public string Name { get; set; } }").Referring(ClerkLibraries.AspNetCore).Shows();

    [Theory]
    [InlineData("authentication.AddJwtBearer(o => o.Authority = \"https://x.clerk.accounts.dev\");", "'AddJwtBearer' belongs to Clerk's tokens; use 'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens*")]
    [InlineData("authentication.AddClerkAuthentication(o => { });", "'AddClerkAuthentication' belongs to Clerk's tokens; use 'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens*")]
    [InlineData("var azp = new System.Security.Claims.ClaimsPrincipal().FindFirst(\"azp\"); var key = configuration[\"Clerk:SecretKey\"];", "'azp' belongs to Clerk's tokens; WorkOS tokens have no azp: drop the check; 'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens checks issuer and client")]
    [InlineData("new Svix.Webhook(configuration[\"Clerk:SecretKey\"]).Verify(\"\", null);", "'Verify' belongs to Clerk's webhooks; use 'WorkOSWebhookVerifier' of Clerk2WorkOS.Tokens*'WorkOS-Signature'")]
    public async Task Names_what_the_companion_library_has(string statement, string message) => Assert.Matches(
        "^" + System.Text.RegularExpressions.Regex.Escape("C2W503: " + message).Replace("\\*", ".*", StringComparison.Ordinal) + "$",
        Assert.Single(await RuleProject.Of(Start(statement)).Referring(ClerkLibraries.AspNetCore).Messages(), found => found.StartsWith("C2W503", StringComparison.Ordinal)));

    [Fact]
    public void The_strings_of_a_set_up_are_its_own_but_for_the_scheme()
    {
        var compilation = RuleProject.Of(Start("""
            authentication.AddJwtBearer("Clerk", o => o.Authority = configuration["Clerk:Authority"]);
            var key = configuration["Clerk:SecretKey"];
            """)).Referring(ClerkLibraries.AspNetCore).Compile();
        var tree = compilation.SyntaxTrees[0];
        var project = new MigrationProject(compilation, MigrationMap.Default, text => CandidateWords.In(text, CandidateWords.All));
        var file = new MigrationFile(project, compilation.GetSemanticModel(tree), tree.GetText(), _ => { }, CancellationToken.None);
        var held = tree.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
            .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && file.TokenUses.Hold(literal)).Select(literal => literal.Token.ValueText);
        Assert.Equal(["Clerk:Authority"], held);
    }

    private static string Start(string statement) => $$"""
        using Clerk.Net.AspNetCore.Security;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.IdentityModel.Tokens;
        public static class Start
        {
            public static void Configure(IServiceCollection services, IConfiguration configuration, AuthenticationBuilder authentication, string clerkOptions)
            {
                {{statement}}
            }
        }
        """.Replace("using Clerk.Net.AspNetCore.Security;\n", statement.Contains("AddClerkAuthentication", StringComparison.Ordinal) ? "using Clerk.Net.AspNetCore.Security;\n" : "", StringComparison.Ordinal);

    private static string Claims(string expression) => $$"""
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;
        public static class Columns { public static int Ordinal(string name) => name.Length; }
        public class Reads
        {
            public object Read(System.Security.Claims.ClaimsPrincipal user, System.Collections.Generic.Dictionary<string, object> payload) => {{expression}};
        }
        """;
}
