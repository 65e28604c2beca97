using System.Collections.Immutable;
using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Tests.Reporting;

/// <summary>What <c>git apply</c> makes of a diff is what the run would have written.</summary>
public sealed class UnifiedDiffTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shows_an_edit_with_three_lines_around_it()
    {
        _folder.Write("a.cs", "1\n2\n3\n4\nold\n6\n7\n8\n9\n");
        var diff = Encoding.UTF8.GetString(UnifiedDiff.Write(Plan(Edit("a.cs", "old", "new")), SolutionPlace.Of(_folder.Root)));
        Assert.Equal("diff --git a/a.cs b/a.cs\n--- a/a.cs\n+++ b/a.cs\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-old\n+new\n 6\n 7\n 8\n", diff);
    }

    [Fact]
    public void Is_applied_by_git_to_the_same_bytes()
    {
        var many = string.Concat(Enumerable.Range(1, 60).Select(line => line % 9 == 0 ? $"old {line}\n" : $"line {line}\n"));
        _folder.Write("many.cs", many);
        _folder.Write("crlf.cs", "one\r\nold\r\nthree\nfour\r\n");
        _folder.Write("marked.cs", [0xEF, 0xBB, 0xBF, .. "old\nnext\n"u8]);
        _folder.Write("western.cs", [.. "// Z"u8, 0xFC, .. "rich\nold\n"u8]);
        _folder.Write("open end.cs", "first\nold");
        _folder.Write("feed.cs", "a\n\f\nold\nb\n");
        _folder.Write("lines.cs", "using A;\nusing old;\nusing B;\n");
        _folder.Write("grows.cs", "x\nold\ny\n");
        _folder.Write("Ü/ö.cs", "old\n");
        _folder.Write("end.cs", "a\nold\n");
        _folder.Commit();

        var planned = Plan(
            Edit("many.cs", "old", "new"), Edit("crlf.cs", "old", "new"), Edit("marked.cs", "old", "new"), Edit("western.cs", "old", "new"),
            Edit("open end.cs", "old", "new"), Edit("feed.cs", "old", "new"), Edit("lines.cs", "using old;\n", ""),
            Edit("grows.cs", "old", "new\nand\nmore"), Edit("Ü/ö.cs", "old", "new"), Edit("end.cs", "old\n", "old\nnew\n"));
        _folder.Write("changes.diff", UnifiedDiff.Write(planned, SolutionPlace.Of(_folder.Root)));
        _folder.Git("apply", "changes.diff");
        foreach (var file in planned)
            Assert.Equal(file.NewBytes, File.ReadAllBytes(file.Path));
    }

    private ImmutableArray<PlannedFile> Plan(params FileEdit[] edits) => PlannedFile.Plan(edits, _folder.Root, ownCopy: false);

    private FileEdit Edit(string name, string old, string replacement) => _folder.Edit(name, old, replacement);
}
