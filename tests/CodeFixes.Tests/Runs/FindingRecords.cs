using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Runs;

/// <summary>What a run reports, word for word: each finding and each contract with its place.</summary>
public sealed class FindingRecords
{
    private const string Text = """
        using App.Lib.Utils.Server.Audit;
        using Booking.Drizzle.Schema;
        using Clock = Booking.Drizzle.Schema.LegacyClock;

        class C
        {
            public string ClerkUserId { get; set; } = "";
            public string clerk_id = "";
            public string ClerkSub = "";
            EventTable? e;
            string now = Booking.Drizzle.Schema.LegacyClock.Now;
            Task M(string ip) => AuditLogger.LogAuditEvent("u", "a", "t", "i", null, null, ip, null);
            object N(Unknown u) => u.ClerkSubject;
        }
        """;

    [Fact]
    public async Task Each_finding_has_its_sentence()
    {
        using var workspace = new AdhocWorkspace();
        var findings = await MigrationEngine.FindAsync(Mixed.Open(workspace), new RewriteOptions());
        Assert.Equal(
            """
            Program.cs 0,27 C2W202 Fixed 'App.Lib.Utils.Server.Audit' is the legacy audit; use 'App.Lib.Utils.Server.AuditWorkos'.
            Program.cs 1,22 C2W302 Fixed 'Booking.Drizzle.Schema' is the legacy schema; use 'Booking.Drizzle.SchemaWorkos'.
            Program.cs 2,30 C2W302 Listed 'Booking.Drizzle.Schema' is the legacy schema; use 'Booking.Drizzle.SchemaWorkos'. What it imports has no counterpart.
            Program.cs 6,18 C2W101 Fixed 'ClerkUserId' is named after the Clerk user id; use 'WorkosUserId'.
            Program.cs 7,18 C2W101 Fixed 'clerk_id' is named after the Clerk user id; use 'workos_user_id'.
            Program.cs 8,18 C2W101 Listed 'ClerkSub' is named after the Clerk user id; use 'WorkosUserId'. 'ClerkUserId' becomes 'WorkosUserId' here; two declarations cannot share the name.
            Program.cs 9,4 C2W301 Fixed 'EventTable' is a table of the legacy schema; use 'EventsTable'.
            Program.cs 10,33 C2W302 Listed 'LegacyClock' is of the legacy namespace 'Booking.Drizzle.Schema'. No 'LegacyClock' is in the solution.
            Program.cs 11,11 C2W201 Info Parameter 'ip' was only audited. Parameter 'ip' is no longer used by the audit call.
            Program.cs 11,37 C2W201 Fixed 'LogAuditEvent' is called in its old shape.
            Program.cs 12,29 C2W101 Fixed 'ClerkSubject' is not found; it is named after the Clerk user id, use 'WorkosUserId'.
            """,
            string.Join("\n", findings.Select(finding => $"{Path.GetFileName(finding.Path)} {finding.Line.Start} {finding.RuleId} {finding.Status} {finding.Message} {finding.Reason}".TrimEnd())));
    }

    [Fact]
    public async Task The_interim_schema_has_its_sentence()
    {
        var outcome = await UnprovenRun.OfAsync(Files.Configured("c2w_stage = consolidated").Project("Drizzle").Project("App", "Drizzle")
            .Given("Tables.cs", "namespace Booking.Drizzle.Schema; public class EventsTable { public string WorkosUserId = \"\"; } public class MeetingsTable { }", "Drizzle")
            .Given("Program.cs", "using Booking.Drizzle.SchemaWorkos;\nclass C { EventsTable? e; }"));
        var finding = Assert.Single(outcome.Result.Findings);
        Assert.Equal(
            ("C2W303", FindingStatus.Fixed, "'Booking.Drizzle.SchemaWorkos' is the WorkOS schema's interim name; use 'Booking.Drizzle.Schema'.", null),
            (finding.RuleId, finding.Status, finding.Message, finding.Reason));
        Assert.Equal("using Booking.Drizzle.Schema;\nclass C { EventsTable? e; }", outcome.Text);
    }

    [Fact]
    public async Task Each_key_that_moves_is_reported_where_it_is_set_else_where_it_is_read()
    {
        var run = await KeyProgram.Of("""
                Console.WriteLine(Host.Configuration["Clerk:SecretKey"] + Host.Configuration["Clerk:Authority"]);
                Console.WriteLine(Host.Configuration["CLERK_SECRET_KEY"]);
                """)
            .Beside("App/appsettings.json", "{\n  \"Clerk\": {\n    \"SecretKey\": \"sk\" } }").Beside("App/appsettings.Test.json", """{ "clerk": { "secretkey": "sk" } }""").RunAsync();
        Assert.Equal(
            """
            Configuration /booking/App/Program.cs (0,78)-(0,93) key Clerk:Authority WorkOS:Authority WorkOS has none: its issuer is 'https://api.workos.com'
            Configuration /booking/App/Program.cs (1,38)-(1,54) variable CLERK_SECRET_KEY WORKOS_API_KEY
            Configuration /booking/App/appsettings.Test.json (0,3)-(0,8) section clerk WorkOS
            Configuration /booking/App/appsettings.Test.json (0,14)-(0,23) key clerk:secretkey WorkOS:ApiKey
            """,
            string.Join("\n", run.Result.Contracts.Select(contract => $"{contract.Kind} {contract.Path} {contract.Line} {contract.Owner} {contract.OldName} {contract.NewName} {contract.Advice}".TrimEnd())));
    }

    private static Preservation Mixed => LegacySide.Both.Given("Program.cs", Text);
}
