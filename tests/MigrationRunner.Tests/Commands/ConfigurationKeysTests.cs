using System.Text;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>Keys of settings, renamed from the command line: in the code, in files beside it, byte for byte what was there but for the keys.</summary>
public sealed class ConfigurationKeysTests
{
    private const string Settings = "\uFEFF{\r\n  // Clerk's keys, für alle\r\n  \"Clerk\": {\r\n    \"SecretKey\": \"sk_test_hidden\",\r\n    \"Authority\": \"https://hidden.example\",\r\n  },\r\n}\r\n";
    private const string Variables = "# CLERK_SECRET_KEY\nexport CLERK_SECRET_KEY=\"sk_live_hidden\"\nClerk__Region=hidden\nCLERK_JWT_KEY=hidden\n";
    private const string Compose = "services:\n  web:\n    environment:\n      CLERK_SECRET_KEY: ${CLERK_SECRET_KEY}\n      Clerk__SecretKey: sk_hidden # CLERK_SECRET_KEY\n";
    private const string Code = """
        public static class Keys
        {
            // CLERK_SECRET_KEY of Clerk
            public const string Secret = "Clerk:SecretKey", Authority = "Clerk:Authority";
            public static string? Variable => System.Environment.GetEnvironmentVariable("CLERK_SECRET_KEY");
        }

        """;

    [Fact]
    public async Task Renames_all_of_them_and_nothing_else()
    {
        using var folder = Solution();
        var run = await Tool.RunAsync(folder, "fix", ".", "--rules", "C2W502", "--report", "out/report.md", "--report", "out/report.json");
        Assert.Equal(1, run.ExitCode);

        var settings = Encoding.UTF8.GetBytes(Settings.Replace("\"Clerk\"", "\"WorkOS\"", StringComparison.Ordinal).Replace("SecretKey", "ApiKey", StringComparison.Ordinal));
        Assert.Equal(settings, File.ReadAllBytes(folder["App/appsettings.json"]));
        Assert.Equal("# CLERK_SECRET_KEY\nexport WORKOS_API_KEY=\"sk_live_hidden\"\nWorkOS__Region=hidden\nCLERK_JWT_KEY=hidden\n", folder.Read(".env"));
        Assert.Equal("services:\n  web:\n    environment:\n      WORKOS_API_KEY: ${WORKOS_API_KEY}\n      WorkOS__ApiKey: sk_hidden # CLERK_SECRET_KEY\n", folder.Read("docker-compose.yml"));
        Assert.Equal(
            Code.Replace("\"Clerk:SecretKey\"", "\"WorkOS:ApiKey\"", StringComparison.Ordinal).Replace("\"Clerk:Authority\"", "\"WorkOS:Authority\"", StringComparison.Ordinal)
                .Replace("\"CLERK_SECRET_KEY\"", "\"WORKOS_API_KEY\"", StringComparison.Ordinal),
            folder.Read("Domain/Keys.cs"));
        Assert.Contains("4 files changed, 10 edits.", run.Output, StringComparison.Ordinal);

        Assert.Contains("Contracts moved: 5", run.Output, StringComparison.Ordinal);
        Assert.Contains("  .env(2,8): configuration variable: CLERK_SECRET_KEY -> WORKOS_API_KEY\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "  App/appsettings.json(5,6): configuration key: Clerk:Authority -> WorkOS:Authority; value to be reviewed: WorkOS has none: its issuer is 'https://api.workos.com'\n",
            run.Output, StringComparison.Ordinal);
        Assert.Contains("Before the deployment, every environment and secret store outside the repository has to be given the new names, and WorkOS's values.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains(".env(4,1): warning C2W502: 'CLERK_JWT_KEY'", run.Output, StringComparison.Ordinal);

        var report = folder.Read("out/report.md");
        Assert.Contains("| configuration | `key` | `Clerk:SecretKey` | `WorkOS:ApiKey` | `App/appsettings.json:4` |", report, StringComparison.Ordinal);
        Assert.Contains("every environment and secret store outside the repository", report, StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"configuration\"", folder.Read("out/report.json"), StringComparison.Ordinal);
        foreach (var shown in new[] { run.Output, run.Error, report, folder.Read("out/report.json") })
            Assert.DoesNotContain("hidden", shown, StringComparison.Ordinal);

        var after = folder.Snapshot();
        var second = await Tool.RunAsync(folder, "fix", ".", "--rules", "C2W502");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("0 files changed, 0 edits.", second.Output, StringComparison.Ordinal);
        Assert.Equal(after, folder.Snapshot());
    }

    [Fact]
    public async Task Leaves_the_source_alone_where_it_only_tries_or_writes_elsewhere()
    {
        using var folder = Solution();
        var before = folder.Snapshot();
        var tried = await Tool.RunAsync(folder, "fix", ".", "--rules", "C2W502", "--dry-run");
        Assert.Contains("4 files would change, 10 edits.", tried.Output, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());

        using var target = new TemporaryFolder();
        await Tool.RunAsync(folder, "fix", ".", "--rules", "C2W502", "--output", target["out"]);
        Assert.Equal(before, folder.Snapshot());
        Assert.StartsWith("# CLERK_SECRET_KEY\nexport WORKOS_API_KEY=", target.Read("out/.env"), StringComparison.Ordinal);
        Assert.Contains("\"WorkOS:ApiKey\"", target.Read("out/Domain/Keys.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read-only", "'CLERK_SECRET_KEY' is in .env, line 2, and the file is read-only.")]
    [InlineData("excluded", "'CLERK_SECRET_KEY' is in .env, line 2, which is not part of this run.")]
    [InlineData("another solution", "'CLERK_SECRET_KEY' is in other/.env, line 1, and the file is not part of the solution that was loaded, or too large.")]
    [InlineData("too large", "'CLERK_SECRET_KEY' is in web/all.js, line 1, and the file is not part of the solution that was loaded, or too large.")]
    [InlineData("huge", "App/all.json may set a key, and cannot be looked into: it has more than 64 MiB.")]
    [InlineData("a link to itself", "App/loop.json may set a key, and cannot be looked into: reading it fails.")]
    [InlineData("not known", "'Clerk:SecretKey' is in App/clerk.json, line 1, and the file is not part of the solution that was loaded, or too large.")]
    [InlineData("not loaded", "Project App could not be loaded and may use it.")]
    public async Task Changes_nothing_where_one_place_cannot_follow(string obstacle, string reason)
    {
        using var folder = Solution();
        var target = obstacle == "not loaded" ? "Domain" : ".";
        switch (obstacle)
        {
            case "read-only":
                File.SetAttributes(folder[".env"], FileAttributes.ReadOnly);
                break;
            case "another solution":
                folder.Write("other/Other.csproj", SmallSolution.ProjectText);
                folder.Write("other/.env", "CLERK_SECRET_KEY=hidden\n");
                break;
            case "too large":
                folder.Write("web/all.js", "process.env.CLERK_SECRET_KEY\n" + new string(' ', (4 << 20) + 1));
                break;
            case "huge":
                using (var file = File.Create(folder["App/all.json"]))
                    file.SetLength((64 << 20) + 1);
                break;
            case "a link to itself":
                File.CreateSymbolicLink(folder["App/loop.json"], folder["App/loop.json"]);
                break;
            case "not known":
                folder.Write("App/clerk.json", """{ "Clerk": { "SecretKey": "hidden" } }""");
                break;
        }

        var before = folder.Snapshot();
        string[] excluded = obstacle == "excluded" ? ["--exclude", ".env"] : [];
        var run = await Tool.RunAsync(folder, ["fix", target, "--rules", "C2W502", .. excluded]);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(before, folder.Snapshot());
        Assert.Contains("Keys are renamed together or not at all: " + reason, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", run.Output, StringComparison.Ordinal);
        File.SetAttributes(folder[".env"], FileAttributes.Normal);
    }

    [Fact]
    public async Task Renames_them_once_in_a_linked_file_and_in_what_another_target_compiles()
    {
        using var folder = Solution();
        folder.Write("Domain/Domain.csproj", SmallSolution.ProjectText.Replace("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>", StringComparison.Ordinal));
        folder.Write("App/App.csproj", SmallSolution.ProjectText.Replace("</Project>", """<ItemGroup><Compile Include="..\Domain\Keys.cs" Link="Keys.cs" /></ItemGroup></Project>""", StringComparison.Ordinal));
        folder.Write("Domain/Keys.cs", """
            public static class Keys
            {
            #if NETSTANDARD2_0
                public const string Secret = "Clerk:SecretKey";
            #else
                public const string Secret = "Clerk:Authority";
            #endif
            }

            """);
        var run = await Tool.RunAsync(folder, "fix", ".", "--rules", "C2W502");
        Assert.Equal("""
            public static class Keys
            {
            #if NETSTANDARD2_0
                public const string Secret = "WorkOS:ApiKey";
            #else
                public const string Secret = "WorkOS:Authority";
            #endif
            }

            """, folder.Read("Domain/Keys.cs"));
        Assert.Contains("4 files changed, 9 edits.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_what_is_to_be_done_by_hand_in_pipelines_and_images()
    {
        using var folder = Solution();
        folder.Write(".github/workflows/test.yml", "env:\n  CLERK_SECRET_KEY: ${{ secrets.CLERK_SECRET_KEY }}\n");
        folder.Write("App/Dockerfile", "ENV Clerk__SecretKey=hidden\n");
        var run = await Tool.RunAsync(folder, "fix", ".", "--rules", "C2W502");
        Assert.StartsWith("# CLERK_SECRET_KEY\nexport WORKOS_API_KEY=", folder.Read(".env"), StringComparison.Ordinal);
        Assert.Contains(
            ".github/workflows/test.yml(2,3): warning C2W502: 'CLERK_SECRET_KEY' is a setting of Clerk's; use 'WORKOS_API_KEY'. Files of this kind are not edited; it is to be renamed by hand, together with the others.",
            run.Output, StringComparison.Ordinal);
        Assert.Contains("App/Dockerfile(1,5): warning C2W502: 'Clerk__SecretKey' is a setting of Clerk's; use 'WorkOS__ApiKey'.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_what_is_to_be_done_by_hand_above_the_solution()
    {
        using var repository = new TemporaryFolder();
        Directory.CreateDirectory(repository[".git"]);
        repository.Write("deploy/.env", "A=1\nCLERK_SECRET_KEY=hidden\n");
        Directory.Move(Solution().Root, repository["src"]);
        var run = await Tool.RunAsync(repository, "fix", "src", "--rules", "C2W502", "--output", repository["out"]);
        Assert.StartsWith("# CLERK_SECRET_KEY\nexport WORKOS_API_KEY=", repository.Read("out/.env"), StringComparison.Ordinal);
        Assert.Equal("A=1\nCLERK_SECRET_KEY=hidden\n", repository.Read("deploy/.env"));
        Assert.Contains(
            "../deploy/.env(2,1): warning C2W502: 'CLERK_SECRET_KEY' is a setting of Clerk's; use 'WORKOS_API_KEY'. The file is outside of the solution's folder and is not edited; it is to be renamed by hand, if it is this application's.",
            run.Output, StringComparison.Ordinal);
    }

    private static TemporaryFolder Solution()
    {
        var folder = SmallSolution.Create();
        folder.Write(".globalconfig", "is_global = true\nc2w_configuration_keys = rename\n");
        folder.Write("App/appsettings.json", Encoding.UTF8.GetBytes(Settings));
        folder.Write(".env", Variables);
        folder.Write("docker-compose.yml", Compose);
        folder.Write("Domain/Keys.cs", Code);
        return folder;
    }
}
