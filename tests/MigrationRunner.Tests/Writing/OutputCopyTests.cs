using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>Files of the run's own copy.</summary>
public sealed class OutputCopyTests
{
    [Fact]
    public void Writes_a_file_that_is_read_only_and_leaves_it_so()
    {
        using var folder = new TemporaryFolder();
        var file = new FileInfo(folder.Write("a.cs", "old")) { IsReadOnly = true };
        OutputCopy.Write(file.FullName, "new"u8.ToArray());
        Assert.Equal("new", folder.Read("a.cs"));
        Assert.True(new FileInfo(file.FullName).IsReadOnly);
        file.IsReadOnly = false;
    }
}
