using System.Text;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>What <c>fix</c> makes of the files, with an engine that replaces one word.</summary>
public sealed class FixInPlaceTests
{
    [Fact]
    public async Task Changes_the_edited_bytes_and_no_other()
    {
        var files = new Dictionary<string, byte[]>
        {
            ["Plain.cs"] = "class Plain { string ClerkUserId = \"Zürich 東京\"; }\n"u8.ToArray(),
            ["Marked.cs"] = [0xEF, 0xBB, 0xBF, .. "class Marked { string ClerkUserId = \"ü\"; }\r\n"u8],
            ["Wide.cs"] = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("class Wide { string ClerkUserId = \"ü🎉\"; }\r\n")],
            ["WideBig.cs"] = [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("class WideBig { string ClerkUserId = \"ü🎉\"; }\n")],
            ["Western.cs"] = [.. "// Z"u8, 0xFC, .. "rich kostet 5 "u8, 0x80, .. "\nclass Western { string ClerkUserId; /* "u8, 0xE9, 0x81, .. " */ string x; }\n"u8],
            ["MarkedWestern.cs"] = [0xEF, 0xBB, 0xBF, .. "// Z"u8, 0xFC, .. "\nclass MarkedWestern { string ClerkUserId; }\n"u8],
            ["Mixed.cs"] = "class Mixed\r\n{\n    string ClerkUserId;\r    string other;\r\n\f}\n"u8.ToArray(),
            ["OpenEnd.cs"] = "class OpenEnd { string ClerkUserId; } // ClerkUserId"u8.ToArray(),
            ["Untouched.cs"] = [.. "// "u8, 0xFC, 0xFF, .. "\r\nclass Untouched { }"u8],
        };
        using var folder = SmallSolution.CreateOneProject();
        File.Delete(folder["User.cs"]);
        foreach (var (name, bytes) in files)
            folder.Write(name, bytes);

        var run = await Tool.RunAsync(folder, new WordEngine(), ["fix", "."]);

        Assert.True(run.ExitCode == 0, run.Error);
        foreach (var (name, bytes) in files)
        {
            var expected = name.StartsWith("Wide", StringComparison.Ordinal)
                ? Replaced(bytes, name == "Wide.cs" ? Encoding.Unicode : Encoding.BigEndianUnicode)
                : Replaced(bytes, Encoding.Latin1);
            Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(folder[name])), name);
        }

        // One byte is one character (or two bytes are) in these, so this replaces bytes.
        static byte[] Replaced(byte[] bytes, Encoding encoding) =>
            encoding.GetBytes(encoding.GetString(bytes).Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Edits_a_linked_file_of_a_multi_targeted_project_once()
    {
        using var folder = SmallSolution.Create();
        folder.Write("Shared/Common.cs", "class Common { string ClerkUserId = \"\"; }\n");
        folder.Write("Domain/Domain.csproj", folder.Read("Domain/Domain.csproj")
            .Replace("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>", StringComparison.Ordinal));
        foreach (var project in new[] { "App", "Domain" })
        {
            folder.Write($"{project}/{project}.csproj", folder.Read($"{project}/{project}.csproj")
                .Replace("</Project>", """<ItemGroup><Compile Include="..\Shared\Common.cs" /></ItemGroup></Project>""", StringComparison.Ordinal));
        }

        var run = await Tool.RunAsync(folder, new WordEngine(), ["fix", "."]);
        Assert.Equal("class Common { string WorkosUserId = \"\"; }\n", folder.Read("Shared/Common.cs"));
        Assert.Contains("Small.slnx: 3 files changed, 4 edits.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_when_a_file_changed_while_it_ran()
    {
        using var folder = SmallSolution.Create();
        var before = "";
        var engine = new WordEngine
        {
            Meanwhile = _ =>
            {
                folder.Write("Domain/User.cs", "class Elsewhere { }");
                before = folder.Snapshot();
            },
        };
        (await Tool.RunAsync(folder, engine, ["fix", "."])).ShouldRefuse("Domain/User.cs", "changed while");
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task Refuses_a_read_only_file_and_says_which()
    {
        using var folder = SmallSolution.Create();
        File.SetAttributes(folder["Domain/User.cs"], FileAttributes.ReadOnly);
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, new WordEngine(), ["fix", "."])).ShouldRefuse("Domain/User.cs", "read-only");
        (await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--dry-run"])).ShouldRefuse("Domain/User.cs", "read-only");
        Assert.Equal(before, folder.Snapshot());
        File.SetAttributes(folder["Domain/User.cs"], FileAttributes.Normal);
    }

    [Fact]
    public async Task Writes_nothing_when_it_only_tries_and_shows_what_git_can_apply()
    {
        using var folder = SmallSolution.Create();
        folder.Commit();
        folder.Write("dirty.txt", "a dry run minds no dirt");
        var before = folder.Snapshot();
        var tried = await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--dry-run", "--diff", "obj/changes.diff"]);
        Assert.Equal(0, tried.ExitCode);
        Assert.Contains("2 files would change, 3 edits.", tried.Output, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());

        folder.Git("apply", "obj/changes.diff");
        var applied = folder.Snapshot();
        folder.Git("checkout", "--", ".");
        var done = await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--force"]);
        Assert.Equal(0, done.ExitCode);
        Assert.Equal(applied, folder.Snapshot());
    }

    [Fact]
    public async Task Says_that_nothing_can_be_undone_where_there_is_no_git()
    {
        using var folder = SmallSolution.CreateOneProject();
        var run = await Tool.RunAsync(folder, new WordEngine(), ["fix", "."]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("not in a git work tree", run.Error, StringComparison.Ordinal);
        Assert.Contains("WorkosUserId", folder.Read("User.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_nothing_where_there_would_be_more_edits_than_were_expected()
    {
        using var folder = SmallSolution.CreateOneProject();
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--max-changes", "0"])).ShouldRefuse("1 edit in 1 file", "--max-changes 0", "nothing was written");
        (await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--max-changes", "0", "--dry-run"])).ShouldRefuse("1 edit in 1 file");
        foreach (var number in new[] { "many", "2.5", "99999999999" })
            (await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--max-changes", number])).ShouldRefuse($"--max-changes takes a number of edits, not '{number}'.");
        Assert.Equal(before, folder.Snapshot());
        Assert.Equal([], Directory.EnumerateDirectories(folder.Root, ".*"));
        Assert.Equal(0, (await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--max-changes", "1"])).ExitCode);
    }

    [Fact]
    public async Task Leaves_nothing_when_it_is_interrupted()
    {
        using var folder = SmallSolution.CreateOneProject();
        using var interruption = new CancellationTokenSource();
        var before = folder.Snapshot();
        var run = await Tool.RunAsync(folder, new WordEngine { Meanwhile = _ => interruption.Cancel() }, ["fix", "."], interruption.Token);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task Chooses_files_by_globs_and_rules_by_id()
    {
        using var folder = SmallSolution.Create();
        var engine = new WordEngine();
        var run = await Tool.RunAsync(folder, engine, ["fix", ".", "--include", "Domain/**", "--include", "App/", "--exclude", "Program.cs", "--rules", "c2w101, C2W201"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["C2W101", "C2W201"], engine.Options!.Rules.Order());
        Assert.Equal(SmallSolution.AppProgram, folder.Read("App/Program.cs"));
        Assert.Contains("WorkosUserId", folder.Read("Domain/User.cs"), StringComparison.Ordinal);
        (await Tool.RunAsync(folder, engine, ["fix", ".", "--include", "Domian/**"])).ShouldRefuse("'Domian/**' matches no file");
    }

    [Fact]
    public async Task Goes_on_without_a_project_that_does_not_load_when_that_is_allowed()
    {
        using var folder = SmallSolution.Create();
        folder.Write("App/App.csproj", """<Project Sdk="No.Such.Sdk" />""");
        var engine = new WordEngine();
        var run = await Tool.RunAsync(folder, engine, ["fix", ".", "--allow-partial", "--report", "out/report.json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("App", Assert.Single(engine.Options!.UnloadedProjects));
        Assert.Equal(SmallSolution.AppProgram, folder.Read("App/Program.cs"));
        Assert.Contains("WorkosUserId", folder.Read("Domain/User.cs"), StringComparison.Ordinal);
        Assert.Contains("\"App\"", folder.Read("out/report.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knows_who_else_uses_a_project_that_it_opens_alone()
    {
        using var folder = SmallSolution.Create();
        var engine = new WordEngine();
        await Tool.RunAsync(folder, engine, ["check", "Domain"]);
        Assert.Equal("App", Assert.Single(engine.Options!.UnloadedProjects));

        folder.Write("Part.slnf", """{ "solution": { "path": "Small.slnx", "projects": [ "Domain\\Domain.csproj" ] } }""");
        var run = await Tool.RunAsync(folder, engine, ["check", "Part.slnf"]);
        Assert.Equal("App", Assert.Single(engine.Options!.UnloadedProjects));
        Assert.Contains("Domain/User.cs(5,19): warning C2W101:", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("App/", run.Output, StringComparison.Ordinal);
    }
}
