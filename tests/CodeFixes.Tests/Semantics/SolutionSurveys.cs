using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>What a solution says about its own migration, which <c>init</c> writes down.</summary>
public sealed class SolutionSurveys
{
    private static string Legacy(string space) => $"namespace {space} {{ public class EventTable {{ public string ClerkUserId {{ get; set; }} = \"\"; }} public class MeetingTable {{ public string ClerkUserId {{ get; set; }} = \"\"; }} }}";

    private static string Target(string space) => $"namespace {space} {{ public class EventsTable {{ public string Id {{ get; set; }} = \"\"; }} public class MeetingsTable {{ public string Id {{ get; set; }} = \"\"; }} }}";

    private static string Audit(string space) =>
        $"namespace {space} {{ public static class AuditLogger {{ public static Task LogAuditEvent(string? workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress = null, string? userAgent = null) => Task.CompletedTask; }} }}";

    private static string AuditTarget(string space) =>
        $"namespace {space} {{ public static class AuditLogger {{ public static Task LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) => Task.CompletedTask; }} }}";

    private static async Task<string> OfAsync(Preservation program, bool usesClerk = false)
    {
        using var workspace = new AdhocWorkspace();
        var survey = await SolutionSurvey.OfAsync(program.Open(workspace), usesClerk);
        return $"clerk {survey.UsesClerk}, person {survey.HasPerson}, {survey.Stage}, {survey.Vendor}, schema [{string.Join(' ', survey.LegacySchemas)}] -> [{string.Join(' ', survey.TargetSchemas)}], "
            + $"audit [{string.Join(' ', survey.LegacyAudits)}] -> [{string.Join(' ', survey.TargetAudits)}], readers [{string.Join(' ', survey.LegacyReaders)}]";
    }

    private const string Nothing = "clerk False, person False, Migrate, Workos, schema [] -> [], audit [] -> [], readers []";

    [Fact]
    public async Task A_solution_without_a_trace_says_nothing() =>
        Assert.Equal(Nothing, await OfAsync(Preservation.Files.Given("Program.cs", "class Program { }")));

    [Fact]
    public async Task What_is_known_from_elsewhere_counts() =>
        Assert.Equal(Nothing.Replace("clerk False", "clerk True", StringComparison.Ordinal), await OfAsync(Preservation.Files.Given("Program.cs", "class Program { }"), usesClerk: true));

    [Fact]
    public async Task A_strong_name_shows_Clerk_and_a_person_does_not()
    {
        Assert.Equal(
            Nothing.Replace("clerk False", "clerk True", StringComparison.Ordinal),
            await OfAsync(Preservation.Files.Given("Program.cs", "class Account { public string ClerkUserId { get; set; } = \"\"; }")));
        Assert.Equal(
            Nothing.Replace("person False", "person True", StringComparison.Ordinal),
            await OfAsync(Preservation.Files.Given("Program.cs", "class Clerk { public int Id { get; set; } } class Shift { public string ClerkUserId { get; set; } = \"\"; }")));
    }

    [Fact]
    public async Task A_person_in_one_project_is_enough() => Assert.Equal(
        Nothing.Replace("clerk False, person False", "clerk True, person True", StringComparison.Ordinal),
        await OfAsync(Preservation.Files.Project("One").Project("Two")
            .Given("Shop.cs", "class Clerk { public int Id { get; set; } } class Shift { public int ClerkId { get; set; } }", "One")
            .Given("Account.cs", "class Account { public string ClerkUserId { get; set; } = \"\"; }", "Two")));

    [Fact]
    public async Task Both_schemas_and_both_audits_are_named() => Assert.Equal(
        "clerk True, person False, Migrate, Workos, schema [App.Schema] -> [App.SchemaWorkos], audit [App.Audit] -> [App.AuditWorkos], readers []",
        await OfAsync(Preservation.Files.Given("A.cs", Legacy("App.Schema")).Given("B.cs", Target("App.SchemaWorkos")).Given("C.cs", Audit("App.Audit")).Given("D.cs", AuditTarget("App.AuditWorkos"))));

    [Fact]
    public async Task Projects_that_differ_are_all_named_in_order() => Assert.Equal(
        "clerk True, person False, Migrate, Workos, schema [A.Schema B.Schema] -> [A.SchemaWorkos B.SchemaWorkos], audit [A.Audit B.Audit] -> [A.AuditWorkos B.AuditWorkos], readers []",
        await OfAsync(Preservation.Files.Project("One").Project("Two").Project("None")
            .Given("One.cs", Legacy("B.Schema") + Target("B.SchemaWorkos") + Audit("B.Audit") + AuditTarget("B.AuditWorkos"), "One")
            .Given("Two.cs", Legacy("A.Schema") + Target("A.SchemaWorkos") + Audit("A.Audit") + AuditTarget("A.AuditWorkos"), "Two")
            .Given("None.cs", "class None { }", "None")));

    [Fact]
    public async Task The_same_in_several_projects_is_named_once() => Assert.Equal(
        "clerk True, person False, Migrate, Workos, schema [App.Schema] -> [App.SchemaWorkos], audit [] -> [], readers []",
        await OfAsync(Preservation.Files.Project("Data").Project("App", "Data").Given("Data.cs", Legacy("App.Schema") + Target("App.SchemaWorkos"), "Data")
            .Given("Use.cs", "class Use { public App.SchemaWorkos.EventsTable? Held; }")));

    [Fact]
    public async Task A_file_that_reads_both_tables_of_a_pair_is_a_reader() => Assert.Equal(
        "clerk True, person False, Migrate, Workos, schema [App.Schema] -> [App.SchemaWorkos], audit [] -> [], readers [/booking/App/Copy.cs]",
        await OfAsync(Preservation.Files.Given("A.cs", Legacy("App.Schema")).Given("B.cs", Target("App.SchemaWorkos"))
            .Given("Copy.cs", "class Copy { public static App.SchemaWorkos.EventsTable Of(App.Schema.EventTable old) => new() { Id = old.ClerkUserId }; }")
            .Given("Use.cs", "class Use { public App.Schema.EventTable? Old; }")));

    /// <summary>The plural tables have taken the schema's name, and the legacy ones are a back-up beside them.</summary>
    [Theory]
    [InlineData("App.SchemaLegacy", "App.Schema", "Consolidated")]
    [InlineData("App.Schema", "App.SchemaWorkos", "Migrate")]
    [InlineData("App.OldLegacy", "App.Schema", "Migrate")]
    [InlineData("App.Schema.Legacy", "App.Schema", "Migrate")]
    public async Task A_back_up_beside_the_schema_shows_the_last_stage(string legacy, string target, string stage) => Assert.Equal(
        $"clerk True, person False, {stage}, Workos, schema [{legacy}] -> [{target}], audit [] -> [], readers []",
        await OfAsync(Preservation.Files.Given("A.cs", Legacy(legacy)).Given("B.cs", Target(target))));

    [Fact]
    public async Task An_audit_that_is_called_like_a_back_up_shows_no_stage() => Assert.Equal(
        "clerk True, person False, Migrate, Workos, schema [App.Schema] -> [App.SchemaWorkos], audit [App.AuditLegacy] -> [App.Audit], readers []",
        await OfAsync(Preservation.Files.Given("A.cs", Legacy("App.Schema")).Given("B.cs", Target("App.SchemaWorkos")).Given("C.cs", Audit("App.AuditLegacy")).Given("D.cs", AuditTarget("App.Audit"))));

    [Theory]
    [InlineData("c2w_stage = consolidated", "Consolidated")]
    [InlineData("c2w_stage = migrate", "Migrate")]
    public async Task The_stage_may_be_written_down(string line, string stage) => Assert.Equal(
        Nothing.Replace("Migrate", stage, StringComparison.Ordinal),
        await OfAsync(Preservation.Files.Project("One").Given("Program.cs", "class Program { }", "One").Configured(line)));

    /// <summary>How most names spell the vendor.</summary>
    [Theory]
    [InlineData("", "Workos")]
    [InlineData("string WorkOSUserId", "WorkOS")]
    [InlineData("string GuestWorkOSUserId", "WorkOS")]
    [InlineData("string WorkosUserId", "Workos")]
    [InlineData("string WorkOSUserId, string OtherWorkOSUserId, string WorkosUserId", "WorkOS")]
    [InlineData("string WorkosUserId, string HostWorkosUserId, string WorkOSUserId", "Workos")]
    [InlineData("string GuestWorkosUserId, string HostWorkosUserId, string WorkOSUserId", "Workos")]
    [InlineData("string WorkOSUserId, string WorkosUserId", "Workos")]
    [InlineData("string WorkOSName, string WorkOSOrganization, string WorkosUserId", "Workos")]
    [InlineData("string WorkOSName", "Workos")]
    public async Task The_vendor_is_spelled_as_most_names_spell_it(string members, string vendor) => Assert.Equal(
        Nothing.Replace("Workos", vendor, StringComparison.Ordinal).Replace("clerk False", "clerk True", StringComparison.Ordinal),
        await OfAsync(Preservation.Files.Given("Program.cs", $"class Program({members});").Given("Generated.cs", "// <auto-generated/>\nclass Generated(string WorkosUserId, string AWorkosUserId, string BWorkosUserId);")));

    [Fact]
    public async Task Progress_is_told_of_every_project_and_document()
    {
        using var workspace = new AdhocWorkspace();
        var seen = new List<RewriteProgress>();
        await SolutionSurvey.OfAsync(Preservation.Files.Given("Program.cs", "class Program { }").Open(workspace), usesClerk: false, new Seen(seen));
        Assert.Contains(new RewriteProgress("Reading", 0, 1), seen);
        Assert.Equal([new("Finding", 1, 2), new("Finding", 2, 2)], seen.Where(progress => progress.Phase == "Finding").OrderBy(progress => progress.Done));
        Assert.Equal(3, seen.Count);
    }

    private sealed class Seen(List<RewriteProgress> seen) : IProgress<RewriteProgress>
    {
        public void Report(RewriteProgress value)
        {
            lock (seen)
                seen.Add(value);
        }
    }
}
