using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Tests.Documentation;

/// <summary>Documentation is a contract. <c>C2W_UPDATE_DOCS=1</c> writes the generated parts anew.</summary>
public class RulePagesTests
{
    private static readonly string[] Sections = ["## What it finds", "## Why", "## Before and after", "## When not to", "## Configuration"];

    public static TheoryData<string> Ids => new(RulePages.Rules.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_fresh_page(string id)
    {
        var rule = RulePages.Rules.Single(candidate => candidate.Id == id);
        var page = Check($"{id}.md", RulePages.Head(rule));
        Assert.Equal(Sections, page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Equal($"https://github.com/clerk2workos/clerk2workos/blob/main/docs/rules/{id}.md", rule.HelpLinkUri);
    }

    [Fact]
    public void The_index_is_fresh() => Check("README.md", RulePages.Index());

    [Fact]
    public void No_page_is_without_a_rule() => Assert.Equal(
        [.. RulePages.Rules.Select(rule => $"{rule.Id}.md"), "README.md"],
        Directory.EnumerateFiles(RulePages.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Rules_warn_and_have_one_category_per_family()
    {
        foreach (var rule in RulePages.Rules)
        {
            Assert.Equal(DiagnosticSeverity.Warning, rule.DefaultSeverity);
            Assert.True(rule.IsEnabledByDefault);
            Assert.Equal(
                rule.Id[3] switch
                {
                    '0' => RuleCategories.Configuration,
                    '1' => RuleCategories.Names,
                    '2' => RuleCategories.Audit,
                    '3' => RuleCategories.Tables,
                    '4' => RuleCategories.Guests,
                    '5' => RuleCategories.Clerk,
                    _ => RuleCategories.Security,
                },
                rule.Category);
        }
    }

    private static string Check(string name, string generated) => RulePages.Check(Path.Combine(RulePages.Folder, name), generated);
}
