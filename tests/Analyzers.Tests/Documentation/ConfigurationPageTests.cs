using System.Text.RegularExpressions;
using Clerk2WorkOS.Analyzers.Map;

namespace Clerk2WorkOS.Analyzers.Tests.Documentation;

/// <summary>docs/configuration.md has every setting, as the code has it. <c>C2W_UPDATE_DOCS=1</c> writes the generated part anew.</summary>
public partial class ConfigurationPageTests
{
    private static string PagePath { get; } = Path.Combine(Repository.Root, "docs", "configuration.md");

    [Fact]
    public void The_table_of_settings_is_fresh() => RulePages.Check(PagePath, Table());

    [Fact]
    public void Every_setting_that_a_page_mentions_is_one()
    {
        string[] pages = [PagePath, Path.Combine(Repository.Root, "README.md"), .. Directory.EnumerateFiles(RulePages.Folder)];
        var known = MigrationOptions.All.Select(option => option.Key).ToHashSet();
        // C2W001's own page shows a wrong one.
        foreach (var page in pages.Where(page => Path.GetFileName(page) != "C2W001.md"))
        {
            foreach (Match mention in Mention().Matches(File.ReadAllText(page)))
                Assert.True(known.Contains(mention.Value), $"{Path.GetFileName(page)} mentions '{mention.Value}', which is no setting.");
        }
    }

    private static string Table() =>
        "| Setting | Takes | Not set | What it does |\n|---|---|---|---|\n" + string.Concat(MigrationOptions.All.Select(option =>
            $"| `{option.Key}` | {Code(option.Values)} | {Cell(option.Default)} | {Cell(option.Meaning)} |\n"));

    private static string Code(string values) => string.Join(" \\| ", values.Split(" | ").Select(value => $"`{value}`"));

    private static string Cell(string text) => text.Length == 0 ? "–" : text.Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex("(?<![A-Za-z0-9_])c2w_[a-z_]+(?![a-z_…])")]
    private static partial Regex Mention();
}
