using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Loading;

/// <summary>Files beside the code, in solutions that do not have the analyzers' package.</summary>
public sealed class FilesBesideTests
{
    [Fact]
    public async Task Check_lists_each_once_with_place_and_reason()
    {
        using var folder = Solution();
        var run = await Tool.RunAsync(folder, "check", ".", "--rules", "C2W502");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            [
                ".env(2,1) C2W502", "Domain/Sub/appsettings.json(1,15) C2W502", "Domain/Sub/appsettings.json(1,4) C2W502", "docker-compose.yml(4,9) C2W502",
                "web/src/page.tsx(1,16) C2W502",
            ],
            Places(run.Output));
        Assert.Contains(
            ".env(2,1): warning C2W502: 'CLERK_SECRET_KEY' is a setting of Clerk's; use 'WORKOS_API_KEY'. It is to be replaced together with everything that sets or reads it.",
            run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_live", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Globs_rules_and_settings_choose_among_them()
    {
        using var folder = Solution();
        Assert.Equal(["web/src/page.tsx(1,16) C2W502"], Places((await Tool.RunAsync(folder, "check", ".", "--include", "web/**", "--rules", "C2W502")).Output));
        Assert.Equal([".env(2,1) C2W502"], Places((await Tool.RunAsync(folder, "check", ".", "--exclude", "web/**", "--exclude", "Domain/**", "--exclude", "docker-compose.yml", "--rules", "C2W502")).Output));
        Assert.DoesNotContain(Places((await Tool.RunAsync(folder, "check", ".", "--rules", "C2W101")).Output), place => place.EndsWith("C2W502", StringComparison.Ordinal));

        folder.Write(".globalconfig", "is_global = true\nc2w_excluded_paths = .env, web/**, Domain/Sub/*.json\n");
        Assert.Equal(["docker-compose.yml(4,9) C2W502"], Places((await Tool.RunAsync(folder, "check", ".", "--rules", "C2W502")).Output));
        folder.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.C2W502.severity = none\n");
        Assert.Equal((0, ""), await Quiet(folder));
        folder.Write(".globalconfig", "is_global = true\ndotnet_analyzer_diagnostic.category-Clerk2WorkOS.Clerk.severity = none\n");
        Assert.Equal((0, ""), await Quiet(folder));
    }

    [Fact]
    public async Task The_baseline_knows_them()
    {
        using var folder = Solution();
        Assert.Equal(0, (await Tool.RunAsync(folder, "check", ".", "--rules", "C2W502", "--update-baseline")).ExitCode);
        Assert.Equal((0, ""), await Quiet(folder));
        folder.Write(".env", folder.Read(".env") + "CLERK_API_KEY=2\n");
        Assert.Equal([".env(3,1) C2W502"], Places((await Tool.RunAsync(folder, "check", ".", "--rules", "C2W502")).Output));
    }

    [Fact]
    public async Task Fix_lists_them_and_changes_none()
    {
        using var folder = Solution();
        var before = folder.Read(".env");
        var run = await Tool.RunAsync(folder, "fix", ".", "--force", "--report", "report.md");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(5, Places(run.Output).Count(place => place.EndsWith("C2W502", StringComparison.Ordinal)));
        Assert.Equal(before, folder.Read(".env"));
        Assert.Contains(".env", folder.Read("report.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("sk_live", folder.Read("report.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_anywhere_in_the_solution_cover_a_projects_tables()
    {
        using var folder = SmallSolution.Create();
        folder.Write("Domain/User.cs", """
            namespace Domain.SchemaWorkos;

            public class UsersTable { public string WorkosUserId { get; set; } = ""; }
            public class EventsTable { public string WorkosUserId { get; set; } = ""; }
            """);
        folder.Write("App/Program.cs", "System.Console.WriteLine();\n");
        folder.Write("db/001_enable_rls.sql", "alter table users enable row level security;\ncreate policy own on users using (true);\n");
        var run = await Tool.RunAsync(folder, "check", ".");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Domain/User.cs(4,14): warning C2W601: 'EventsTable' is the table 'events', which no row-level-security policy covers.", run.Output, StringComparison.Ordinal);
        folder.Write("App/more.sql", "alter table events enable row level security;\ncreate policy own on events using (true);\n");
        Assert.Equal((0, ""), await Quiet(folder));
    }

    private static TemporaryFolder Solution()
    {
        var folder = SmallSolution.Create();
        const string Key = "CLERK_SECRET_KEY=sk_live_1\n";
        folder.Write(".env", "A=1\n" + Key);
        folder.Write("docker-compose.yml", "services:\n  web:\n    environment:\n      - CLERK_SECRET_KEY=sk_live_2\n");
        folder.Write("web/src/page.tsx", "import x from '@clerk/nextjs';\n");
        folder.Write("Domain/Sub/appsettings.json", """{ "Clerk": { "SecretKey": "sk_live_3" } }""");
        foreach (var path in new[] { "web/node_modules/x/index.ts", "web/dist/a.js", "Domain/bin/Debug/appsettings.json", "App/obj/.env", "web/app.min.js", "web/package-lock.json" })
            folder.Write(path, "@clerk/nextjs CLERK_SECRET_KEY=1");

        // Another solution within, and a project that is not of this one, see to their own.
        folder.Write("samples/Other.slnx", "<Solution />");
        folder.Write("samples/.env", Key);
        folder.Write("tools/Tool.csproj", SmallSolution.ProjectText);
        folder.Write("tools/.env", Key);
        return folder;
    }

    private static async Task<(int, string)> Quiet(TemporaryFolder folder)
    {
        var run = await Tool.RunAsync(folder, "check", ".", "--rules", "C2W502,C2W601", "-v", "quiet");
        return (run.ExitCode, run.Output);
    }

    private static string[] Places(string output) =>
    [
        .. System.Text.RegularExpressions.Regex.Matches(output, @"(?m)^(.+?\(\d+,\d+\)): warning (C2W\d{3})")
            .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}").Order(StringComparer.Ordinal),
    ];
}
