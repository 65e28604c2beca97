using Clerk2WorkOS.Analyzers.Map;

namespace Clerk2WorkOS.Analyzers.Tests.Map;

public class PathGlobTests
{
    [Theory]
    [InlineData("scripts/**", "/repo/scripts/a/b.cs")]
    [InlineData("scripts/**", "scripts/a.cs")]
    [InlineData("**/scripts/**", "/repo/scripts/a.cs")]
    [InlineData("**/*.cs", "a.cs")]
    [InlineData("Move*.cs", "/repo/src/MoveEvents.cs")]
    [InlineData("Move?.cs", "/repo/Move1.cs")]
    [InlineData("src/*/Dump.cs", "/repo/src/tools/Dump.cs")]
    [InlineData("src/**/Dump.cs", "/repo/src/Dump.cs")]
    [InlineData("/repo/src/**", "/repo/src/a.cs")]
    [InlineData("Scripts\\**", "C:\\repo\\scripts\\a.cs")]
    public void Matches(string pattern, string path) => Assert.True(PathGlob.IsMatch(pattern, path));

    [Theory]
    [InlineData("scripts/**", "/repo/myscripts/a.cs")]
    [InlineData("scripts/*", "/repo/scripts/a/b.cs")]
    [InlineData("Move*.cs", "/repo/Remove.cs")]
    [InlineData("Move?.cs", "/repo/Move.cs")]
    [InlineData("/src/**", "/repo/src/a.cs")]
    [InlineData("src/*/Dump.cs", "/repo/src/a/b/Dump.cs")]
    public void Does_not_match(string pattern, string path) => Assert.False(PathGlob.IsMatch(pattern, path));
}
