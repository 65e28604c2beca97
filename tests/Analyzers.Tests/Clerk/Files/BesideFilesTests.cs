using System.Xml.Linq;
using Clerk2WorkOS.Analyzers.Clerk.Files;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk.Files;

/// <summary>The analyzers, the runner and MSBuild mean the same files.</summary>
public class BesideFilesTests
{
    private static readonly XElement Targets = XDocument.Load(Path.Combine(Repository.Root, "src/Package/buildTransitive/AdditionalFiles.targets")).Root!;

    [Fact]
    public void The_package_passes_them() => Assert.Equal(BesideFiles.Names.Select(name => "**/" + name), List("_C2WNames"));

    [Fact]
    public void The_package_leaves_out_what_the_rules_leave_out() => Assert.Equal(BesideFiles.LeftOut.Select(name => "**/" + name), List("_C2WLeftOut"));

    [Fact]
    public void The_package_enters_the_same_folders() => Assert.Equal(BesideFiles.SkippedFolders.Select(folder => $"**/{folder}/**"), List("_C2WSkipped"));

    [Fact]
    public void Every_name_is_of_some_kind()
    {
        foreach (var name in BesideFiles.Names)
            Assert.True(BesideFiles.IsWanted("/app/" + name.Replace("*", "x", StringComparison.Ordinal)), name);
        foreach (var name in BesideFiles.LeftOut)
            Assert.False(BesideFiles.IsWanted("/app/" + name.Replace("*", "x", StringComparison.Ordinal)), name);
    }

    [Theory]
    [InlineData("/app/appsettings.json", BesideKind.Settings)]
    [InlineData("C:\\app\\AppSettings.Development.JSON", BesideKind.Settings)]
    [InlineData("Properties/launchSettings.json", BesideKind.Settings)]
    [InlineData(".env", BesideKind.Environment)]
    [InlineData("C:\\app\\.ENV.local", BesideKind.Environment)]
    [InlineData("compose.yml", BesideKind.Compose)]
    [InlineData("/compose.override.yaml", BesideKind.Compose)]
    [InlineData("/docker-compose.yml", BesideKind.Compose)]
    [InlineData("/Docker-Compose.prod.yaml", BesideKind.Compose)]
    [InlineData("/web/package.json", BesideKind.Packages)]
    [InlineData("/db/1.SQL", BesideKind.Sql)]
    [InlineData("/api.http", BesideKind.Http)]
    [InlineData("/Index.cshtml", BesideKind.Razor)]
    [InlineData("/Index.razor", BesideKind.Razor)]
    [InlineData("/a.ts", BesideKind.Script)]
    [InlineData("/a.tsx", BesideKind.Script)]
    [InlineData("/a.js", BesideKind.Script)]
    [InlineData("/a.jsx", BesideKind.Script)]
    [InlineData("/a.mjs", BesideKind.Script)]
    [InlineData("/a.cjs", BesideKind.Script)]
    public void A_file_is_known_by_its_name(string path, BesideKind kind)
    {
        Assert.Equal(kind, BesideFiles.KindOf(path));
        Assert.Equal(kind != BesideKind.Razor, BesideFiles.IsWanted(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/app.env")]
    [InlineData("/.env/x")]
    [InlineData("/my-appsettings.json")]
    [InlineData("/mylaunchSettings.json")]
    [InlineData("/my-package.json")]
    [InlineData("/package.json5")]
    [InlineData("/my-compose.yml")]
    [InlineData("/ci.yaml")]
    [InlineData("/compose.json")]
    [InlineData("/a.min.js")]
    [InlineData("/a.bundle.js")]
    [InlineData("/a.chunk.js")]
    [InlineData("/a.D.ts")]
    [InlineData("/a.cs")]
    [InlineData("/sql")]
    public void Another_is_never_looked_at(string path)
    {
        Assert.Null(BesideFiles.KindOf(path));
        Assert.False(BesideFiles.IsWanted(path));
    }

    private static string[] List(string property) => Targets.Descendants(property).First().Value.Split(';');
}
