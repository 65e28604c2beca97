using System.Text.RegularExpressions;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using YamlDotNet.RepresentationModel;

namespace Clerk2WorkOS.MigrationRunner.Tests.Documentation;

/// <summary>The pipeline files of the guides: YAML, and what they call is there.</summary>
public sealed partial class PipelineFilesTests
{
    [Theory]
    [InlineData("ci.md", 2)]
    [InlineData("many-repositories.md", 3)]
    public void Pipeline_files_are_yaml_with_jobs_or_steps(string guide, int count)
    {
        var files = Yaml().Matches(File.ReadAllText(Guide(guide))).Select(block => block.Groups[1].Value).ToList();
        Assert.Equal(count, files.Count);
        foreach (var file in files)
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(file));
            var root = Assert.IsType<YamlMappingNode>(Assert.Single(yaml.Documents).RootNode);
            Assert.Contains(root.Children.Keys, key => key.ToString() is "jobs" or "steps");
        }
    }

    [Fact]
    public async Task The_commands_of_the_guide_have_the_options_that_it_names()
    {
        using var folder = new TemporaryFolder();
        foreach (Match command in Command().Matches(File.ReadAllText(Guide("many-repositories.md"))))
        {
            var help = (await Tool.RunAsync(folder, [.. command.Groups[1].Value.Split(' '), "--help"])).Output;
            foreach (Match option in Option().Matches(command.Value))
                Assert.Contains(option.Value, help, StringComparison.Ordinal);
        }
    }

    private static string Guide(string name) => Path.Combine(AppContext.BaseDirectory, "Documentation", name);

    [GeneratedRegex(@"^```yaml\r?\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"clerk2workos""? (check|fix|report merge) .*")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<= )--[a-z-]+")]
    private static partial Regex Option();
}
