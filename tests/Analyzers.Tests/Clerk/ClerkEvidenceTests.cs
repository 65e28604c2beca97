using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Tests.Clerk;

/// <summary>Whether Clerk the product is used in a project, and which traces of it count therefore.</summary>
public class ClerkEvidenceTests
{
    [Theory]
    [InlineData("class A { }", false)]
    [InlineData("class A { string ClerkUserId; }", true)]
    [InlineData("class A { string ClerkSub; }", true)]
    [InlineData("class A { string WorkosUserId; }", true)]
    [InlineData("class A { string ClerkId; }", false)]
    [InlineData("class A { int ClerkUserId; }", false)]
    [InlineData("class A { string ClerkUserId; } class Clerk { }", false)]
    [InlineData("class A { string Key = \"CLERK_SECRET_KEY\"; }", true)]
    [InlineData("class Clerk { string Key = \"CLERK_SECRET_KEY\"; }", true)]
    [InlineData("class A { string Key = \"CLERK_SHIFT\"; }", false)]
    public void Code_shows_that_it_is_used(string code, bool isUsed) => Assert.Equal(isUsed, Project(code).UsesClerk);

    [Fact]
    public void A_file_beside_the_code_or_another_project_shows_it()
    {
        Assert.True(Project("class A { }", "CLERK_SECRET_KEY=1").UsesClerk);
        Assert.False(Project("class A { }", "CLERK_SHIFT=1").UsesClerk);
        Assert.True(Project("class A { }", elsewhere: true).UsesClerk);
    }

    [Theory]
    [InlineData("class A { }", "Certain, Likely")]
    [InlineData("class A { string ClerkUserId; }", "Certain, Likely, Weak")]
    [InlineData("class Clerk { }", "Certain")]
    [InlineData("class Clerk { string Key = \"CLERK_SECRET_KEY\"; }", "Certain")]
    public void A_trace_counts_by_how_sure_it_is(string code, string counting) => Assert.Equal(counting, Counting(Project(code)));

    [Theory]
    [InlineData("on", true, "Certain, Likely, Weak")]
    [InlineData("off", false, "")]
    [InlineData("auto", false, "Certain")]
    public void The_configuration_decides_where_it_says_something(string evidence, bool isUsed, string counting)
    {
        var project = Project("class Clerk { }", evidence: evidence);
        Assert.Equal(isUsed, project.UsesClerk);
        Assert.Equal(counting, Counting(project));
    }

    [Fact]
    public void A_word_is_looked_for_in_all_files()
    {
        var compilation = RuleProject.Of("class A { }", "class EventTable { }").Compile();
        var project = new MigrationProject(compilation, MigrationMap.Default, text => CandidateWords.In(text, CandidateWords.All));
        Assert.True(project.HasAny(Words.Table, CancellationToken.None));
        Assert.True(project.HasAny(Words.Clerk | Words.Table, CancellationToken.None));
        Assert.False(project.HasAny(Words.Clerk, CancellationToken.None));
        Assert.Throws<OperationCanceledException>(() => project.HasAny(Words.Table, new CancellationToken(canceled: true)));
    }

    private static string Counting(MigrationProject project) =>
        string.Join(", ", new[] { TraceStrength.Certain, TraceStrength.Likely, TraceStrength.Weak }.Where(project.Counts));

    private static MigrationProject Project(string code, string? environment = null, bool elsewhere = false, string evidence = "auto")
    {
        var compilation = RuleProject.Of(code, "class B { }").Compile();
        var empty = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;
        var map = MigrationMap.From(new MapOptions(new Options(empty.Add("c2w_evidence", evidence), empty), compilation));
        return new MigrationProject(compilation, map, text => CandidateWords.In(text, CandidateWords.All))
        {
            ClerkElsewhere = elsewhere,
            FilesBeside = () => environment is null ? [] : [("/.env", SourceText.From(environment))],
        };
    }
}
