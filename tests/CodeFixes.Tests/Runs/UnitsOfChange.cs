using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Runs;

/// <summary>What happens as a whole or not at all: how each unit is called, what ends it, and what is asked for beside it.</summary>
public sealed class UnitsOfChange
{
    private static async Task<(Collected Collected, Plan Plan)> PlanAsync(Preservation program)
    {
        using var workspace = new AdhocWorkspace();
        var snapshot = await Snapshot.LoadAsync(program.Open(workspace), null, CancellationToken.None);
        var collected = await Collected.FromAsync(snapshot, usesClerk: true, null, CancellationToken.None);
        return (collected, Plan.Make(collected, new RewriteOptions { UsesClerk = true }, CancellationToken.None));
    }

    [Fact]
    public async Task A_unit_that_is_ended_keeps_the_first_reason_and_can_be_let_go()
    {
        var (collected, plan) = await PlanAsync(LegacySide.Schemas.Configured("c2w_configuration_keys = rename").Configured("c2w_comments = rewrite").Leaving(
            "using Booking.Drizzle.Schema;\n// the ClerkUserId\nclass C { EventTable? e; string? s = Environment.GetEnvironmentVariable(\"CLERK_SECRET_KEY\"); }"));
        var comment = collected.Documents.SelectMany(document => document.Local).Single(finding => finding.Diagnostic.Id == "C2W103");
        foreach (var (move, what, text) in new (IMove, string, string)[]
        {
            (comment, "C2W103 in Program.cs, line 2", "WorkosUserId"), (plan.Table("EventTable"), "EventTable", "EventsTable"), (plan.Keys, "the keys of Clerk's settings", "WORKOS_API_KEY"),
        })
        {
            Assert.Equal(what, move.What);
            Assert.Contains(text, Written(plan));
            move.Block("The first.");
            move.Block("The second.");
            Assert.Equal("The first.", move.Reason);
            Assert.DoesNotContain(text, Written(plan));
            move.Release("The first.");
            Assert.Null(move.Reason);
            Assert.Contains(text, Written(plan));
        }

        Assert.Equal("the audit calls of /a.cs", plan.AuditFile("/a.cs").What);
        Assert.Equal("the imports of /a.cs", plan.Imports.File("/a.cs").What);
    }

    private static List<string> Written(Plan plan) => [.. plan.Edits().SelectMany(edit => edit.Edit.Pieces).Select(piece => piece.Literal).OfType<string>()];

    [Fact]
    public void Names_that_are_tied_stay_each_for_its_own_reason()
    {
        NameUnit one = new(), other = new(), third = new();
        one.Link(other, "The other stays.", "The one stays.");
        other.Link(third, "It is tied.");
        one.Link(one, "Itself.");
        Assert.Equal((null, null, null), (one.Reason, other.Reason, third.Reason));

        one.Block("Its own.");
        Assert.Equal(("Its own.", "The one stays.", "It is tied."), (one.Reason, other.Reason, third.Reason));
        one.Release("Not this one.");
        Assert.Equal(("Its own.", "The one stays.", "It is tied."), (one.Reason, other.Reason, third.Reason));
        one.Release("Its own.");
        Assert.Equal((null, null, null), (one.Reason, other.Reason, third.Reason));

        third.Block("Its own.");
        Assert.Equal(("The other stays.", "It is tied.", "Its own."), (one.Reason, other.Reason, third.Reason));
        Assert.False(third.IsPinned);
    }

    [Fact]
    public void Names_that_are_tied_to_one_that_stays_stay_at_once()
    {
        NameUnit stays = new(), one = new(), other = new();
        stays.Pin("On the wire.");
        stays.Pin("Again.");
        stays.Link(one, "Tied.", "Back.");
        other.Link(stays, "Tied.", "Back.");
        Assert.Equal(("On the wire.", "Back.", "Tied."), (stays.Reason, one.Reason, other.Reason));
        Assert.Equal((true, false, false), (stays.IsPinned, one.IsPinned, other.IsPinned));
        one.Pin("On the wire.");
        Assert.Equal((false, "Back."), (one.IsPinned, one.Reason));
    }

    [Theory]
    [InlineData("'EventsTable' does not contain it.", "EventTable")]
    [InlineData("'EventsTable' is no 'MeetingsTable'.", "EventTable MeetingTable")]
    [InlineData("EventsTable does not contain it.", "")]
    [InlineData("'EventTable' does not contain it.", "")]
    [InlineData("'BlockedDatesTable' does not contain it.", "")]
    [InlineData("'UsersTable' does not contain it.", "")]
    public async Task A_compilers_sentence_names_the_tables_that_move(string message, string tables)
    {
        var (_, plan) = await PlanAsync(LegacySide.Schemas.Leaving("using Booking.Drizzle.Schema;\nclass C { EventTable? e, f; MeetingTable? m; BlockedDatesTable? b; UserTable? u; EventTable? g; }"));
        plan.Table("UserTable").Block("It stays.");
        Assert.Equal(tables, string.Join(' ', plan.TablesNamedIn(message).Select(table => table.What)));
    }

    private const string Audited = "using App.Lib.Utils.Server.Audit;\nusing Booking.Drizzle.Schema;\nclass C { EventTable? e; Task M() => AuditLogger.LogAuditEvent(\"u\", \"a\", \"t\", \"i\", null, null, null, null); }";

    /// <summary>The fix of one import, and what goes with it in its file and in others.</summary>
    [Theory]
    [InlineData("App.Lib", "Audit;", true, false, false, "C2W201", "C2W202")]
    [InlineData("Booking.Drizzle", "Schema;", false, true, true)]
    [InlineData("EventTable", "EventTable", false, true, true)]
    [InlineData("LogAuditEvent", "LogAuditEvent", true, false, false, "C2W201", "C2W202")]
    public async Task The_fix_of_one_finding_leaves_what_it_does_not_need(string line, string asked, bool movesAudit, bool movesTable, bool movesTableElsewhere, params string[] rules)
    {
        var start = Audited.IndexOf(asked, Audited.IndexOf(line, StringComparison.Ordinal), StringComparison.Ordinal);
        var place = new FindingPlace("/booking/App/Program.cs", new TextSpan(start, asked.TrimEnd(';').Length));
        var outcome = await UnprovenRun.OfAsync(
            LegacySide.Both.Given("Other.cs", Audited.Replace("class C", "class D", StringComparison.Ordinal), "App").Leaving(Audited), new RewriteOptions { Verify = false, Only = [place], Rules = [.. rules] });
        Assert.Equal(After(Audited, movesAudit, movesTable), outcome.Text);
        Assert.Equal(After(Audited.Replace("class C", "class D", StringComparison.Ordinal), false, movesTableElsewhere), outcome["/booking/App/Other.cs"]);

        static string After(string text, bool audit, bool table)
        {
            if (audit)
                text = text.Replace("Server.Audit;", "Server.AuditWorkos;", StringComparison.Ordinal).Replace("\"u\", \"a\", \"t\", \"i\", null, null, null, null", "\"a\", \"t\", \"i\"", StringComparison.Ordinal);
            return table ? text.Replace("Drizzle.Schema;", "Drizzle.SchemaWorkos;", StringComparison.Ordinal).Replace("EventTable", "EventsTable", StringComparison.Ordinal) : text;
        }
    }

    /// <summary>What is laid at the wrong door is let go again, and the right one is found.</summary>
    [Fact]
    public async Task What_was_taken_back_in_vain_moves_after_all()
    {
        using var workspace = new AdhocWorkspace();
        var program = Preservation.Files
            .Given("A.cs", "public static class A { public static string ClerkUserId() => \"\"; }")
            .Given("B.cs", "public static class B { public static string WorkosUserId() => \"\"; }")
            .Given("D.cs", "public class D { public string ClerkUserId = \"\"; }")
            .Given("Program.cs", "using static A;\nusing static B;\nclass C { string M(D d) => WorkosUserId() + d.ClerkUserId; }");
        var result = await MigrationEngine.RewriteAsync(program.Open(workspace), new RewriteOptions());
        var reason = "The result would not compile (CS0121: The call is ambiguous between the following methods or properties: 'A.WorkosUserId()' and 'B.WorkosUserId()').";
        Assert.Equal([("ClerkUserId → WorkosUserId", reason)], result.TakenBack.Select(taken => (taken.What, taken.Reason)));
        Assert.Equal([("A.cs", FindingStatus.Listed, reason), ("D.cs", FindingStatus.Fixed, null)], result.Findings.Select(finding => (Path.GetFileName(finding.Path), finding.Status, finding.Reason)));
        Assert.Equal(0, result.ErrorsAfter);
        Assert.Equal(["D.cs", "Program.cs"], result.Files.Select(file => Path.GetFileName(file.Path)));
    }

    [Fact]
    public async Task Keys_stay_where_one_project_lists_them()
    {
        using var workspace = new AdhocWorkspace();
        var solution = Preservation.Files.Configured("c2w_configuration_keys = rename").Project("Lib").Project("App", "Lib")
            .Given("Lib.cs", "public class Lib { }", "Lib").Given("Program.cs", "_ = Environment.GetEnvironmentVariable(\"CLERK_SECRET_KEY\");").Open(workspace);
        Assert.Equal((FindingStatus.Fixed, null), await KeyAsync(solution));
        var lists = solution.Projects.Single(project => project.Name == "Lib").AnalyzerConfigDocuments.Single().Id;
        Assert.Equal((FindingStatus.Listed, Reasons.KeysTogether(Reasons.KeysListedIn("Lib"))), await KeyAsync(solution.RemoveAnalyzerConfigDocument(lists)));

        static async Task<(FindingStatus, string?)> KeyAsync(Solution solution) =>
            (await MigrationEngine.FindAsync(solution, new RewriteOptions())).Where(finding => finding.RuleId == "C2W502").Select(finding => (finding.Status, finding.Reason)).Single();
    }
}
