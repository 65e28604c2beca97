namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>What keeps all keys as they are: nothing is edited, and each finding says why, with file and line.</summary>
public sealed class ConfigurationKeyObstacles
{
    private const string Reads = """Console.WriteLine(Host.Configuration["Clerk:SecretKey"] + Host.Configuration["CLERK_SECRET_KEY"]);""";
    private const string Settings = """{ "Clerk": { "SecretKey": "sk_test" } }""";

    [Theory]
    [InlineData("""string Read(string name) => Host.Configuration["Clerk:" + name]!; Console.WriteLine(Read("SecretKey"));""", "'Clerk:' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""string Read(string name) => Host.Configuration[$"Clerk:{name}"]!; Console.WriteLine(Read("SecretKey"));""", "'Clerk:' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""string Read(string name) => Host.Configuration[string.Format("Clerk:{0}", name)]!; Console.WriteLine(Read("SecretKey"));""", "'Clerk:' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""string Read(string name) => Environment.GetEnvironmentVariable($"Clerk__{name}")!; Console.WriteLine(Read("SecretKey"));""", "'Clerk__' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""string Read(string name) => Environment.GetEnvironmentVariable("CLERK_" + name)!; Console.WriteLine(Read("SECRET_KEY"));""", "'CLERK_' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""string Read(string name) => Host.Configuration["Clerk:SecretKey" + name]!; Console.WriteLine(Read("2"));""", "'Clerk:SecretKey' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""new ConfigurationBuilder().AddEnvironmentVariables(prefix: "CLERK_");""", "'CLERK_' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""new ConfigurationBuilder().AddEnvironmentVariables("Clerk__");""", "'Clerk__' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""string Read(string section) => Host.Configuration.GetSection(section)["SecretKey"]!; Console.WriteLine(Read("Clerk"));""", "'Clerk' may be the section's name, and nothing shows whether it is (/booking/App/More.cs, line 1).")]
    [InlineData("""Console.WriteLine(Host.Configuration.GetSection(nameof(Clerk)).Value); } class Clerk {""", "The section is called after 'Clerk' (/booking/App/More.cs, line 1).")]
    [InlineData("""Console.WriteLine(Host.Configuration.GetSection(typeof(Clerk).Name).Value); } class Clerk {""", "The section is called after 'Clerk' (/booking/App/More.cs, line 1).")]
    [InlineData("""} static string? Of<T>() => Host.Configuration.GetSection(typeof(T).Name).Value; class Clerk {""", "'typeof(T).Name' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""Console.WriteLine(string.Join(":", "Clerk", "SecretKey"));""", "'Clerk' may be the section's name, and nothing shows whether it is (/booking/App/More.cs, line 1).")]
    [InlineData("""Console.WriteLine(System.Text.Json.JsonDocument.Parse(File.ReadAllText("appsettings.json")).RootElement.GetProperty("Clerk"));""", "'Clerk' may be the section's name, and nothing shows whether it is (/booking/App/More.cs, line 1).")]
    [InlineData("""} class AppOptions { public Dictionary<string, string> Clerk { get; set; } = new();""", "A configuration that is bound fills the property 'Clerk' by its name (/booking/App/More.cs, line 1).")]
    [InlineData("""Console.WriteLine("{ \"Clerk\": { \"SecretKey\": 1 } }");""", "'Clerk' is a section in JSON that stands in a string (/booking/App/More.cs, line 1).")]
    [InlineData("""const string Name = "Clerk"; Console.WriteLine(Host.Configuration.GetSection(Name).Value); AddJwtBearer(Name); } static void AddJwtBearer(string scheme) {""", "'Clerk' is a section and an authentication scheme in one constant (/booking/App/More.cs, line 1).")]
    [InlineData("""Console.WriteLine(Host.Configuration["WorkOS:ApiKey"]);""", "'WorkOS:ApiKey' is there already (/booking/App/More.cs, line 1).")]
    [InlineData("""Console.WriteLine(Host.Configuration.GetSection("WorkOS").Value);""", "'WorkOS' is there already (/booking/App/More.cs, line 1).")]
    [InlineData("""Console.WriteLine(Environment.GetEnvironmentVariable("WORKOS_API_KEY"));""", "'WORKOS_API_KEY' is there already (/booking/App/More.cs, line 1).")]
    [InlineData("""Console.WriteLine(Host.Configuration["Clerk:BackendApiKey"]);""", "'Clerk:BackendApiKey' (/booking/App/More.cs, line 1) and 'Clerk:SecretKey' (/booking/App/Program.cs, line 1) would both become 'WorkOS:ApiKey'.")]
    [InlineData("""Console.WriteLine(Host.Configuration["CLERK_API_KEY"]);""", "'CLERK_API_KEY' (/booking/App/More.cs, line 1) and 'CLERK_SECRET_KEY' (/booking/App/Program.cs, line 1) would both become 'WORKOS_API_KEY'.")]
    [InlineData("""Console.WriteLine(Host.Configuration["ClerkSettings:Region"]);""", "'ClerkSettings' (/booking/App/More.cs, line 1) and 'Clerk' (/booking/App/Program.cs, line 1) would both become 'WorkOS'.")]
    [InlineData("} \n#if OLD\n static string Old = \"Clerk:SecretKey\";\n#endif\n static void Nothing() {", "'Clerk:SecretKey' is in code that is not compiled (/booking/App/More.cs, line 3).")]
    [InlineData("\n#pragma warning disable C2W502\n Console.WriteLine(Host.Configuration[\"Clerk:SecretKey\"]);", "'Clerk:SecretKey' is in /booking/App/More.cs, line 3, where C2W502 is suppressed.")]
    [InlineData("Console.WriteLine(Host.Configuration[\"Clerk:SecretKey\"]);\n#if OLD\n Console.WriteLine(Host.Configuration[\"Clerk:Region\"]);\n#endif\n", "'Clerk:Region' is in code that is not compiled (/booking/App/More.cs, line 3).")]
    [InlineData("""string Read(string name) => Host.Configuration[$"Clerk:{name}:Id"]!; Console.WriteLine(Read("SecretKey"));""", "'Clerk:' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""string Read(string name) => Host.Configuration["OfClerk and Clerk:" + name]!; Console.WriteLine(Read("SecretKey"));""", "'Clerk:' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""string Read(string name) => Host.Configuration[$"{name}Clerk:SecretKey{name}"]!; Console.WriteLine(Read("SecretKey"));""", "'Clerk:SecretKey' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""string Read(string name) => Host.Configuration[string.Format("CLERK_{0}", name)]!; Console.WriteLine(Read("SECRET_KEY"));""", "'CLERK_' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""} static string? Of(object of) => Host.Configuration.GetSection(of.GetType().Name).Value; class Clerk {""", "'of.GetType().Name' is a part of a key that is put together at run time (/booking/App/More.cs, line 1).")]
    [InlineData("""Console.WriteLine("{ \"Clerk\" \t: { \"SecretKey\": 1 } }");""", "'Clerk' is a section in JSON that stands in a string (/booking/App/More.cs, line 1).")]
    [InlineData("""Console.WriteLine(Host.Configuration.AsEnumerable().Any(pair => pair.Key == "Clerk"));""", "'Clerk' may be the section's name, and nothing shows whether it is (/booking/App/More.cs, line 1).")]
    [InlineData("""} record AppOptions(Dictionary<string, string> Clerk) {""", "A configuration that is bound fills the property 'Clerk' by its name (/booking/App/More.cs, line 1).")]
    [InlineData("""} class AppOptions { public Section? Clerk { get; init; } class Section { }""", "A configuration that is bound fills the property 'Clerk' by its name (/booking/App/More.cs, line 1).")]
    [InlineData("} \n#if OLD\n static string Old = \"CLERK_SECRET_KEY\";\n#endif\n static void Nothing() {", "'CLERK_SECRET_KEY' is in code that is not compiled (/booking/App/More.cs, line 3).")]
    [InlineData("} \n#if OLD\n static string Old = \"Clerk__Region\";\n#endif\n static void Nothing() {", "'Clerk__Region' is in code that is not compiled (/booking/App/More.cs, line 3).")]
    public Task Code_stands_in_the_way(string code, string reason) =>
        BlocksAsync(KeyProgram.Of(Reads).Code("More.cs", "using Microsoft.Extensions.Configuration; static class More { static void Run() { " + code + " } }").Beside("App/appsettings.json", Settings), reason);

    [Theory]
    [InlineData("App/appsettings.Production.json", "{\n  \"WorkOS\": { }\n}", "'WorkOS' is there already (/booking/App/appsettings.Production.json, line 2).")]
    [InlineData("App/appsettings.Production.json", """{ "WorkOS:ApiKey": "x" }""", "'WorkOS:ApiKey' is there already (/booking/App/appsettings.Production.json, line 1).")]
    [InlineData(".env", "A=1\nWORKOS_API_KEY=2", "'WORKOS_API_KEY' is there already (/booking/.env, line 2).")]
    [InlineData(".env", "WorkOS__Region=2", "'WorkOS__Region' is there already (/booking/.env, line 1).")]
    [InlineData("compose.yml", "web:\n  environment:\n    - WORKOS_API_KEY=1", "'WORKOS_API_KEY' is there already (/booking/compose.yml, line 3).")]
    [InlineData("App/appsettings.Production.json", """{ "Clerk": "x" }""", "'Clerk' has a value of its own there (/booking/App/appsettings.Production.json, line 1), and is a section elsewhere.")]
    [InlineData("App/appsettings.Production.json", """{ "Clerk": { "BackendApiKey": "x" } }""", "'Clerk:SecretKey' (/booking/App/Program.cs, line 1) and 'Clerk:BackendApiKey' (/booking/App/appsettings.Production.json, line 1) would both become 'WorkOS:ApiKey'.")]
    [InlineData("App/appsettings.Production.json", """{ "ClerkOptions": { "SecretKey": "x" } }""", "'Clerk' (/booking/App/Program.cs, line 1) and 'ClerkOptions' (/booking/App/appsettings.Production.json, line 1) would both become 'WorkOS'.*")]
    [InlineData(".env", "MYAPP_Clerk__SecretKey=x", "A prefix stands before 'Clerk' (/booking/.env, line 1).")]
    [InlineData(".env", "CLERK_SECRET_KEY=x\nOTHER=${CLERK_SECRET_KEY}", "A setting's value names 'CLERK_SECRET_KEY' (/booking/.env, line 2), and values are not changed.")]
    [InlineData("web/api.ts", "const key = (name: string) => process.env[`CLERK_${name}`];", "'CLERK_' is a part of a key that is put together at run time (/booking/web/api.ts, line 1).")]
    [InlineData("App/Properties/launchSettings.json", """{ "profiles": { "WorkOS": { "environmentVariables": { "WorkOS__ApiKey": "x" } } } }""", "'WorkOS__ApiKey' is there already (/booking/App/Properties/launchSettings.json, line 1).")]
    [InlineData("App/appsettings.Production.json", """{ "workos": { } }""", "'workos' is there already (/booking/App/appsettings.Production.json, line 1).")]
    [InlineData(".env", "MY_APP_Clerk__SecretKey=x", "A prefix stands before 'Clerk' (/booking/.env, line 1).")]
    [InlineData(".env", "A=1\nOTHER=%Clerk__SecretKey%", "A setting's value names 'Clerk__SecretKey' (/booking/.env, line 2), and values are not changed.")]
    [InlineData("App/appsettings.Production.json", """{ "KeyName": "Clerk:SecretKey" }""", "A setting's value names 'Clerk:SecretKey' (/booking/App/appsettings.Production.json, line 1), and values are not changed.")]
    [InlineData("Pages/Index.cshtml", "<script>\nconst of = n => env[`CLERK_${n}`];</script>", "'CLERK_' is a part of a key that is put together at run time (/booking/Pages/Index.cshtml, line 2).")]
    public Task A_file_beside_the_code_stands_in_the_way(string path, string text, string reason) =>
        BlocksAsync(KeyProgram.Of(Reads).Beside("App/appsettings.json", Settings).Beside(path, text), reason);

    [Theory]
    [InlineData("excluded", "'CLERK_SECRET_KEY' is in /booking/.env, line 1, which is not part of this run.")]
    [InlineData("not included", "'CLERK_SECRET_KEY' is in /booking/.env, line 1, which is not part of this run.")]
    [InlineData("read-only", "'CLERK_SECRET_KEY' is in /booking/.env, line 1, and the file is read-only.")]
    [InlineData("unloaded", "Project Other could not be loaded and may use it.")]
    [InlineData("elsewhere", "'CLERK_SECRET_KEY' is in /booking/other/.env, line 2, and the file is not part of the solution that was loaded, or too large.")]
    [InlineData("unread", "/booking/other/.env may set a key, and cannot be looked into: reading it is not allowed.")]
    [InlineData("json", "'Clerk:SecretKey' is in /booking/clerk.json, line 1, and the file is not part of the solution that was loaded, or too large.")]
    public Task A_run_that_may_not_edit_everything_edits_nothing(string run, string reason) => BlocksAsync(
        KeyProgram.Of(Reads).Beside("App/appsettings.json", Settings).Beside(".env", "CLERK_SECRET_KEY=1"),
        reason,
        run switch
        {
            "excluded" => new RewriteOptions { Excludes = path => path.EndsWith(".env", StringComparison.Ordinal) },
            "not included" => new RewriteOptions { Includes = path => path.Contains("/App/", StringComparison.Ordinal) },
            "read-only" => new RewriteOptions { IsReadOnly = path => path.EndsWith(".env", StringComparison.Ordinal) },
            "unloaded" => new RewriteOptions { UnloadedProjects = ["Other"] },
            "elsewhere" => new RewriteOptions { OtherFiles = () => [new OtherFile("/booking/other/.env", "A=1\nCLERK_SECRET_KEY=2")] },
            "unread" => new RewriteOptions { OtherFiles = () => [new OtherFile("/booking/other/.env", "") { Unread = "reading it is not allowed" }] },
            _ => new RewriteOptions { OtherFiles = () => [new OtherFile("/booking/clerk.json", Settings)] },
        });

    [Theory]
    [InlineData("WorkOS.Region=1", "App/Properties/launchSettings.json", """{ "profiles": { "WorkOS": { "commandName": "WorkOS:ApiKey" } } }""")]
    [InlineData("another section", "App/appsettings.Production.json", """{ "Outer": { "WorkOS:ApiKey": "x", "WorkOS": { "Region": "x" } } }""")]
    [InlineData("another word", "App/appsettings.Production.json", """{ "WorkOSes": { "ApiKey": "x" }, "MyWORKOS_API_KEY": "x" }""")]
    [InlineData("a value", "App/appsettings.Production.json", """{ "Vendor": "WorkOS", "Was": "Clerk", "Name": "Clerk:Other" }""")]
    [InlineData("logging", "App/appsettings.Production.json", """{ "Logging": { "LogLevel": { "Clerk": "Debug" } }, "Serilog": { "Override": { "Clerk": "Debug" } } }""")]
    [InlineData("a profile", "App/Properties/launchSettings.json", """{ "profiles": { "Clerk": "x" } }""")]
    [InlineData("other variables", ".env", "MY_CLERKS__NAME=x\nWORKOS_COOKIE_PASSWORD=x\nOTHER=${CLERK_JWT_KEY}")]
    [InlineData("a whole variable", "web/api.ts", "const a = process.env.CLERK_SIGN_IN_URL, b = 'MYCLERK_', c = `WORKOS_${a}`;")]
    [InlineData("a statement", "db/seed.sql", "-- Clerk\nselect 'CLERK_', 'WorkOS:ApiKey', 'MY_Clerk__SecretKey';")]
    public async Task What_a_file_says_of_other_things_stands_in_nobodys_way(string what, string path, string text)
    {
        Assert.NotEmpty(what);
        var run = await KeyProgram.Of(Reads).Beside("App/appsettings.json", Settings).Beside(path, text).RunAsync();
        Assert.Equal("""{ "WorkOS": { "ApiKey": "sk_test" } }""", run["App/appsettings.json"]);
        Assert.Equal("""Console.WriteLine(Host.Configuration["WorkOS:ApiKey"] + Host.Configuration["WORKOS_API_KEY"]);""", run["App/Program.cs"]);
    }

    [Theory]
    [InlineData(3, "")]
    [InlineData(5, " 2 more stand in the way.")]
    public Task Three_obstacles_are_named_and_the_others_counted(int obstacles, string rest) => BlocksAsync(
        KeyProgram.Of(Reads).Beside("App/appsettings.json", Settings)
            .Code("More.cs", string.Join("\n", Enumerable.Range(1, obstacles).Select(i => $"static class More{i} {{ static string? A = Host.Configuration[\"WorkOS:ApiKey\"]; }}"))),
        string.Join(" ", Enumerable.Range(1, 3).Select(line => $"'WorkOS:ApiKey' is there already (/booking/App/More.cs, line {line}).")) + rest);

    [Fact]
    public async Task Where_the_rule_is_off_nothing_is_renamed_and_nothing_said()
    {
        var run = await KeyProgram.Of(Reads).Configured("dotnet_diagnostic.C2W502.severity = none").Beside("App/appsettings.json", Settings).RunAsync();
        Assert.Empty(run.Result.Files);
        Assert.Empty(run.Result.Contracts);
        Assert.Empty(run.Left);
    }

    [Fact]
    public Task An_excluded_path_stands_in_the_way() => BlocksAsync(
        KeyProgram.Of(Reads).Configured("c2w_excluded_paths = web/**").Beside("App/appsettings.json", Settings).Beside("web/.env.local", "CLERK_SECRET_KEY=1"),
        "'CLERK_SECRET_KEY' is in /booking/web/.env.local, line 1, which is not part of this run.");

    [Fact]
    public Task Generated_code_stands_in_the_way() => BlocksAsync(
        KeyProgram.Of(Reads).Beside("App/appsettings.json", Settings).Code("Keys.g.cs", "static class Keys { public static string Secret = \"Clerk:SecretKey\"; }"),
        "'Clerk:SecretKey' is in /booking/App/Keys.g.cs, line 1, which is generated, an EF Core migration or the legacy schema and is never edited.");

    [Fact]
    public Task A_file_that_is_too_large_stands_in_the_way() => BlocksAsync(
        KeyProgram.Of(Reads).Beside("App/appsettings.json", Settings).Beside("web/all.js", "process.env.CLERK_SECRET_KEY;" + new string(' ', 1 << 20)),
        "'CLERK_SECRET_KEY' is in /booking/web/all.js, line 1, and the file is too large to be anybody's to mend.");

    [Fact]
    public async Task Files_of_other_kinds_are_listed_and_block_nothing()
    {
        var options = new RewriteOptions { OtherFiles = () => [new OtherFile("/booking/.github/workflows/test.yml", "env:\n  CLERK_SECRET_KEY: x # CLERK_REGION\n")] };
        var run = await KeyProgram.Of(Reads).Beside("App/appsettings.json", Settings).RunAsync(options);
        Assert.Equal("""{ "WorkOS": { "ApiKey": "sk_test" } }""", run["App/appsettings.json"]);
        Assert.Equal([(".github/workflows/test.yml:2", Reasons.KeyInOtherKind)], run.Left);
    }

    [Theory]
    [InlineData("a.ini", "A = 1\n  [Clerk]\nSecretKey = 1", "Clerk", 2)]
    [InlineData("a.ini", "[Auth:clerk:More]\nSecretKey = 1", "clerk", 1)]
    [InlineData("a.xml", "<configuration>\n<ClerkSettings SecretKey='1' />", "ClerkSettings", 2)]
    [InlineData("app.config", "<section Name = \"Clerk\"><SecretKey>1</SecretKey></section>", "Clerk", 1)]
    public Task A_section_in_another_format_of_settings_stands_in_the_way(string path, string text, string section, int line) => BlocksAsync(
        KeyProgram.Of(Reads).Beside("App/appsettings.json", Settings),
        $"'{section}' is in /booking/App/{path}, line {line}, and the file is not part of the solution that was loaded, or too large.",
        new RewriteOptions { OtherFiles = () => [new OtherFile("/booking/App/" + path, text)] });

    [Theory]
    [InlineData("/booking/a.ini", "[Clerks:Shop]\n; [Clerk]\nName = Clerk")]
    [InlineData("/booking/a.xml", "<Shop Name=\"Clerkship\">Clerk</Shop>")]
    [InlineData("/booking/a.toml", "[Clerk]")]
    [InlineData("/elsewhere/a.ini", "[Clerk]")]
    public async Task No_section_in_another_format_stands_in_nobodys_way(string path, string text)
    {
        var options = new RewriteOptions { OtherFiles = () => [new OtherFile(path, text) { IsOutside = path.StartsWith("/elsewhere", StringComparison.Ordinal) }] };
        var run = await KeyProgram.Of(Reads).Beside("App/appsettings.json", Settings).RunAsync(options);
        Assert.Equal("""{ "WorkOS": { "ApiKey": "sk_test" } }""", run["App/appsettings.json"]);
    }

    [Theory]
    [InlineData("/booking/deploy.tf", false)]
    [InlineData("/deploy/.env", true)]
    public async Task What_cannot_be_read_and_sets_nothing_here_is_listed_and_blocks_nothing(string path, bool isOutside)
    {
        var options = new RewriteOptions { OtherFiles = () => [new OtherFile(path, "") { Unread = "reading it fails", IsOutside = isOutside }] };
        var run = await KeyProgram.Of(Reads).Beside("App/appsettings.json", Settings).RunAsync(options);
        Assert.Equal("""{ "WorkOS": { "ApiKey": "sk_test" } }""", run["App/appsettings.json"]);
        Assert.Equal([Reasons.FileUnread("reading it fails")], run.Left.Select(left => left.Reason));
    }

    [Theory]
    [InlineData("""Console.WriteLine($"Clerk: {1}"); Console.WriteLine("Clerk");""")]
    [InlineData("""Console.WriteLine(args[0] == "Clerk" ? 1 : 2);""")]
    [InlineData("""Console.WriteLine(args[0] switch { "Clerk" => 1, _ => 2 });""")]
    [InlineData("""throw new InvalidOperationException("Clerk");""")]
    [InlineData("""} [System.ComponentModel.DisplayName("Clerk")] class Page {""")]
    [InlineData("""Console.WriteLine(new System.Security.Claims.Claim("provider", "Clerk"));""")]
    [InlineData("""Console.WriteLine("WorkOS");""")]
    [InlineData("""new Microsoft.Extensions.DependencyInjection.ServiceCollection().AddHttpClient("Clerk");""")]
    [InlineData("""const string Policy = "Clerk"; new Microsoft.AspNetCore.Authorization.AuthorizationOptions().AddPolicy(Policy, policy => policy.RequireClaim("sub"));""")]
    [InlineData("""Console.WriteLine("OfClerk:" + args[0]);""")]
    [InlineData("""Console.WriteLine(string.Format("Clerk:{{0}}", args[0]) + "Clerk_" + args[0] + "Clerk:x" + args[0]);""")]
    [InlineData("""Console.WriteLine($"{args[0]} Clerks: {args[0]}");""")]
    [InlineData("""Console.WriteLine("\"Clerk\"" + "\"Clerk\" " + "\"Clerks\": 1");""")]
    [InlineData("""Console.WriteLine("\"OfClerk\" : 1 and \"Clerks: 1");""")]
    [InlineData("""} class Options { public string Clerk => ""; }  class Other { public IDisposable? Clerk { get; set; }""")]
    [InlineData("""} class Options { [Microsoft.Extensions.Configuration.ConfigurationKeyName("Other")] public string Clerk { get; set; } = "";""")]
    [InlineData("""} class Options { public Clerk.BackendAPI.Sdk? Clerk { get; set; } } } namespace Clerk.BackendAPI { class Sdk {""")]
    [InlineData("""} interface Other { void Clerk(string Clerk); } class Clerk { public string Name => ""; public string Of(Clerk clerk) => clerk.Name + typeof(Clerk).FullName + nameof(Clerk).Trim();""")]
    [InlineData("""Console.WriteLine(typeof(Clerk).Name + nameof(Clerk)); } class Clerk {""")]
    [InlineData("} \n#if OLD\n static string Old = \"CLERK_JWT_KEY Clerk and others\";\n#endif\n static void Nothing() {")]
    [InlineData("""new Microsoft.Extensions.Configuration.ConfigurationBuilder().AddEnvironmentVariables("APP_");""")]
    [InlineData("""Console.WriteLine("WORKOS:" == args[0] ? "WORKOS_" : "WorkOS");""")]
    public async Task What_is_no_key_stands_in_nobodys_way(string code)
    {
        var run = await KeyProgram.Of(Reads).Code("More.cs", "using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection; static class More { static void Run(string[] args) { " + code + " } }").Beside("App/appsettings.json", Settings).RunAsync();
        Assert.Equal("""{ "WorkOS": { "ApiKey": "sk_test" } }""", run["App/appsettings.json"]);
        Assert.Contains(code, run["App/More.cs"], StringComparison.Ordinal);
    }

    private static async Task BlocksAsync(KeyProgram program, string reason, RewriteOptions? options = null)
    {
        var run = await program.RunAsync(options);
        Assert.Empty(run.Result.Files);
        Assert.Empty(run.Result.Contracts);
        var left = run.Left.Where(left => left.Place.StartsWith("App/Program.cs", StringComparison.Ordinal)).Select(left => left.Reason).ToList();
        Assert.Equal(2, left.Count);
        Assert.All(left, actual => Assert.True(
            reason.EndsWith('*') ? actual!.StartsWith(Reasons.KeysTogether(reason[..^1]), StringComparison.Ordinal) : actual == Reasons.KeysTogether(reason), actual));
    }

    [Fact]
    public async Task A_variable_without_a_counterpart_stays_for_that_whatever_keeps_the_others()
    {
        var run = await KeyProgram.Of(Reads).Beside(".env", "CLERK_SECRET_KEY=a\nWORKOS_API_KEY=b\nCLERK_JWT_KEY=c\n").RunAsync();
        Assert.Equal(
            [(".env:1", Reasons.KeysTogether("'WORKOS_API_KEY' is there already (/booking/.env, line 2).")), (".env:3", Reasons.KeyHasNoCounterpart)],
            run.Left.Where(left => left.Place.StartsWith(".env", StringComparison.Ordinal)).Select(left => (left.Place, left.Reason!)));
    }
}
