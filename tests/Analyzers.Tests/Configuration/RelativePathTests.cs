using Clerk2WorkOS.Analyzers.Configuration;

namespace Clerk2WorkOS.Analyzers.Tests.Configuration;

/// <summary>Paths as a baseline has them, on every machine alike.</summary>
public class RelativePathTests
{
    [Theory]
    [InlineData("/a/b", "/a/b/c.cs", "c.cs")]
    [InlineData("/a/b", "/a/b/c/d.cs", "c/d.cs")]
    [InlineData("/a/b", "/a/c/d.cs", "../c/d.cs")]
    [InlineData("/a/b", "/a/b.cs", "../b.cs")]
    [InlineData("/a/b/c", "/a/d.cs", "../../d.cs")]
    [InlineData("/a/b/c", "/d/e.cs", "../../../d/e.cs")]
    [InlineData("/a/b", "/a/bc/d.cs", "../bc/d.cs")]
    [InlineData("/a/b/c.cs", "/a/b/c.cs", "../c.cs")]
    [InlineData("/A/b", "/a/B/C.cs", "C.cs")]
    [InlineData("C:\\a\\b", "C:\\a\\b\\c\\d.cs", "c/d.cs")]
    [InlineData("C:\\a", "c:/a/b.cs", "b.cs")]
    [InlineData("C:\\a", "D:\\b\\c.cs", "D:/b/c.cs")]
    [InlineData("", "a.cs", "a.cs")]
    [InlineData("", "/a/b.cs", "a/b.cs")]
    public void Is_as_seen_from_the_folder(string folder, string path, string relative) => Assert.Equal(relative, RelativePath.Of(folder, path));

    [Theory]
    [InlineData("/a/b/c.json", "/a/b")]
    [InlineData("C:\\a\\c.json", "C:\\a")]
    [InlineData("C:\\a/c.json", "C:\\a")]
    [InlineData("/c.json", "")]
    [InlineData("c.json", "")]
    public void A_file_is_in_a_folder(string path, string folder) => Assert.Equal(folder, RelativePath.FolderOf(path));
}
