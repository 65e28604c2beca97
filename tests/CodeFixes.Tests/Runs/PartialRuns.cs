using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Runs;

/// <summary>Runs that see or choose only a part: rules one by one, files by path, a project that is missing, one finding.</summary>
public sealed class PartialRuns : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private static Preservation Booking => LegacySide.Schemas
        .Given("Events.cs", """
            using Booking.Drizzle.Schema;

            public static class Events
            {
                public static EventTable Of(string clerkUserId) => new() { ClerkUserId = clerkUserId };
            }
            """)
        .Given("Audit.cs", """
            namespace App.Audit { public static class Log { public static void LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) { } } }
            namespace App.AuditWorkos { public static class Log { public static void LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) { } } }
            """)
        .Leaving("""
            using App.Audit;
            using Booking.Drizzle.Schema;

            string clerkUserId = "user_1", guestClerkId = "user_2";
            Log.LogAuditEvent(clerkUserId, "create", "event", Events.Of(clerkUserId).ClerkUserId, null, guestClerkId, null, null);
            Console.WriteLine(Events.Of(clerkUserId: clerkUserId).ClerkUserId + new MeetingTable { ClerkUserId = guestClerkId }.ClerkUserId);
            """);

    [Theory]
    [InlineData("C2W101", "C2W201,C2W202", "C2W301,C2W302")]
    [InlineData("C2W301,C2W302", "C2W201,C2W202", "C2W101")]
    [InlineData("C2W201,C2W202", "C2W101", "C2W301,C2W302")]
    public async Task Rules_one_after_another_end_where_one_run_ends(params string[] stages)
    {
        var solution = Booking.Open(_workspace);
        var staged = solution;
        foreach (var stage in stages)
            staged = (await RewriteAsync(staged, new RewriteOptions { Rules = [.. stage.Split(',')] })).Solution;
        Assert.Equal(await TextsAsync((await RewriteAsync(solution)).Solution), await TextsAsync(staged));
    }

    [Fact]
    public async Task Two_runs_give_the_same_texts_findings_and_contracts()
    {
        var first = await RewriteAsync(Booking.Open(_workspace));
        using var again = new AdhocWorkspace();
        var second = await RewriteAsync(Booking.Open(again));
        Assert.Equal(await TextsAsync(first.Solution), await TextsAsync(second.Solution));
        Assert.Equal(first.Findings.AsEnumerable(), second.Findings);
        Assert.Equal(first.Contracts.AsEnumerable(), second.Contracts);
        Assert.NotEmpty(first.Files);
    }

    [Fact]
    public async Task What_is_found_is_what_is_rewritten()
    {
        var solution = Booking.Open(_workspace);
        var found = await MigrationEngine.FindAsync(solution, new RewriteOptions());
        var rewritten = await RewriteAsync(solution);
        Assert.NotEmpty(found);
        Assert.Equal(rewritten.Findings.Select(finding => (finding.RuleId, finding.Path, finding.Span)), found.Select(finding => (finding.RuleId, finding.Path, finding.Span)));
        Assert.All(await MigrationEngine.FindAsync(rewritten.Solution, new RewriteOptions()), finding => Assert.NotEqual(FindingStatus.Fixed, finding.Status));
    }

    [Fact]
    public async Task A_reference_in_an_excluded_file_blocks_the_rename()
    {
        var solution = Files
            .Given("User.cs", "class User { public string ClerkUserId = \"\", GuestClerkUserId = \"\"; }")
            .Given("Other.cs", "class Other { public string AdminClerkUserId = new User().ClerkUserId; }")
            .Leaving("Console.WriteLine(new User().GuestClerkUserId);")
            .Open(_workspace);
        var result = await RewriteAsync(solution, new RewriteOptions { Excludes = path => path.EndsWith("Other.cs", StringComparison.Ordinal) });
        Assert.Equal(
            """
            class Other { public string AdminClerkUserId = new User().ClerkUserId; }
            Console.WriteLine(new User().GuestWorkosUserId);
            class User { public string ClerkUserId = "", GuestWorkosUserId = ""; }
            """,
            await TextsAsync(result.Solution));
        Assert.Equal(Reasons.Excluded("Other.cs"), Assert.Single(result.Findings, finding => finding.Status == FindingStatus.Listed).Reason);
    }

    [Fact]
    public async Task Chosen_files_choose_declarations_and_references_follow_everywhere()
    {
        var solution = Files
            .Given("User.cs", "class User { public string ClerkUserId = \"\"; }")
            .Given("Other.cs", "class Other { public string AdminClerkUserId = new User().ClerkUserId; }")
            .Open(_workspace);
        var result = await RewriteAsync(solution, new RewriteOptions { Includes = path => path.EndsWith("User.cs", StringComparison.Ordinal) });
        Assert.Equal(
            """
            class Other { public string AdminClerkUserId = new User().WorkosUserId; }
            class User { public string WorkosUserId = ""; }
            """,
            await TextsAsync(result.Solution));
    }

    [Fact]
    public async Task What_a_project_that_is_missing_may_use_is_listed_and_what_it_cannot_see_is_renamed()
    {
        var solution = Files
            .Given("User.cs", "public class User { public string ClerkUserId = \"\"; private string _clerkUserId = \"\"; public string Get() { var clerkId = _clerkUserId; return clerkId; } }")
            .Open(_workspace);
        var result = await RewriteAsync(solution, new RewriteOptions { UnloadedProjects = ["Web"] });
        Assert.Equal(
            """
            public class User { public string ClerkUserId = ""; private string _workosUserId = ""; public string Get() { var workosUserId = _workosUserId; return workosUserId; } }
            """,
            await TextsAsync(result.Solution));
        Assert.Equal(Reasons.Unloaded("Web"), Assert.Single(result.Findings, finding => finding.Status == FindingStatus.Listed).Reason);
    }

    [Fact]
    public async Task One_finding_alone_is_rewritten_with_all_that_belongs_to_it()
    {
        var solution = Files
            .Given("User.cs", "class User { public string ClerkUserId = \"\", GuestClerkUserId = \"\"; }")
            .Leaving("Console.WriteLine(new User().ClerkUserId + new User().GuestClerkUserId);")
            .Open(_workspace);
        var result = await RewriteAsync(solution, new RewriteOptions { Verify = false, Only = [new FindingPlace("/booking/App/User.cs", new(27, 11))] });
        Assert.Equal(
            """
            Console.WriteLine(new User().WorkosUserId + new User().GuestClerkUserId);
            class User { public string WorkosUserId = "", GuestClerkUserId = ""; }
            """,
            await TextsAsync(result.Solution));
    }

    [Fact]
    public async Task A_solution_without_anything_to_do_comes_back_as_it_is()
    {
        var solution = Files.Leaving("Console.WriteLine(1);").Open(_workspace);
        var result = await RewriteAsync(solution);
        Assert.Same(solution, result.Solution);
        Assert.Empty(result.Files);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public async Task A_cancelled_run_stops()
    {
        var solution = Booking.Open(_workspace);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            MigrationEngine.RewriteAsync(solution, new RewriteOptions(), progress: null, new CancellationToken(canceled: true)));
    }

    private static Task<RewriteResult> RewriteAsync(Solution solution, RewriteOptions? options = null) =>
        MigrationEngine.RewriteAsync(solution, options ?? new RewriteOptions());

    /// <summary>The texts of the files that are no generated imports, in the order of their paths.</summary>
    private static async Task<string> TextsAsync(Solution solution)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in solution.Projects.SelectMany(project => project.Documents).Where(document => !document.FilePath!.Contains("/obj/", StringComparison.Ordinal)))
            texts[document.FilePath!] = (await document.GetTextAsync()).ToString();
        return string.Join("\n", texts.Values);
    }
}
