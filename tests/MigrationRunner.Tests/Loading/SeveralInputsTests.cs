using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Loading;

/// <summary>What several paths stand for, and a folder that has no solution.</summary>
public sealed class SeveralInputsTests
{
    private const string Other = """
        using Domain;

        public class Other { public string Of(User user) => user.ClerkUserId; }

        """;

    [Fact]
    public async Task A_rename_reaches_its_uses_in_every_solution()
    {
        using var folder = TwoSolutions();
        folder.Commit();

        var result = await Tool.RunAsync(folder, "fix", "Small.slnx", "Second");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains("WorkosUserId", folder.Read("Domain/User.cs"), StringComparison.Ordinal);
        Assert.Contains("user.WorkosUserId", folder.Read("App/Program.cs"), StringComparison.Ordinal);
        Assert.Contains("user.WorkosUserId", folder.Read("Second/Other/Other.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_named_twice_is_opened_once()
    {
        using var folder = TwoSolutions();

        var input = await InputFinder.FindAsync([folder["Second/Second.slnx"], folder["Small.slnx"], folder["App/App.csproj"], folder["Small.slnx"]], default);

        Assert.Equal(folder.Root, input.Root);
        Assert.Equal("Second.slnx, Small.slnx and App.csproj", input.Name);
        Assert.Equal<string>([folder["App/App.csproj"], folder["Domain/Domain.csproj"], folder["Second/Other/Other.csproj"]], input.Projects);
        Assert.Empty(input.OtherProjects);
    }

    [Fact]
    public async Task A_folder_without_a_solution_is_every_project_further_down()
    {
        using var folder = SmallSolution.Create();
        File.Delete(folder["Small.slnx"]);
        folder.Write("App/bin/Copy/Copy.csproj", SmallSolution.ProjectText);

        var result = await Tool.RunAsync(folder, "check", ".");

        Assert.True(result.ExitCode == 1, result.Output + result.Error);
        Assert.Contains("Domain/User.cs(5,", result.Output, StringComparison.Ordinal);
        Assert.Equal<string>([folder["App/App.csproj"], folder["Domain/Domain.csproj"]], (await InputFinder.FindAsync(folder.Root, default)).Projects);
    }

    [Fact]
    public async Task A_folder_with_one_solution_further_down_is_that_solution()
    {
        using var folder = new TemporaryFolder();
        folder.Write("src/All.slnx", """<Solution><Project Path="One/One.csproj" /></Solution>""");
        folder.Write("src/One/One.csproj", SmallSolution.ProjectText);
        folder.Write("src/Two/Two.csproj", SmallSolution.ProjectText);

        var input = await InputFinder.FindAsync(folder.Root, default);

        Assert.Equal("All.slnx", input.Name);
        Assert.Equal(folder["src"], input.Root);
        Assert.Equal<string>([folder["src/One/One.csproj"]], input.Projects);
    }

    [Fact]
    public async Task A_folder_with_several_solutions_further_down_asks_which()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/A.slnx", "<Solution />");
        folder.Write("b/B.sln", "");
        (await Tool.RunAsync(folder, "check", ".")).ShouldRefuse("2 solutions", "a/A.slnx and b/B.sln");
    }

    [Theory]
    [InlineData("/srv/a", "/srv/b", "/srv")]
    [InlineData("/srv/a/b", "/srv/a", "/srv/a")]
    [InlineData("/srv/ab", "/srv/a", "/srv")]
    public void The_nearest_folder_that_they_have_in_common(string one, string other, string common) => Assert.Equal(common, CommonFolder.Of([one, other]));

    [Fact]
    public void The_home_folder_or_all_there_is_are_not_meant()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Assert.Contains($"'{home}'", Assert.Throws<CannotRunException>(() => CommonFolder.Of([Path.Combine(home, "a"), Path.Combine(home, "b")])).Message, StringComparison.Ordinal);
        Assert.Contains("'/'", Assert.Throws<CannotRunException>(() => CommonFolder.Of(["/srv/a", "/opt/b"])).Message, StringComparison.Ordinal);
    }

    private static TemporaryFolder TwoSolutions()
    {
        var folder = SmallSolution.Create();
        folder.Write("Second/Second.slnx", """<Solution><Project Path="Other/Other.csproj" /><Project Path="../Domain/Domain.csproj" /></Solution>""");
        folder.Write("Second/Other/Other.csproj", SmallSolution.ProjectText.Replace("</Project>", """<ItemGroup><ProjectReference Include="..\..\Domain\Domain.csproj" /></ItemGroup></Project>""", StringComparison.Ordinal));
        folder.Write("Second/Other/Other.cs", Other);
        return folder;
    }
}
