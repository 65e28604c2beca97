using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Consolidation;

/// <summary>The WorkOS schema becomes the schema: names, files, projects and settings, all or nothing.</summary>
public sealed class ConsolidateTests : IDisposable
{
    private readonly TemporaryFolder _folder = TwoSchemas.Create();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_name_file_and_item_follows_and_the_solution_compiles_as_before()
    {
        _folder.Commit();
        Assert.Equal("0", await TwoSchemas.ErrorsAsync(_folder));
        var done = await ConsolidateAsync();
        Assert.True(done.ExitCode == 0, done.Error);

        Assert.Equal(
            [
                "Schema/BlockedDatesTable.cs", "Schema/EventsTable.cs", "Schema/MeetingsTable.cs", "Schema/Views/EventView.cs", "Schema/seed.sql",
                "SchemaLegacy/BlockedDatesTable.cs", "SchemaLegacy/EventTable.cs", "SchemaLegacy/MeetingTable.cs",
            ],
            FilesIn("Domain").Where(file => file.Contains('/', StringComparison.Ordinal)));
        Assert.False(Directory.Exists(_folder["Domain/SchemaWorkos"]));
        Assert.Equal(TwoSchemas.LegacyBlockedDates.Replace("Domain.Schema;", "Domain.SchemaLegacy;", StringComparison.Ordinal), _folder.Read("Domain/SchemaLegacy/BlockedDatesTable.cs"));
        Assert.Equal(
            [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(TwoSchemas.BlockedDates.Replace("Domain.SchemaWorkos;", "Domain.Schema;", StringComparison.Ordinal))],
            File.ReadAllBytes(_folder["Domain/Schema/BlockedDatesTable.cs"]));
        Assert.Equal([.. "// "u8, 0xDC, .. "bersicht\nnamespace Domain.Schema.Views;\n\npublic record EventView(EventsTable Event);\n"u8], File.ReadAllBytes(_folder["Domain/Schema/Views/EventView.cs"]));

        Assert.Equal(
            ["using Domain.SchemaLegacy;", "using Domain.Schema;", "using LegacyBlockedDates = Domain.SchemaLegacy.BlockedDatesTable;"],
            _folder.Read("App/Script.cs").Split('\n').Take(3));
        Assert.Contains("new global::Domain.Schema.BlockedDatesTable()", _folder.Read("App/Program.cs"), StringComparison.Ordinal);
        var db = _folder.Read("Domain/Db.cs");
        Assert.StartsWith("using System.ComponentModel.DataAnnotations.Schema;\nusing Domain.Schema;\nusing Views = Domain.Schema.Views;\n", db, StringComparison.Ordinal);
        Assert.Contains("<see cref=\"Domain.Schema.EventsTable\"/> and <see cref=\"Domain.Schema.MeetingsTable.Event\"/>", db, StringComparison.Ordinal);
        Assert.Contains("List<Domain.Schema.BlockedDatesTable> BlockedDates", db, StringComparison.Ordinal);
        Assert.Contains("nameof(Domain.Schema) + nameof(Domain.Schema.Views.EventView)", db, StringComparison.Ordinal);
        Assert.Contains("Type.GetType(\"Domain.SchemaWorkos.EventsTable, Domain\")", db, StringComparison.Ordinal);
        Assert.Contains("Domain/Db.cs(22,52): info C2W303: 'SchemaWorkos' stays as it is here; the schema is 'Domain.Schema' now.", done.Output, StringComparison.Ordinal);

        Assert.Contains("<EmbeddedResource Include=\"Schema\\seed.sql\" />\n    <Compile Update=\"SchemaLegacy/*Table.cs\" Visible=\"true\" />", _folder.Read("Domain/Domain.csproj"), StringComparison.Ordinal);
        var app = _folder.Read("App/App.csproj");
        Assert.Contains("<Using Include=\"Domain.Schema\" />\n    <Using Include=\"Domain.Schema.EventsTable\" Alias=\"Events\" />", app, StringComparison.Ordinal);
        Assert.Contains("<None Include=\"..\\Domain\\Schema\\seed.sql\" Link=\"Schema\\seed.sql\" />", app, StringComparison.Ordinal);
        Assert.Contains("\nc2w_stage = consolidated\n", _folder.Read(".globalconfig"), StringComparison.Ordinal);
        Assert.Contains("Compiler errors: 0 before, 0 after.", done.Output, StringComparison.Ordinal);
        Assert.Equal("0", await TwoSchemas.ErrorsAsync(_folder));
    }

    [Fact]
    public async Task A_second_run_says_that_it_is_done_and_what_is_left_behind_is_found_by_C2W303()
    {
        Assert.Equal(0, (await ConsolidateAsync()).ExitCode);
        var after = _folder.Snapshot();

        var again = await ConsolidateAsync();
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("'Domain.Schema' is the schema already", again.Output, StringComparison.Ordinal);
        Assert.Equal(after, _folder.Snapshot());
        Assert.DoesNotContain("C2W30", string.Concat((await Tool.RunAsync(_folder, "check", ".", "--no-restore")).Output.Split('\n').Where(line => line.Contains("warning", StringComparison.Ordinal))), StringComparison.Ordinal);

        _folder.Write("App/Straggler.cs", "using Domain.SchemaWorkos;\n\nclass Straggler : EventsTable;\n");
        var check = await Tool.RunAsync(_folder, "check", ".", "--no-restore");
        Assert.Contains("App/Straggler.cs(1,14): warning C2W303: 'Domain.SchemaWorkos'", check.Output, StringComparison.Ordinal);
        Assert.Equal(1, check.ExitCode);
    }

    [Fact]
    public async Task Refuses_while_other_code_uses_the_legacy_schema_and_names_every_place()
    {
        _folder.Write("App/Leftover.cs", "using Domain.Schema;\n\nclass Leftover\n{\n    public EventTable? Event;\n    public Domain.Schema.BlockedDatesTable? Blocked;\n}\n");
        var before = _folder.Snapshot();
        var refused = await ConsolidateAsync();
        refused.ShouldRefuse("App/Leftover.cs(1,14)", "App/Leftover.cs(5,12)", "App/Leftover.cs(6,19)", "3 places", "clerk2workos fix");
        Assert.DoesNotContain("Script.cs", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Snapshot());
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_and_git_makes_the_same_of_its_patch()
    {
        _folder.Commit();
        var before = _folder.Snapshot();
        var tried = await ConsolidateAsync("--dry-run", "--diff", ".git/consolidate.diff", "--report", "obj/consolidate.json", "--report", "obj/consolidate.md", "--report", "obj/consolidate.html", "--report", "obj/consolidate.sarif", "--report", "obj/consolidate.patch");
        Assert.True(tried.ExitCode == 0, tried.Error);
        Assert.Contains("Folder Domain/SchemaWorkos -> Domain/Schema, 5 files.", tried.Output, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Snapshot());
        Assert.Equal(_folder.Read(".git/consolidate.diff"), _folder.Read("obj/consolidate.patch"));
        Assert.Contains("rename from Domain/SchemaWorkos/BlockedDatesTable.cs\nrename to Domain/Schema/BlockedDatesTable.cs\n", _folder.Read("obj/consolidate.patch"), StringComparison.Ordinal);
        Assert.Contains("\"movedTo\": \"Domain/SchemaLegacy/EventTable.cs\"", _folder.Read("obj/consolidate.json"), StringComparison.Ordinal);
        Assert.Contains("Namespace Domain.Schema", _folder.Read("obj/consolidate.md"), StringComparison.Ordinal);

        Assert.Equal(0, (await ConsolidateAsync()).ExitCode);
        var after = _folder.Snapshot();
        _folder.Git("checkout", "-q", ".");
        _folder.Git("clean", "-fdq");
        Assert.Equal(before, _folder.Snapshot());
        _folder.Git("apply", ".git/consolidate.diff");
        Assert.Equal(after, _folder.Snapshot());
    }

    [Fact]
    public async Task Undo_puts_every_file_back_in_its_place()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder["Domain/SchemaWorkos/seed.sql"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var before = _folder.Snapshot();
        Assert.Equal(0, (await ConsolidateAsync()).ExitCode);
        Assert.NotEqual(before, _folder.Snapshot());

        var undone = await Tool.RunAsync(_folder, "undo");
        Assert.Equal(0, undone.ExitCode);
        Assert.Equal(before, _folder.Snapshot());
        Assert.False(Directory.Exists(_folder["Domain/SchemaLegacy"]));
        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(_folder["Domain/SchemaWorkos/seed.sql"]).HasFlag(UnixFileMode.UserExecute));
    }

    [Theory]
    [InlineData("made")]
    [InlineData("obj/made")]
    public async Task Works_on_a_copy_and_leaves_the_source_alone(string output)
    {
        using var copy = new TemporaryFolder();
        var before = _folder.Snapshot();
        var done = await Tool.RunAsync(_folder, "schema", "consolidate", "Small.slnx", "--output", copy[output]);
        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Equal(before, _folder.Snapshot());

        File.Delete(copy[$"{output}/.clerk2workos-output"]);
        Assert.Equal(0, (await ConsolidateAsync()).ExitCode);
        Assert.Equal(_folder.Snapshot(), copy.Snapshot(output));
    }

    [Fact]
    public async Task Refuses_an_unclean_work_tree_unless_forced()
    {
        _folder.Commit();
        _folder.Write("App/Program.cs", _folder.Read("App/Program.cs") + "\n");
        (await ConsolidateAsync()).ShouldRefuse("uncommitted changes", "App/Program.cs");
        Assert.Equal(0, (await ConsolidateAsync("--force")).ExitCode);
    }

    [Fact]
    public async Task Refuses_a_name_that_is_taken()
    {
        _folder.Write("Domain/Taken.cs", "namespace Domain.SchemaLegacy;\n\npublic class Taken;\n");
        var before = _folder.Snapshot();
        (await ConsolidateAsync()).ShouldRefuse("'Domain.Schema' cannot become 'Domain.SchemaLegacy'");
        Assert.Equal(before, _folder.Snapshot());
    }

    [Fact]
    public async Task Refuses_names_that_would_mean_something_else()
    {
        _folder.Write("App/Near.cs", "namespace Domain.Near\n{\n    class Schema;\n    class Domain { public class Schema { public class EventsTable; } }\n    class Uses { object? one = new SchemaWorkos.EventsTable(); }\n}\n");
        var before = _folder.Snapshot();
        (await ConsolidateAsync()).ShouldRefuse("App/Near.cs(5,", "instead of");
        Assert.Equal(before, _folder.Snapshot());
    }

    private Task<ToolResult> ConsolidateAsync(params string[] options) => Tool.RunAsync(_folder, ["schema", "consolidate", ".", "--no-restore", .. options]);

    private IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(_folder[folder], "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_folder[folder], file).Replace('\\', '/')).Where(file => !file.StartsWith("obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
