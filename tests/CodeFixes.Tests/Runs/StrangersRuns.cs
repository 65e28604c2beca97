using Clerk2WorkOS.Analyzers.Tests.RealCode;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Runs;

/// <summary>The same solutions as the runner sees them: all projects at once.</summary>
public sealed class StrangersRuns
{
    public static TheoryData<string> Solutions => [.. Strangers.All.Keys];

    [Theory]
    [MemberData(nameof(Solutions))]
    public async Task Nothing_is_found_and_nothing_changes(string name)
    {
        var projects = Strangers.All[name];
        var program = new SourceProgram(
            [.. projects.Select(project => new SourceFile($"/app/{project.Name}/Code.cs", project.Text, project.Text, [project.Name]))],
            [.. projects.Select((project, i) => new SourceProject(project.Name, [], [.. projects.Take(i).Select(other => other.Name)]))],
            [.. Package.RealEntityFramework]);
        using var workspace = new AdhocWorkspace();
        var result = await MigrationEngine.RewriteAsync(program.Open(workspace, file => file.Before), new RewriteOptions { Verify = false });
        Assert.Empty(result.Findings);
        Assert.Empty(result.Files);
    }
}
