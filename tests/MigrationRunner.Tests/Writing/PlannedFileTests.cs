using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>What is refused before anything is written.</summary>
public sealed class PlannedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Refuses_a_read_only_file()
    {
        _folder.Write("a.cs", "old a.cs");
        File.SetAttributes(_folder["a.cs"], FileAttributes.ReadOnly);
        var failure = Assert.Throws<CannotRunException>(() => PlannedFile.Plan([PlannedFiles.Edit(_folder, "a.cs")], _folder.Root, ownCopy: false));
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
}
