using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>Either all files change, or none; and nothing else is left lying about.</summary>
public sealed class AllOrNothingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_every_file_and_leaves_nothing_beside_it()
    {
        AllOrNothing.Write(Planned("a.cs", "b.cs"), File.Replace, default);
        Assert.Equal("new a.cs", _folder.Read("a.cs"));
        Assert.Equal("new b.cs", _folder.Read("b.cs"));
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(_folder.Root).Count());
    }

    [Fact]
    public void Writes_nothing_when_a_file_changed_meanwhile()
    {
        var planned = Planned("a.cs", "b.cs");
        _folder.Write("b.cs", "someone else's");
        var before = _folder.Snapshot();
        var failure = Assert.Throws<CannotRunException>(() => AllOrNothing.Write(planned, File.Replace, default));
        Assert.Contains("'b.cs' changed while the run was under way", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Snapshot());
    }

    [Fact]
    public void Writes_nothing_when_a_file_has_gone_meanwhile()
    {
        var planned = Planned("a.cs", "b.cs");
        File.Delete(_folder["b.cs"]);
        var before = _folder.Snapshot();
        Assert.Throws<CannotRunException>(() => AllOrNothing.Write(planned, File.Replace, default));
        Assert.Equal(before, _folder.Snapshot());
    }

    [Fact]
    public void Puts_back_what_it_replaced_when_a_later_file_fails()
    {
        var planned = Planned("a.cs", "b.cs", "c.cs");
        var before = _folder.Snapshot();
        var failure = Assert.Throws<CannotRunException>(() => AllOrNothing.Write(planned, FailingAt("c.cs"), default));
        Assert.Contains("'c.cs' could not be replaced: disk full.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Snapshot());

        static Action<string, string, string> FailingAt(string name) => (from, to, kept) =>
        {
            if (Path.GetFileName(to) == name)
                throw new IOException("disk full");
            File.Replace(from, to, kept);
        };
    }

    [Fact]
    public void Writes_nothing_when_interrupted_before_the_first_rename()
    {
        var planned = Planned("a.cs");
        var before = _folder.Snapshot();
        Assert.Throws<OperationCanceledException>(() => AllOrNothing.Write(planned, File.Replace, new CancellationToken(canceled: true)));
        Assert.Equal(before, _folder.Snapshot());
    }

    [Fact]
    public void Keeps_the_permissions_of_a_file()
    {
        if (OperatingSystem.IsWindows())
            return;
        var planned = Planned("a.cs");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead;
        File.SetUnixFileMode(_folder["a.cs"], mode);
        AllOrNothing.Write(planned, File.Replace, default);
        Assert.Equal(mode, File.GetUnixFileMode(_folder["a.cs"]));
    }

    [Fact]
    public void Writes_through_a_symbolic_link_and_keeps_it()
    {
        _folder.Write("real/a.cs", "old a.cs");
        File.CreateSymbolicLink(_folder["a.cs"], "real/a.cs");
        AllOrNothing.Write(PlannedFile.Plan([Edit("a.cs", "old a.cs")], _folder.Root, ownCopy: false), File.Replace, default);
        Assert.Equal("new a.cs", _folder.Read("real/a.cs"));
        Assert.Equal("real/a.cs", new FileInfo(_folder["a.cs"]).LinkTarget);
    }

    [Fact]
    public void Refuses_a_read_only_file_before_anything_is_written()
    {
        _folder.Write("a.cs", "old a.cs");
        File.SetAttributes(_folder["a.cs"], FileAttributes.ReadOnly);
        var failure = Assert.Throws<CannotRunException>(() => PlannedFile.Plan([Edit("a.cs", "old a.cs")], _folder.Root, ownCopy: false));
        Assert.Contains("'a.cs' is read-only", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_new_text_that_the_encoding_of_the_file_cannot_hold()
    {
        _folder.Write("a.cs", [(byte)'x', 0xFC]);
        var edit = new FileEdit(_folder["a.cs"], SourceText.From("xü"), [new TextChange(new TextSpan(0, 1), "東")]);
        var failure = Assert.Throws<CannotRunException>(() => PlannedFile.Plan([edit], _folder.Root, ownCopy: false));
        Assert.Contains("windows-1252", failure.Message, StringComparison.Ordinal);
    }

    private ImmutableArray<PlannedFile> Planned(params string[] names)
    {
        foreach (var name in names)
            _folder.Write(name, $"old {name}");
        return PlannedFile.Plan(names.Select(name => Edit(name, $"old {name}")), _folder.Root, ownCopy: false);
    }

    private FileEdit Edit(string name, string before) =>
        new(_folder[name], SourceText.From(before), [new TextChange(new TextSpan(0, 3), "new")]);
}
