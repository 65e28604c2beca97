namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W502 on request: the keys of Clerk's settings, in the code and in every file beside it; a real configuration reads the same before and after.</summary>
public sealed class ConfigurationKeys
{
    private const string ReadsKeys = """
        using Microsoft.Extensions.Configuration;

        var configuration = Host.Configuration;
        Console.WriteLine(configuration["Clerk:SecretKey"] + configuration["clerk:publishablekey"] + configuration["CLERK_SECRET_KEY"]);
        Console.WriteLine(configuration.GetSection("Clerk:WebhookSecret").Value + configuration.GetValue<string>("Authentication:Clerk:SecretKey"));
        Console.WriteLine(Get("Clerk:Region") + configuration[Keys.Audience] + $"{configuration["Clerk:Jwt:Leeway"]}" + (configuration["CLERK_SECRET_KEY"] is null ? "CLERK_SECRET_KEY is not set" : ""));
        new Microsoft.Extensions.DependencyInjection.AuthenticationBuilder().AddJwtBearer(options => options.Authority = configuration["Clerk:Authority"]);

        string? Get(string key) => configuration[key];

        static class Keys { public const string Audience = "Clerk:Audience"; }
        """;

    private const string Settings = """
        {
          // Clerk's
          "Clerk": {
            "SecretKey": "sk_test", /* of Clerk */
            "PublishableKey": "pk_test",
            "Authority": "https://example.com",
            "Audience": "booking",
            "Region": "eu",
            "Jwt": { "Leeway": 5, },
          },
          "Authentication": { "Clerk": { "SecretKey": "sk_other" } },
        }
        """;

    [Fact]
    public async Task Keys_move_together_and_read_the_same()
    {
        var run = await KeyProgram.Of(ReadsKeys)
            .Beside("App/appsettings.json", Settings.ReplaceLineEndings("\r\n"))
            .Beside("App/appsettings.Development.json", """{ "Clerk:Region": "us", "Clerk": { "Audience": "tests" } }""")
            .Beside(".env", "CLERK_SECRET_KEY=sk_env\nClerk__WebhookSecret=whsec\n# CLERK_SECRET_KEY\nCLERK_JWT_KEY=key\n")
            .Beside("docker-compose.yml", "services:\n  web:\n    environment:\n      - CLERK_SECRET_KEY=${CLERK_SECRET_KEY:-none}\n      - Clerk__Region\n")
            .Beside("web/api.ts", "const key = process.env.CLERK_SECRET_KEY;\n")
            .Beside("App/Properties/launchSettings.json", """{ "profiles": { "Clerk": { "commandName": "Project", "environmentVariables": { "Clerk__SecretKey": "x" } } } }""")
            .Beside("tests.http", "Authorization: {{CLERK_SECRET_KEY}}\n")
            .Beside("web/package.json", """{ "scripts": { "dev": "CLERK_SECRET_KEY=x next dev" } }""")
            .ReadsTheSameAsync();

        Assert.Equal(
            Settings.ReplaceLineEndings("\r\n").Replace("\"Clerk\"", "\"WorkOS\"", StringComparison.Ordinal).Replace("\"SecretKey\"", "\"ApiKey\"", StringComparison.Ordinal)
                .Replace("\"PublishableKey\"", "\"ClientId\"", StringComparison.Ordinal),
            run["App/appsettings.json"]);
        Assert.Equal("""{ "WorkOS:Region": "us", "WorkOS": { "Audience": "tests" } }""", run["App/appsettings.Development.json"]);
        Assert.Equal("WORKOS_API_KEY=sk_env\nWorkOS__WebhookSecret=whsec\n# CLERK_SECRET_KEY\nCLERK_JWT_KEY=key\n", run[".env"]);
        Assert.Equal("services:\n  web:\n    environment:\n      - WORKOS_API_KEY=${WORKOS_API_KEY:-none}\n      - WorkOS__Region\n", run["docker-compose.yml"]);
        Assert.Equal("const key = process.env.WORKOS_API_KEY;\n", run["web/api.ts"]);
        Assert.Equal("""{ "profiles": { "Clerk": { "commandName": "Project", "environmentVariables": { "WorkOS__ApiKey": "x" } } } }""", run["App/Properties/launchSettings.json"]);
        Assert.Equal("Authorization: {{WORKOS_API_KEY}}\n", run["tests.http"]);
        Assert.Equal("""{ "scripts": { "dev": "WORKOS_API_KEY=x next dev" } }""", run["web/package.json"]);
        Assert.Equal(
            ReadsKeys.Replace("Clerk:SecretKey", "WorkOS:ApiKey", StringComparison.Ordinal).Replace("clerk:publishablekey", "WorkOS:ClientId", StringComparison.Ordinal)
                .Replace("CLERK_SECRET_KEY", "WORKOS_API_KEY", StringComparison.Ordinal).Replace("\"Clerk:", "\"WorkOS:", StringComparison.Ordinal),
            run["App/Program.cs"]);
        Assert.Equal(
            [
                "Authentication:Clerk -> Authentication:WorkOS", "Authentication:Clerk:SecretKey -> Authentication:WorkOS:ApiKey", "CLERK_SECRET_KEY -> WORKOS_API_KEY",
                "Clerk -> WorkOS", "Clerk:Audience -> WorkOS:Audience", "Clerk:Authority -> WorkOS:Authority", "Clerk:Jwt -> WorkOS:Jwt", "Clerk:Jwt:Leeway -> WorkOS:Jwt:Leeway",
                "Clerk:PublishableKey -> WorkOS:ClientId", "Clerk:Region -> WorkOS:Region", "Clerk:SecretKey -> WorkOS:ApiKey", "Clerk:WebhookSecret -> WorkOS:WebhookSecret",
            ],
            run.Moved);
        Assert.Equal(
            "WorkOS has none: its issuer is 'https://api.workos.com'",
            Assert.Single(run.Result.Contracts, contract => contract.OldName == "Clerk:Authority").Advice);
        Assert.Equal([(".env:4", Reasons.KeyHasNoCounterpart)], run.Left.Where(left => !left.Place.Contains("launchSettings", StringComparison.Ordinal)));
        Assert.Contains(run.Result.Findings, finding => finding.RuleId == "C2W503");
    }

    [Fact]
    public async Task Where_the_code_opens_the_section_its_settings_keep_their_names()
    {
        var run = await KeyProgram.Of("""
                using Microsoft.Extensions.Configuration;

                var options = Host.Configuration.GetSection(ClerkOptions.SectionName).Get<ClerkOptions>()!;
                Console.WriteLine(options.SecretKey + options.Key + Host.Configuration["Clerk:SecretKey"] + Host.Configuration.GetSection("Clerk")["Authority"]);

                class ClerkOptions
                {
                    public const string SectionName = "Clerk";
                    public string SecretKey { get; set; } = "";
                    [ConfigurationKeyName("PublishableKey")] public string Key { get; set; } = "";
                }
                """)
            .Beside("App/appsettings.json", """{ "Clerk": { "SecretKey": "sk", "PublishableKey": "pk" } }""")
            .Beside(".env", "Clerk__Authority=https://example.com\n")
            .ReadsTheSameAsync();
        Assert.Equal("""{ "WorkOS": { "SecretKey": "sk", "PublishableKey": "pk" } }""", run["App/appsettings.json"]);
        Assert.Equal("WorkOS__Authority=https://example.com\n", run[".env"]);
        Assert.Contains("SectionName = \"WorkOS\"", run["App/Program.cs"], StringComparison.Ordinal);
        Assert.Contains("Configuration[\"WorkOS:SecretKey\"] + Host.Configuration.GetSection(\"WorkOS\")", run["App/Program.cs"], StringComparison.Ordinal);
        Assert.Contains("Clerk:SecretKey -> WorkOS:SecretKey", run.Moved);
        Assert.Empty(run.Left);
    }

    [Theory]
    [InlineData("""Console.WriteLine(Host.Configuration.GetSection("Authentication:Clerk")["SecretKey"]);""")]
    [InlineData("""Console.WriteLine(Host.Configuration.GetSection("Authentication").GetSection("Clerk")["SecretKey"]);""")]
    [InlineData("""Console.WriteLine(Host.Configuration.GetSection(Microsoft.Extensions.Configuration.ConfigurationPath.Combine("Authentication", "Clerk"))["SecretKey"]);""")]
    [InlineData("""const string Name = "Clerk"; Console.WriteLine(Host.Configuration[$"Authentication:{Name}:SecretKey"]);""")]
    [InlineData("""string Read(string name = "Clerk") => Host.Configuration.GetSection("Authentication:" + name)["SecretKey"]!; Console.WriteLine(Read());""")]
    public async Task A_section_below_another_is_found(string code)
    {
        var run = await KeyProgram.Of("using Microsoft.Extensions.Configuration;\n" + code)
            .Beside("App/appsettings.json", """{ "Authentication": { "Clerk": { "SecretKey": "sk" } } }""")
            .ReadsTheSameAsync();
        Assert.Equal("""{ "Authentication": { "WorkOS": { "SecretKey": "sk" } } }""", run["App/appsettings.json"]);
    }

    [Theory]
    [InlineData("""Console.WriteLine(Get("Clerk:Zone"));""", """Console.WriteLine(Get("WorkOS:Zone"));""")]
    [InlineData("""Console.WriteLine(Get("Authentication:Clerk:Zone"));""", """Console.WriteLine(Get("Authentication:Clerk:Zone"));""")]
    [InlineData("""Console.WriteLine("Clerk:Zone");""", """Console.WriteLine("Clerk:Zone");""")]
    [InlineData("""Console.WriteLine(Get("at Clerk:Zone"));""", """Console.WriteLine(Get("at Clerk:Zone"));""")]
    [InlineData("""Console.WriteLine("Clerk__Zone");""", """Console.WriteLine("WorkOS__Zone");""")]
    [InlineData("""Console.WriteLine("is Clerk:Region set?");""", """Console.WriteLine("is WorkOS:Region set?");""")]
    [InlineData("""Console.WriteLine("CLERK_SECRET_KEY is not set");""", """Console.WriteLine("WORKOS_API_KEY is not set");""")]
    [InlineData("""Console.WriteLine("CLERK_JWT_KEY is not set");""", """Console.WriteLine("CLERK_JWT_KEY is not set");""")]
    public async Task A_setting_that_nobody_knows_moves_with_its_section_where_it_can_be_one(string before, string after)
    {
        const string Rest = """ Console.WriteLine(Host.Configuration["Clerk:SecretKey"] + Host.Configuration["CLERK_SECRET_KEY"]); string? Get(string key) => Host.Configuration[key];""";
        var run = await KeyProgram.Of(before + Rest).Beside("App/appsettings.json", """{ "Clerk": { "SecretKey": "sk", "Region": "eu" } }""").RunAsync();
        Assert.Equal(after + Rest.Replace("Clerk:SecretKey", "WorkOS:ApiKey", StringComparison.Ordinal).Replace("CLERK_SECRET_KEY", "WORKOS_API_KEY", StringComparison.Ordinal), run["App/Program.cs"]);
    }

    [Theory]
    [InlineData("App/Properties/launchSettings.json", """{ "profiles": { "Clerk": { "environmentVariables": { "CLERK_SECRET_KEY": "x" } } } }""", """{ "profiles": { "Clerk": { "environmentVariables": { "WORKOS_API_KEY": "x" } } } }""")]
    [InlineData("App/Properties/launchSettings.json", """{ "profiles": { "App": { "Clerk:SecretKey": "x", "environmentVariables": { "Clerk__SecretKey": "x" } } } }""", """{ "profiles": { "App": { "Clerk:SecretKey": "x", "environmentVariables": { "WorkOS__ApiKey": "x" } } } }""")]
    [InlineData("App/appsettings.Test.json", """{ "Clerk__SecretKey": "x", "Outer": { "Clerk__Region": "y" } }""", """{ "WorkOS__ApiKey": "x", "Outer": { "WorkOS__Region": "y" } }""")]
    [InlineData("App/appsettings.Test.json", """{ "Authentication": { "Other": { "SecretKey": "x" } }, "CLERK_SECRET_KEY": "y" }""", """{ "Authentication": { "Other": { "SecretKey": "x" } }, "WORKOS_API_KEY": "y" }""")]
    [InlineData(".env.local", "export CLERK_SECRET_KEY=x\nClerk=1\n", "export WORKOS_API_KEY=x\nClerk=1\n")]
    public async Task A_file_that_sets_keys_in_its_own_way_follows(string path, string before, string after)
    {
        var run = await KeyProgram.Of("""Console.WriteLine(Host.Configuration["Clerk:SecretKey"] + Host.Configuration["CLERK_SECRET_KEY"]);""")
            .Beside("App/appsettings.json", """{ "Clerk": { "SecretKey": "sk" } }""").Beside(path, before).RunAsync();
        Assert.Equal(after, run[path]);
    }

    [Fact]
    public async Task User_ids_in_a_section_move_with_it_and_those_elsewhere_stay()
    {
        var run = await KeyProgram.Of("""
                Console.WriteLine(Host.Configuration["Clerk:SecretKey"] + Host.Configuration["Clerk:UserId"] + Host.Configuration["Clerk:ClerkUserId"]);
                Console.WriteLine(Host.Configuration["ADMIN_CLERK_USER_IDS"] + Host.Configuration["Admin:ClerkUserIds"]);
                """)
            .Beside("App/appsettings.json", """{ "Clerk": { "SecretKey": "sk", "UserId": "1" }, "Admin": { "ClerkUserIds": "2" } }""")
            .Beside(".env", "Clerk__ClerkUserId=3\nADMIN_CLERK_USER_IDS=4\n")
            .ReadsTheSameAsync();
        Assert.Equal("""{ "WorkOS": { "ApiKey": "sk", "UserId": "1" }, "Admin": { "ClerkUserIds": "2" } }""", run["App/appsettings.json"]);
        Assert.Equal("WorkOS__ClerkUserId=3\nADMIN_CLERK_USER_IDS=4\n", run[".env"]);
        Assert.Contains((".env:2", Reasons.SettingMovesTogether), run.Left);
    }

    [Fact]
    public async Task By_default_keys_are_listed()
    {
        var run = await new KeyProgram().Code("Program.cs", ReadsKeys).Beside("App/appsettings.json", Settings).RunAsync();
        Assert.Empty(run.Result.Files);
        Assert.All(run.Left, left => Assert.Equal(Reasons.SettingMovesTogether, left.Reason));
        Assert.NotEmpty(run.Left);
    }

    [Fact]
    public async Task A_section_of_authentication_schemes_stays_and_the_others_move()
    {
        var run = await KeyProgram.Of("""Console.WriteLine(Host.Configuration["Clerk:SecretKey"] + Host.Configuration["Authentication:Schemes:Clerk:Authority"]);""")
            .Beside("App/appsettings.json", """{ "Clerk": { "SecretKey": "sk" }, "Authentication": { "Schemes": { "Clerk": { "Authority": "https://example.com" } } } }""")
            .ReadsTheSameAsync();
        Assert.Equal("""{ "WorkOS": { "ApiKey": "sk" }, "Authentication": { "Schemes": { "Clerk": { "Authority": "https://example.com" } } } }""", run["App/appsettings.json"]);
        Assert.Equal(3, run.Left.Count);
        Assert.All(run.Left, left => Assert.Equal(Reasons.KeyOfScheme, left.Reason));
    }

    [Fact]
    public async Task Variables_that_Clerks_JavaScript_reads_stay_and_the_configuration_moves()
    {
        var run = await KeyProgram.Of("""Console.WriteLine(Host.Configuration["Clerk:SecretKey"] + Host.Configuration["CLERK_SECRET_KEY"]);""")
            .Beside(".env", "Clerk__SecretKey=sk\nCLERK_SECRET_KEY=sk_js\n")
            .Beside("web/package.json", "{\n \"dependencies\": { \"@clerk/nextjs\": \"6\" } }")
            .ReadsTheSameAsync();
        Assert.Equal("WorkOS__ApiKey=sk\nCLERK_SECRET_KEY=sk_js\n", run[".env"]);
        Assert.Equal(
            [("App/Program.cs:1", Reasons.KeyOfPackage("@clerk/nextjs", "/booking/web/package.json, line 2")), (".env:2", Reasons.KeyOfPackage("@clerk/nextjs", "/booking/web/package.json, line 2"))],
            run.Left.Where(left => !left.Place.StartsWith("web", StringComparison.Ordinal)).Reverse());
    }

    [Fact]
    public void No_quick_fix_renames_keys() => Assert.DoesNotContain(
        typeof(MigrationCodeFix).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(MigrationCodeFix).IsAssignableFrom(type)).Select(type => (MigrationCodeFix)Activator.CreateInstance(type)!),
        fix => fix.FixableDiagnosticIds.Contains("C2W502"));
}
