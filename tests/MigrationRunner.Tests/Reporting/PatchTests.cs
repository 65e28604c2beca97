using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Tests.Reporting;

/// <summary>Git takes a patch whatever the files are like and wherever they are, and turns it back.</summary>
public sealed class PatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    [InlineData("windows-1252")]
    public void Takes_every_encoding(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        foreach (var (file, text) in new[] { ("crlf.cs", "// für\r\nold\r\nöld old\r\n"), ("open.cs", "a\n\f\nold"), ("only.cs", "old"), ("long.cs", $"old\n{string.Concat(Enumerable.Range(0, 500).Select(line => $"line {line}\n"))}old\n") })
            _folder.Write(file, [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
        ShouldApply(_folder.Root, Edits("old", "new and longer", "crlf.cs", "open.cs", "only.cs", "long.cs"));
    }

    [Fact]
    public void Takes_a_first_line_that_goes_or_gets_company_above_it_behind_a_byte_order_mark()
    {
        _folder.Write("goes.cs", [0xEF, 0xBB, 0xBF, .. "using old;\nusing B;\n"u8]);
        _folder.Write("comes.cs", [0xEF, 0xBB, 0xBF, .. "first\nsecond\n"u8]);
        _folder.Write("odd.cs", [0xEF, 0xBB, 0xBF, .. "old \xFC\n"u8, 0xFC, .. "\n"u8]);
        ShouldApply(_folder.Root, [_folder.Edit("goes.cs", "using old;\n", ""), _folder.Edit("comes.cs", "first", "new\nfirst"), _folder.Edit("odd.cs", "old", "new")]);
    }

    [Fact]
    public void Takes_a_final_line_feed_that_comes_or_goes()
    {
        _folder.Write("comes.cs", "a\nold");
        _folder.Write("goes.cs", "a\nold\n");
        _folder.Write("empties.cs", "old\n");
        ShouldApply(_folder.Root, [_folder.Edit("comes.cs", "old", "new\n"), _folder.Edit("goes.cs", "old\n", "new"), _folder.Edit("empties.cs", "old\n", "")]);
    }

    [Theory]
    [InlineData("with space.cs")]
    [InlineData(" leading and trailing ")]
    [InlineData("a \"quoted\".cs")]
    [InlineData("back\\slash.cs")]
    [InlineData("tab\tand\nline.cs")]
    [InlineData("Grüße/日本 \"1\".cs")]
    [InlineData("a b/b a/x.cs")]
    [InlineData("a/b/a/b.cs")]
    public void Takes_odd_names(string name)
    {
        _folder.Write(name, "old\n");
        _folder.Write(name + "16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("old\n")).ToArray());
        ShouldApply(_folder.Root, Edits("old", "new", name, name + "16"));
    }

    [Fact]
    public void Keeps_modes_and_links()
    {
        if (OperatingSystem.IsWindows())
            return;         // it has neither
        _folder.Write("tool.csx", "old\n");
        _folder.Write("tool16.csx", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("old\n")).ToArray());
        const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(_folder["tool.csx"], Executable);
        File.SetUnixFileMode(_folder["tool16.csx"], Executable);
        _folder.Write("real/Target.cs", "old\n");
        _folder.Write("real/Other.cs", "old\n");
        File.CreateSymbolicLink(_folder["Link.cs"], "real/Target.cs");
        Directory.CreateSymbolicLink(_folder["linked"], "real");
        ShouldApply(_folder.Root, Edits("old", "new", "tool.csx", "tool16.csx", "Link.cs", "linked/Other.cs"));
        Assert.True(File.GetUnixFileMode(_folder["tool.csx"]).HasFlag(UnixFileMode.UserExecute));
        Assert.True(File.GetUnixFileMode(_folder["tool16.csx"]).HasFlag(UnixFileMode.UserExecute));
        Assert.Equal("real/Target.cs", new FileInfo(_folder["Link.cs"]).LinkTarget);
        Assert.Equal("real", new DirectoryInfo(_folder["linked"]).LinkTarget);
    }

    [Fact]
    public void Names_files_from_the_repositorys_top_also_those_outside_of_the_solutions_folder()
    {
        _folder.Write("src/App/A.cs", "old\n");
        _folder.Write("src/Shared/B.cs", "old\n");
        var patch = ShouldApply(_folder["src/App"], Edits("old", "new", "src/App/A.cs", "src/Shared/B.cs"));
        Assert.StartsWith("diff --git a/src/Shared/B.cs b/src/Shared/B.cs\n", patch, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_seen_from_above_where_files_outside_of_the_repository_change_and_says_so()
    {
        _folder.Write("App/A.cs", "old\n");
        _folder.Write("Shared/B.cs", "old\n");
        var planned = PlannedFile.Plan(Edits("old", "new", "App/A.cs", "Shared/B.cs"), _folder["App"], ownCopy: false);
        var patch = _folder.Write("changes.patch", UnifiedDiff.Write(planned, SolutionPlace.Of(_folder["App"])));
        Assert.StartsWith("For 'git apply' in '..', seen from the solution's folder: files outside of the repository change, too.\n", File.ReadAllText(patch), StringComparison.Ordinal);
        _folder.Git("apply", "changes.patch");
        Assert.All(planned, file => Assert.Equal(file.NewBytes, File.ReadAllBytes(file.Path)));
    }

    [Fact]
    public void Takes_what_attributes_say_about_line_ends()
    {
        _folder.Write(".gitattributes", "* text=auto eol=crlf\nunix.cs eol=lf\n");
        _folder.Write("windows.cs", "a\r\nold\r\n");
        _folder.Write("unix.cs", "a\nold\n");
        ShouldApply(_folder.Root, Edits("old", "new", "windows.cs", "unix.cs"));
    }

    private FileEdit[] Edits(string old, string replacement, params string[] names) => [.. names.Select(name => _folder.Edit(name, old, replacement))];

    /// <returns>The patch.</returns>
    private string ShouldApply(string root, FileEdit[] edits)
    {
        _folder.Commit();
        var planned = PlannedFile.Plan(edits, root, ownCopy: false);
        var patch = UnifiedDiff.Write(planned, SolutionPlace.Of(root));
        _folder.Write(".git/changes.patch", patch);
        _folder.Git("apply", "--check", ".git/changes.patch");
        _folder.Git("apply", ".git/changes.patch");
        Assert.All(planned, file => Assert.Equal(file.NewBytes, File.ReadAllBytes(file.Path)));
        _folder.Git("apply", "-R", ".git/changes.patch");
        Assert.All(planned, file => Assert.Equal(file.OldBytes, File.ReadAllBytes(file.Path)));
        return Encoding.UTF8.GetString(patch);
    }
}
