using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Consolidation;

/// <summary>Git follows each file to where it has gone, also the one whose name is on both sides.</summary>
public sealed class GitHistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = TwoSchemas.Create();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_steps_with_a_commit_each_keep_the_history_of_every_file()
    {
        _folder.Commit();
        Commit("Domain/Schema/BlockedDatesTable.cs", "Reason", "legacy work");
        Commit("Domain/SchemaWorkos/BlockedDatesTable.cs", "TimeZone", "WorkOS work");
        Commit("Domain/SchemaWorkos/EventsTable.cs", "Slug", "events work");

        var first = await StepAsync("legacy");
        Assert.Contains("The legacy schema has made room. Build and commit that; '--step schema' does the rest.", first.Output, StringComparison.Ordinal);
        Assert.Equal("0", await TwoSchemas.ErrorsAsync(_folder));
        Assert.False(File.Exists(_folder[".globalconfig"]));
        Commit("legacy makes room");
        var second = await StepAsync("schema");
        Assert.Contains("'Domain.Schema' is the schema, 'Domain.SchemaLegacy' the back-up.", second.Output, StringComparison.Ordinal);
        Assert.Equal("0", await TwoSchemas.ErrorsAsync(_folder));
        Commit("consolidated");

        Assert.Equal(["consolidated", "WorkOS work", "before"], Follow("Domain/Schema/BlockedDatesTable.cs"));
        Assert.Equal(["legacy makes room", "legacy work", "before"], Follow("Domain/SchemaLegacy/BlockedDatesTable.cs"));
        Assert.Equal(["consolidated", "events work", "before"], Follow("Domain/Schema/EventsTable.cs"));
        Assert.Equal(["consolidated", "before"], Follow("Domain/Schema/seed.sql"));
    }

    [Fact]
    public async Task One_step_comes_to_the_same_and_says_what_git_would_make_of_it()
    {
        _folder.Commit();
        var once = await StepAsync("all");
        Assert.Contains("git takes Domain/Schema/BlockedDatesTable.cs for the legacy file changed", once.Output, StringComparison.Ordinal);
        var after = _folder.Snapshot();
        Assert.Equal(0, (await Tool.RunAsync(_folder, "undo")).ExitCode);

        await StepAsync("legacy");
        Commit("legacy makes room");
        await StepAsync("schema");
        Assert.Equal(after, _folder.Snapshot());
    }

    [Fact]
    public async Task The_second_step_waits_for_the_first() =>
        (await Tool.RunAsync(_folder, "schema", "consolidate", ".", "--no-restore", "--step", "schema")).ShouldRefuse("'Domain.Schema' is the legacy schema's name still", "--step legacy");

    private async Task<ToolResult> StepAsync(string step)
    {
        var done = await Tool.RunAsync(_folder, "schema", "consolidate", ".", "--no-restore", "--step", step);
        Assert.True(done.ExitCode == 0, done.Error);
        return done;
    }

    private void Commit(string path, string property, string message)
    {
        var text = _folder.Read(path);
        _folder.Write(path, text.Insert(text.LastIndexOf('}'), $"    public string? {property}{message.Length} {{ get; set; }}\n"));
        Commit(message);
    }

    private void Commit(string message)
    {
        _folder.Git("add", "-A");
        _folder.Git("-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false", "commit", "-q", "-m", message);
    }

    private string[] Follow(string path) => _folder.Git("log", "--follow", "--format=%s", "--", path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
