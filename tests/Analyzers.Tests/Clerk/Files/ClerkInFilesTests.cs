using Clerk2WorkOS.Analyzers.Configuration;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk.Files;

/// <summary>C2W502 beside the code, a kind of file a test.</summary>
public class ClerkInFilesTests
{
    [Fact]
    public Task Finds_sections_and_their_keys_in_settings() => Finds("/app/appsettings.Development.json", """
        {
          // "Clerk": a comment
          "{|C2W502:Clerk|}": {
            "{|C2W502:SecretKey|}": "sk_test_clerk_secret",
            "{|C2W502:Authority|}": "https://{|C2W502:x.clerk.accounts.dev|}",
            "Retries": 3, /* "{ */
          },
          "Authentication": { "Schemes": [ { "{|C2W502:Clerk|}": { "{|C2W502:PublishableKey|}": "pk" } } ], "Authority": "https://example.com" },
          "{|C2W502:Clerk:WebhookSecret|}": "whsec_1",
          "{|C2W502:CLERK_API_KEY|}": "key",
          "Admin{|C2W502:ClerkUserIds|}": [],
          "SecretKey": "CLERK_SECRET_KEY"
        }
        """.Replace("Admin{|C2W502:ClerkUserIds|}", "{|C2W502:AdminClerkUserIds|}", StringComparison.Ordinal));

    [Fact]
    public Task Finds_variables_and_no_values() => Finds("/app/.env.local", """
        # CLERK_SECRET_KEY=commented out
        export {|C2W502:CLERK_SECRET_KEY|}=sk_live_CLERK_SECRET_KEY
          {|C2W502:NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY|} = "pk_test"
        {|C2W502:CLERK_JWT_KEY|}="-----BEGIN PUBLIC KEY-----
        CLERK_SECRET_KEY=abc
        -----END PUBLIC KEY-----"
        {|C2W502:Clerk__Authority|}='https://{|C2W502:x.clerk.accounts.dev|}'
        {|C2W502:CLERK_REGION|}=eu
        {|C2W502:ADMIN_CLERK_USER_IDS|}=clerk_user_id_1
        not a variable CLERK_SECRET_KEY
        UNCLOSED="CLERK_API_KEY
        """);

    [Fact]
    public Task Finds_variables_in_compose_files() => Finds("/docker-compose.override.yml", """
        services:
          web: # CLERK_SECRET_KEY is set elsewhere
            environment:
              - {|C2W502:CLERK_SECRET_KEY|}=${{|C2W502:CLERK_SECRET_KEY|}:-none}
              - {|C2W502:Clerk__PublishableKey|}=pk_test
              {|C2W502:CLERK_REGION|}: eu
              ISSUER: "https://{|C2W502:x.clerk.accounts.dev|}"
              OTHER: CLERK_REGION
        """);

    [Fact]
    public Task Finds_packages_imports_and_names_in_a_front_end() => RuleProject.Of("")
        .Beside("/web/package.json", """{ "dependencies": { "{|C2W502:@clerk/nextjs|}": "^6.0.0", "clerk-of-the-court": "1" } }""")
        .Beside("/web/src/page.tsx", """
            import { ClerkProvider } from "{|C2W502:@clerk/nextjs|}";
            import { auth } from '{|C2W502:@clerk/nextjs|}/server'; // @clerk/nextjs CLERK_SECRET_KEY
            /* clerkUserId */
            const url = `https://{|C2W502:api.clerk.com|}/v1`, key = process.env.{|C2W502:CLERK_SECRET_KEY|}, own = process.env.{|C2W502:CLERK_REGION|};
            type User = { {|C2W502:clerkUserId|}: string, name: string };
            const text = "CLERK_REGION and http://x//y", user = { {|C2W502:clerkId|}: 1 };
            """)
        .Shows();

    [Fact]
    public Task Finds_names_in_sql_and_requests() => RuleProject.Of("")
        .Beside("/db/seed.sql", """
            -- clerk_user_id
            insert into users ({|C2W502:clerk_user_id|}, name) /* clerk_id */ values ('clerk_001', '-- {|C2W502:clerk_user_id|}');
            """)
        .Beside("/db/migrations/0001.sql", "create table users (clerk_user_id text);")
        .Beside("/api.http", """
            # clerkUserId
            @{|C2W502:clerkUserId|} = user_1
            GET https://localhost/users/{{{|C2W502:clerkUserId|}}}?{|C2W502:clerk_user_id|}=1
            // CLERK_SECRET_KEY
            Authorization: Bearer {{{|C2W502:CLERK_SECRET_KEY|}}}
            """)
        .Shows();

    /// <summary>Their C# is that of other rules.</summary>
    [Fact]
    public Task Finds_addresses_and_keys_in_Razor() => Finds("/app/Pages/Index.cshtml", """
        @inject IConfiguration Configuration
        <script src="https://{|C2W502:x.clerk.accounts.dev|}/npm/@clerk/clerk-js@5/dist/clerk.browser.js" {|C2W502:data-clerk-publishable-key|}="@Configuration["{|C2W502:Clerk:PublishableKey|}"]"></script>
        <p>@Model.{|C2W103:ClerkUserId|}</p>
        """);

    [Theory]
    [InlineData("/app/appsettings.json", """{ "Clerk": { "Name": "A. Person", "Till": 3 }, "ClerkOfTheCourt": "B", "Clerk:Shift": 1 }""")]
    [InlineData("/app/.env", "CLERK_SHIFT=early\nCLERK_ID=3\n")]
    [InlineData("/db/shop.sql", "create table sales (clerk_id int references clerks (id));")]
    [InlineData("/web/till.ts", "fetch('/api/clerks/' + clerkId); const url = 'https://clerk.shop.example';")]
    [InlineData("/compose.yaml", "services:\n  clerk:\n    image: shop/clerk\n    environment:\n      CLERK_SHIFT: early\n")]
    public Task Is_silent_where_a_clerk_is_a_person(string path, string text) => Task.WhenAll(
        Finds(path, text),
        RuleProject.Of("public class Clerk { public string Name; }").Beside(path, text).Shows());

    [Theory]
    [InlineData("/web/package-lock.json")]
    [InlineData("/web/yarn.lock")]
    [InlineData("/web/app.min.js")]
    [InlineData("/web/types.d.ts")]
    [InlineData("/app/stylecop.json")]
    [InlineData("/app/PublicAPI.Shipped.txt")]
    [InlineData("/.github/workflows/ci.yml")]
    public Task Leaves_other_files_alone(string path) => Finds(path, "\"@clerk/nextjs\" CLERK_SECRET_KEY= https://api.clerk.com");

    [Fact]
    public Task Leaves_alone_what_is_longer_than_anybody_writes()
    {
        const string Import = "import '{|C2W502:@clerk/nextjs|}';";
        var longest = Import + new string(' ', (1 << 20) - Markup.Strip(Import).Length);
        return Task.WhenAll(Finds("/web/app.js", longest), Finds("/web/app.js", Markup.Strip(longest) + " "));
    }

    [Theory]
    [InlineData("{ \"{|C2W502:Clerk|}\": { \"{|C2W502:SecretKey|}\": \"")]
    [InlineData("{ \"{|C2W502:Clerk|}\": { \"{|C2W502:SecretKey|}\": \"unclosed\n \"x\": 1 ]]}}} \"")]
    [InlineData("]}}\"{|C2W502:CLERK_SECRET_KEY|}\": {{[")]
    [InlineData("\"clerk\\")]
    [InlineData("/* \"Clerk\": {")]
    public Task Reads_settings_that_are_not_whole(string text) => Finds("/app/appsettings.json", text);

    [Fact]
    public async Task Names_keys_and_never_values()
    {
        var messages = await RuleProject.Of("")
            .Beside("/app/.env", "CLERK_SECRET_KEY=sk_live_1\nCLERK_DOMAIN=https://tenant-7.clerk.accounts.dev\n")
            .Beside("/app/appsettings.json", """{ "Clerk": { "SecretKey": "sk_live_2", "Site": "https://clerk.tenant.example" } }""").Messages();
        Assert.Equal(
            [
                "C2W502: 'CLERK_DOMAIN' is a setting of Clerk's; WorkOS has none: its issuer is 'https://api.workos.com'",
                "C2W502: 'CLERK_SECRET_KEY' is a setting of Clerk's; use 'WORKOS_API_KEY'",
                "C2W502: 'Clerk' is a section of Clerk's settings; use 'WorkOS'",
                "C2W502: 'Clerk:SecretKey' is a setting of Clerk's; use 'WorkOS:ApiKey'",
                "C2W502: 'clerk.accounts.dev' is an address of Clerk's; WorkOS's issuer is 'https://api.workos.com', and its keys are at 'https://api.workos.com/sso/jwks/{client_id}'",
                "C2W502: 'clerk.…' is an address of Clerk's; WorkOS's issuer is 'https://api.workos.com', or the custom domain that is set there",
            ],
            messages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tells_line_and_column()
    {
        var finding = Assert.Single(await RuleProject.Of("").Beside("/app/.env", "A=1\r\n\r\n  CLERK_SECRET_KEY=1\r\n").Findings());
        var place = finding.Location.GetLineSpan();
        Assert.Equal(("/app/.env", 2, 2, 2, 18), (place.Path, place.StartLinePosition.Line, place.StartLinePosition.Character, place.EndLinePosition.Line, place.EndLinePosition.Character));
    }

    [Fact]
    public Task The_configuration_leaves_files_alone() => Task.WhenAll(
        Finds("/app/.env", "CLERK_SECRET_KEY=1", project => project.Configured("c2w_excluded_paths", ".env*")),
        Finds("/scripts/copy.sql", "select clerk_user_id from users", project => project.Configured("c2w_legacy_readers", "scripts/**")));

    [Fact]
    public Task The_baseline_holds_files_too()
    {
        const string Text = "CLERK_SECRET_KEY=1\n";
        var entry = Baseline.EntryFor("/app", RuleIds.ClerkConfiguration, "/app/.env", Microsoft.CodeAnalysis.Text.SourceText.From(Text), 0);
        return RuleProject.Of("").Beside("/app/.env", Text + "{|C2W502:CLERK_API_KEY|}=2\n").Beside("/app/" + Baseline.FileName, Baseline.Write([entry])).Shows();
    }

    private static Task Finds(string path, string text, Func<RuleProject, RuleProject>? configure = null) =>
        (configure ?? (project => project))(RuleProject.Of("").Beside(path, text)).Shows();
}
