using Clerk2WorkOS.Analyzers.Configuration;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Tests.Configuration;

/// <summary>What was left when a line was drawn.</summary>
public class BaselineTests
{
    private const string Path = "/app/" + Baseline.FileName;

    private const string A = "089be207b544f1e4";

    [Fact]
    public void An_empty_one_is_written_whole() => Assert.Equal("{\n  \"version\": 1,\n  \"findings\": [\n  ]\n}\n", Baseline.Write([]));

    [Fact]
    public void Entries_are_written_sorted_and_each_once()
    {
        BaselineEntry[] entries = [new("C2W201", "b.cs", A, 1), new("C2W101", "b.cs", "2", 1), new("C2W101", "b.cs", "1", 2), new("C2W101", "b.cs", "1", 3), new("C2W501", "a.cs", A, 1)];
        Assert.Equal(
            """
            {
              "version": 1,
              "findings": [
                {"rule": "C2W501", "path": "a.cs", "line": "089be207b544f1e4", "count": 1},
                {"rule": "C2W101", "path": "b.cs", "line": "1", "count": 3},
                {"rule": "C2W101", "path": "b.cs", "line": "2", "count": 1},
                {"rule": "C2W201", "path": "b.cs", "line": "089be207b544f1e4", "count": 1}
              ]
            }

            """,
            Baseline.Write(entries));
    }

    [Theory]
    [InlineData("a.cs", "a.cs")]
    [InlineData("../a b/é.cs", "../a b/é.cs")]
    [InlineData("a\"b\\c.cs", "a\\\"b\\\\c.cs")]
    [InlineData("a\u0001\u001fb\n.cs", "a\\u0001\\u001fb\\u000a.cs")]
    [InlineData("\\", "\\\\")]
    public void A_path_is_read_as_it_was_written(string path, string written)
    {
        var entry = new BaselineEntry("C2W101", path, A, 12);
        Assert.Equal($$"""{"rule": "C2W101", "path": "{{written}}", "line": "{{A}}", "count": 12}""", entry.ToJson());
        Assert.Equal(entry, BaselineEntry.TryParse(entry.ToJson()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"rule": "C2W1", "path": "a.cs", "line": "089be207b544f1e4", "count": 1}""")]
    [InlineData("""{"rule": "C2W101", "path": "", "line": "089be207b544f1e4", "count": 1}""")]
    [InlineData("""{"rule": "C2W101", "path": "a\x.cs", "line": "089be207b544f1e4", "count": 1}""")]
    [InlineData("""{"rule": "C2W101", "path": "a.cs", "line": "089be207b544f1e", "count": 1}""")]
    [InlineData("""{"rule": "C2W101", "path": "a.cs", "line": "089BE207B544F1E4", "count": 1}""")]
    [InlineData("""{"rule": "C2W101", "path": "a.cs", "line": "089be207b544f1e4", "count": 0}""")]
    [InlineData("""{"rule": "C2W101", "path": "a.cs", "line": "089be207b544f1e4", "count": 12345678901}""")]
    [InlineData("""x{"rule": "C2W101", "path": "a.cs", "line": "089be207b544f1e4", "count": 1}""")]
    [InlineData("""{"rule": "C2W101", "path": "a.cs", "line": "089be207b544f1e4", "count": 1}x""")]
    public void Another_line_is_no_entry(string line) => Assert.Null(BaselineEntry.TryParse(line));

    [Theory]
    [InlineData("clerk2workos.baseline.json", true)]
    [InlineData("/app/clerk2workos.baseline.json", true)]
    [InlineData("C:\\app\\Clerk2WorkOS.Baseline.json", true)]
    [InlineData("/app/my-clerk2workos.baseline.json", false)]
    [InlineData("/app/clerk2workos.baseline.json.bak", false)]
    [InlineData("baseline.json", false)]
    public void It_is_known_by_its_name(string path, bool isOne) => Assert.Equal(isOne, Baseline.IsBaseline(path));

    [Fact]
    public void What_was_written_is_read()
    {
        BaselineEntry[] entries = [new("C2W101", "a.cs", A, 1), new("C2W101", "b.cs", A, 2)];
        var written = Baseline.Write(entries);
        foreach (var text in new[] { written, written.Replace("\n", "\r\n", StringComparison.Ordinal), written.Replace("    ", "\t", StringComparison.Ordinal) })
        {
            var baseline = Baseline.Read(Path, SourceText.From(text));
            Assert.Equal(0, baseline.BadLine);
            Assert.Equal(entries, baseline.Entries);
        }
    }

    [Theory]
    [InlineData("<<<<<<< ours\n{\n", 1)]
    [InlineData("{\n  \"version\": 2,\n", 2)]
    [InlineData("{\n  \"version\": 1,\n  \"findings\": [\n    {\"rule\": \"C2W101\", \"path\": \"a.cs\", \"line\": \"089be207b544f1e4\", \"count\": 1},\n=======\n", 5)]
    public async Task A_broken_one_holds_nothing_and_says_where_it_breaks(string text, int line)
    {
        var baseline = Baseline.Read(Path, SourceText.From(text));
        Assert.Equal(line, baseline.BadLine);
        Assert.Empty(baseline.Entries);
        Assert.False(baseline.Holds("C2W101", "/app/a.cs", SourceText.From("a"), 0));
        Assert.Equal(
            [$"C2W001: 'clerk2workos.baseline.json' cannot be used: line {line} is none of a baseline (is a merge not finished?), so that all of it counts as new"],
            await RuleProject.Of("").Beside(Path, text).Messages());
    }

    [Fact]
    public async Task A_whole_one_is_no_problem() => Assert.Empty(await RuleProject.Of("").Beside(Path, Baseline.Write([new("C2W101", "a.cs", A, 1)])).Messages());

    /// <summary>The baseline holds the first two lines <c>a</c> of <c>a.cs</c>.</summary>
    [Theory]
    [InlineData("C2W101", "/app/a.cs", "a", 0, true)]
    [InlineData("C2W101", "/app/A.CS", "a", 0, true)]
    [InlineData("C2W101", "/app/a.cs", "x\n\n  a \n", 5, true)]
    [InlineData("C2W101", "/app/a.cs", "a\nx\na\n", 4, true)]
    [InlineData("C2W101", "/app/a.cs", "a\na\na\n", 4, false)]
    [InlineData("C2W101", "/app/a.cs", "A", 0, false)]
    [InlineData("C2W101", "/app/a.cs", "ab", 0, false)]
    [InlineData("C2W101", "/app/b.cs", "a", 0, false)]
    [InlineData("C2W101", "/a.cs", "a", 0, false)]
    [InlineData("C2W102", "/app/a.cs", "a", 0, false)]
    public void A_finding_is_held_by_what_its_line_says(string rule, string path, string text, int position, bool isHeld)
    {
        BaselineEntry[][] orders = [[new("C2W101", "a.cs", A, 2)], [new("C2W101", "a.cs", A, 2), new("C2W101", "a.cs", A, 1)], [new("C2W101", "A.cs", A, 1), new("C2W101", "a.cs", A, 2)]];
        foreach (var entries in orders)
            Assert.Equal(isHeld, Baseline.Read(Path, SourceText.From("{\n" + string.Join(",\n", entries.Select(entry => entry.ToJson())))).Holds(rule, path, SourceText.From(text), position));
    }

    [Fact]
    public Task Code_that_is_in_it_is_not_reported()
    {
        const string Code = "class A\n{\n    string ClerkUserId;\n    string {|C2W101:ClerkUserIds|};\n}\n";
        var text = Markup.Strip(Code);
        var entry = Baseline.EntryFor("/app", RuleIds.ClerkUserIdName, "/app/File0.cs", SourceText.From(text), text.IndexOf("ClerkUserId", StringComparison.Ordinal));
        return RuleProject.Of(Code).Beside("/app/notes.json", "x").Beside(Path, Baseline.Write([entry])).Shows();
    }

    [Fact]
    public void The_empty_one_holds_nothing() => Assert.False(Baseline.Empty.Holds("C2W101", "/app/a.cs", SourceText.From("a"), 0));

    [Theory]
    [InlineData("a", 0, A, 1)]
    [InlineData("x\r\n\ta\r\na", 8, A, 2)]
    [InlineData("x\na", 99, A, 1)]
    [InlineData("", 0, "cbf29ce484222325", 1)]
    [InlineData("a b", 0, "ab40d7820d408076", 1)]
    [InlineData("\u0101", 0, "082f2307b4e88e77", 1)]
    public void An_entry_stands_for_the_characters_of_a_line(string text, int position, string line, int count) =>
        Assert.Equal(new BaselineEntry("C2W101", "a.cs", line, count), Baseline.EntryFor("/app", "C2W101", "/app/a.cs", SourceText.From(text), position));
}
