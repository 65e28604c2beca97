namespace Clerk2WorkOS.Package.Tests;

/// <summary>The fixes under the runners of other people: the same tree as from <c>clerk2workos fix</c>. docs/guides/other-runners.md has what differs.</summary>
[Collection(nameof(Packages))]
public sealed class OtherRunnersTests(Packages packages)
{
    private static readonly string[] Rules = ["C2W101", "C2W102", "C2W201", "C2W202", "C2W301", "C2W302"];

    [Fact]
    public Task The_runner_itself() => RewritesAsync("own", (folder, _) => packages.DotnetAsync(folder, "clerk2workos", "fix", "Shop.slnx", "--force"));

    [Fact]
    public Task Dotnet_format() => RewritesAsync("format", (folder, rules) =>
        packages.DotnetAsync(folder, ["format", "analyzers", "Shop.slnx", "--no-restore", "--severity", "info", "--diagnostics", .. rules]));

    [Fact]
    public Task Roslynator() => RewritesAsync("roslynator", (folder, rules) =>
        packages.DotnetAsync(folder, ["roslynator", "fix", "Shop.slnx", "--supported-diagnostics", .. rules]));

    private async Task RewritesAsync(string folder, Func<string, string[], Task<Command>> runAsync)
    {
        OneSolution.Write(packages, folder);
        (await packages.DotnetAsync(folder, "tool", "restore")).ShouldSucceed();
        (await packages.DotnetAsync(folder, "restore", "Shop.slnx")).ShouldSucceed();
        (await runAsync(folder, Rules)).ShouldSucceed();
        foreach (var (path, after) in OneSolution.After)
            Assert.Equal(after.ReplaceLineEndings("\n"), await File.ReadAllTextAsync(Path.Combine(packages.Root, folder, path)));
    }
}
