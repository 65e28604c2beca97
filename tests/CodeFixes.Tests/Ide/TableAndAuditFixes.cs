using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Tables;
using Clerk2WorkOS.CodeFixes.Audit;
using Clerk2WorkOS.CodeFixes.Tables;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>C2W201, C2W202, C2W301 and C2W302 under the light bulb.</summary>
public sealed class TableAndAuditFixes
{
    private const string Audits = """
        namespace App.Audit
        {
            public static class AuditLogger { public static void LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent) { } }
        }

        namespace App.AuditWorkos
        {
            public static class AuditLogger { public static void LogAuditEvent(string action, string resourceType, string resourceId, object changes = null, object metadata = null) { } }
        }
        """;

    private const string Schemas = """
        namespace App.Schema
        {
            public class EventTable { public string ClerkUserId { get; set; } }

            public class MeetingTable { public string ClerkUserId { get; set; } }
        }

        namespace App.SchemaWorkos
        {
            public class EventsTable { public string WorkosUserId { get; set; } }

            public class MeetingsTable { public string WorkosUserId { get; set; } }
        }
        """;

    [Fact]
    public Task An_audit_call_moves_with_the_import_of_its_file()
    {
        var test = new FixTest<LegacyAuditCallAnalyzer, LegacyAuditCodeFix> { NumberOfIncrementalIterations = 1, NumberOfFixAllIterations = 1 };
        test.TestState.Sources.Add("""
            using App.Audit;

            public class Meetings
            {
                public void Create(string ip)
                {
                    AuditLogger.{|C2W201:LogAuditEvent|}("user_1", "create", "meeting", "m1", null, "new", ip, null);
                    AuditLogger.{|C2W201:LogAuditEvent|}("user_1", "read", "meeting", "m1", null, null, ip, null);
                }
            }
            """);
        test.TestState.Sources.Add(Audits);
        test.FixedState.Sources.Add("""
            using App.AuditWorkos;

            public class Meetings
            {
                public void Create(string ip)
                {
                    AuditLogger.LogAuditEvent("create", "meeting", "m1", new { oldValues = (object?)null, newValues = "new" });
                    AuditLogger.LogAuditEvent("read", "meeting", "m1");
                }
            }
            """);
        test.FixedState.Sources.Add(Audits);
        return test.RunAsync();
    }

    [Fact]
    public Task An_audit_import_alone_moves_too()
    {
        var test = new FixTest<LegacyAuditImportAnalyzer, LegacyAuditCodeFix>();
        test.TestState.Sources.Add("using {|C2W202:App.Audit|};\n\npublic class Meetings { public string Name() => nameof(AuditLogger); }\n");
        test.TestState.Sources.Add(Audits);
        test.FixedState.Sources.Add("using App.AuditWorkos;\n\npublic class Meetings { public string Name() => nameof(AuditLogger); }\n");
        test.FixedState.Sources.Add(Audits);
        return test.RunAsync();
    }

    [Fact]
    public Task A_table_moves_everywhere_and_leaves_the_other_one()
    {
        var test = new FixTest<SingularTableAnalyzer, LegacyTableCodeFix> { NumberOfIncrementalIterations = 2, NumberOfFixAllIterations = 1 };
        test.TestState.Sources.Add("""
            using App.Schema;

            public class Events
            {
                public string Owner({|C2W301:EventTable|} e) => e.ClerkUserId;

                public string Host({|C2W301:MeetingTable|} m) => m.ClerkUserId;
            }
            """);
        test.TestState.Sources.Add(Schemas);
        test.FixedState.Sources.Add("""
            using App.SchemaWorkos;

            public class Events
            {
                public string Owner(EventsTable e) => e.WorkosUserId;

                public string Host(MeetingsTable m) => m.WorkosUserId;
            }
            """);
        test.FixedState.Sources.Add(Schemas);
        return test.RunAsync();
    }

    [Fact]
    public Task A_schema_import_moves_with_the_tables()
    {
        var test = new FixTest<LegacySchemaImportAnalyzer, LegacyTableCodeFix>();
        test.TestState.Sources.Add("using {|C2W302:App.Schema|};\n\npublic class Events { public string Owner(EventTable e) => e.ClerkUserId; }\n");
        test.TestState.Sources.Add(Schemas);
        test.FixedState.Sources.Add("using App.SchemaWorkos;\n\npublic class Events { public string Owner(EventsTable e) => e.WorkosUserId; }\n");
        test.FixedState.Sources.Add(Schemas);
        return test.RunAsync();
    }

    [Fact]
    public Task A_table_that_both_schemas_call_the_same_is_written_in_full_beside_the_old_import()
    {
        var test = new FixTest<SingularTableAnalyzer, LegacyTableCodeFix> { NumberOfFixAllIterations = 1 };
        const string both = "\n\nnamespace App.Schema { public class BlockedDatesTable { public string ClerkUserId { get; set; } } }\n\nnamespace App.SchemaWorkos { public class BlockedDatesTable { public string WorkosUserId { get; set; } } }\n";
        test.TestState.Sources.Add("using App.Schema;\n\npublic class Events { public string Owner({|C2W301:EventTable|} e, BlockedDatesTable b) => e.ClerkUserId + b.ClerkUserId; }\n");
        test.TestState.Sources.Add(Schemas + both);
        test.FixedState.Sources.Add("using App.SchemaWorkos;\n\npublic class Events { public string Owner(EventsTable e, App.Schema.BlockedDatesTable b) => e.WorkosUserId + b.ClerkUserId; }\n");
        test.FixedState.Sources.Add(Schemas + both);
        return test.RunAsync();
    }
}
