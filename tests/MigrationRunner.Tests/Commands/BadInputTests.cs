using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>Input that cannot be worked with: one sentence, exit code 2, nothing written. The real program, as a process.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("fix")]
    [InlineData("check")]
    public async Task A_path_that_does_not_exist(string verb)
    {
        using var folder = new TemporaryFolder();
        (await Tool.RunAsync(folder, verb, "Nowhere.sln")).ShouldRefuse("Nowhere.sln", "does not exist");
    }

    [Fact]
    public async Task A_folder_with_two_solutions()
    {
        using var folder = SmallSolution.Create();
        folder.Write("Other.sln", "");
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "fix", ".")).ShouldRefuse("Other.sln", "Small.slnx");
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task A_folder_with_nothing_to_open()
    {
        using var folder = new TemporaryFolder();
        (await Tool.RunAsync(folder, "check")).ShouldRefuse("no solution");
    }

    [Fact]
    public async Task A_file_that_is_no_solution()
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.txt", "x");
        folder.Write("Broken.slnx", "<Solution><");
        folder.Write("Broken.slnf", "{");
        (await Tool.RunAsync(folder, "check", "notes.txt")).ShouldRefuse("notes.txt");
        (await Tool.RunAsync(folder, "check", "Broken.slnx")).ShouldRefuse("Broken.slnx");
        (await Tool.RunAsync(folder, "check", "Broken.slnf")).ShouldRefuse("Broken.slnf");
    }

    [Fact]
    public async Task A_solution_with_a_missing_project()
    {
        using var folder = SmallSolution.Create();
        File.Delete(folder["Domain/Domain.csproj"]);
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "fix", ".")).ShouldRefuse("Domain/Domain.csproj", "does not exist");
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task A_reference_to_a_missing_project()
    {
        using var folder = SmallSolution.CreateOneProject(
            SmallSolution.ProjectText.Replace("</Project>", """<ItemGroup><ProjectReference Include="Gone/Gone.csproj" /></ItemGroup></Project>""", StringComparison.Ordinal));
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "fix", ".")).ShouldRefuse("Gone/Gone.csproj");
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task A_project_with_an_unknown_sdk()
    {
        using var folder = SmallSolution.Create();
        folder.Write("Domain/Domain.csproj", """<Project Sdk="No.Such.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "fix", ".")).ShouldRefuse("Domain/Domain.csproj", "No.Such.Sdk");
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task An_SDK_that_is_not_installed()
    {
        using var folder = SmallSolution.Create();
        folder.Write("global.json", """{ "sdk": { "version": "9.9.999", "rollForward": "disable" } }""");
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "fix", ".")).ShouldRefuse(folder["global.json"], "SDK 9.9.999", "is not installed");
        Directory.Delete(folder["App/obj"], recursive: true);       // and where packages are restored first
        (await Tool.RunAsync(folder, "fix", ".")).ShouldRefuse(folder["global.json"], "SDK 9.9.999", "is not installed");
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task A_package_that_cannot_be_restored()
    {
        using var folder = SmallSolution.CreateOneProject(
            SmallSolution.ProjectText.Replace("</Project>", """<ItemGroup><PackageReference Include="No.Such.Package" Version="1.0.0" /></ItemGroup></Project>""", StringComparison.Ordinal));
        folder.Write("nuget.config", """<configuration><packageSources><clear /><add key="empty" value="feed" /></packageSources></configuration>""");
        Directory.CreateDirectory(folder["feed"]);
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "fix", ".")).ShouldRefuse("No.Such.Package", "--allow-partial");
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task A_rule_that_does_not_exist()
    {
        using var folder = SmallSolution.Create();
        (await Tool.RunAsync(folder, "fix", "--rules", "C2W101,C2W2O1")).ShouldRefuse("'C2W2O1'", "did you mean C2W201?");
        (await Tool.RunAsync(folder, "explain", "c2w3001")).ShouldRefuse("did you mean C2W301?");
    }

    [Fact]
    public async Task An_output_that_cannot_be_written()
    {
        using var folder = SmallSolution.Create();
        folder.Write("file", "x");
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "fix", ".", "--output", "file/Out")).ShouldRefuse("file/Out", "is a file");
        (await Tool.RunAsync(folder, "fix", ".", "--output", "file")).ShouldRefuse("'" + folder["file"] + "'");
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task An_output_that_somebody_else_filled()
    {
        using var folder = SmallSolution.Create();
        folder.Write("out/diary.txt", "dear");
        (await Tool.RunAsync(folder, "fix", ".", "--output", "out")).ShouldRefuse("not empty");
        Assert.Equal("dear", folder.Read("out/diary.txt"));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder["out"]));
    }

    [Fact]
    public async Task An_output_around_the_solution()
    {
        using var folder = SmallSolution.Create();
        (await Tool.RunAsync(folder, "fix", ".", "--output", ".")).ShouldRefuse("own folder");
        (await Tool.RunAsync(folder, "fix", "Domain", "--output", ".")).ShouldRefuse("own folder");
    }

    [Fact]
    public async Task A_report_that_cannot_be_written()
    {
        using var folder = SmallSolution.Create();
        folder.Write("file", "x");
        (await Tool.RunAsync(folder, "check", ".", "--report", "file/report.md")).ShouldRefuse("is a file");
        (await Tool.RunAsync(folder, "check", ".", "--report", "report.docx")).ShouldRefuse(".md", ".json");
        (await Tool.RunAsync(folder, "fix", ".", "--dry-run", "--diff", ".")).ShouldRefuse("is a folder");
    }

    [Fact]
    public async Task A_command_line_that_means_nothing()
    {
        using var folder = SmallSolution.Create();
        (await Tool.RunAsync(folder, "chek")).ShouldRefuse("'chek'", "did you mean check?");
        (await Tool.RunAsync(folder, "fix", "--dry-rn")).ShouldRefuse("did you mean --dry-run?");
        (await Tool.RunAsync(folder, "fix", "--diff", "--report", "report.md")).ShouldRefuse("'--diff' needs a value before '--report'.");
        (await Tool.RunAsync(folder, "check", ".", "--format", "xml")).ShouldRefuse("text, json, github or msbuild");
        (await Tool.RunAsync(folder)).ShouldRefuse("--help");
    }

    [Theory]
    [InlineData("linked file", """<ItemGroup><Compile Include="..\Shared.cs" /></ItemGroup>""", "Shared.cs")]
    [InlineData("import", """<Import Project="$(MSBuildThisFileDirectory)../outside.props" />""", "outside.props")]
    [InlineData("project", """<ItemGroup><ProjectReference Include="..\Other\Other.csproj" /></ItemGroup>""", "Other.csproj")]
    public async Task An_output_copy_that_would_lack_something(string what, string element, string named)
    {
        _ = what;
        using var folder = new TemporaryFolder();
        folder.Write("Shared.cs", "class Shared { }");
        folder.Write("outside.props", "<Project />");
        folder.Write("Other/Other.csproj", SmallSolution.ProjectText);
        folder.Write("Solo/Solo.csproj", SmallSolution.ProjectText.Replace("</Project>", element + "</Project>", StringComparison.Ordinal));
        folder.Write("Solo/User.cs", SmallSolution.DomainUser);
        (await Tool.RunAsync(folder, "fix", "Solo", "--output", "Out")).ShouldRefuse(named, "outside");
        Assert.False(Path.Exists(folder["Out"]));
    }

    [Fact]
    public async Task A_dirty_git_tree()
    {
        using var folder = SmallSolution.Create();
        folder.Commit();
        folder.Write("Domain/New.cs", "class New { }");
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "fix", ".")).ShouldRefuse("Domain/New.cs", "--force");
        Assert.Equal(before, folder.Snapshot());
    }
}
