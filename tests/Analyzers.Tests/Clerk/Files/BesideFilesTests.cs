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

    private static string[] List(string property) => Targets.Descendants(property).First().Value.Split(';');
}
