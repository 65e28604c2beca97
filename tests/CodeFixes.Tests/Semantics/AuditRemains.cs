namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>What is left around a rewritten audit call: declarations, line ends, injected audits.</summary>
public sealed class AuditRemains
{
    [Fact]
    public Task Declarations_of_several_locals_lose_only_what_is_unused() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            string ip = "127.0.0.1", agent = "agent";
            string host = "localhost", name = "Ada";
            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, null, ip, agent);
            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", name, null, null, host, null);
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            string name = "Ada";
            await AuditLogger.LogAuditEvent("create", "meeting", "m1");
            await AuditLogger.LogAuditEvent("create", "meeting", name);
            """).HoldsAsync();

    [Fact]
    public Task Locals_that_only_a_removed_local_read_go_too() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            var host = "127.0.0.1";
            var ip = host;
            var id = "m1";
            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", id, null, null, ip, null);
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            var id = "m1";
            await AuditLogger.LogAuditEvent("create", "meeting", id);
            """).HoldsAsync();

    [Fact]
    public Task A_variable_that_a_dropped_argument_declares_stays_declared() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            await AuditLogger.LogAuditEvent(TryGet(out var found) ? found : null, "create", "meeting", "m1", null, null, null, null);
            Console.WriteLine(found);

            static bool TryGet(out string id)
            {
                id = "user_1";
                return true;
            }
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            _ = TryGet(out var found) ? found : null;
            await AuditLogger.LogAuditEvent("create", "meeting", "m1");
            Console.WriteLine(found);

            static bool TryGet(out string id)
            {
                id = "user_1";
                return true;
            }
            """).HoldsAsync();

    [Fact]
    public Task Default_is_null_and_lines_end_as_they_did() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            await AuditLogger.LogAuditEvent(
                "user_1",
                "create",
                "meeting",
                "m1",
                default,
                default,
                "127.0.0.1",
                "agent"
            );
            await AuditLogger.LogAuditEvent(
                workosUserId: "user_1",
                action: "create",
                resourceType: "meeting",
                resourceId: "m2",
                oldValues: new
                {
                    Title = "x",
                },
                newValues: null,
                ipAddress: null,
                userAgent: null
            );
            """.ReplaceLineEndings("\r\n"),
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            await AuditLogger.LogAuditEvent(
                "create",
                "meeting",
                "m1"
            );
            await AuditLogger.LogAuditEvent(
                action: "create",
                resourceType: "meeting",
                resourceId: "m2",
                changes: new { oldValues = new
                {
                    Title = "x",
                }, newValues = (object?)null }
            );
            """.ReplaceLineEndings("\r\n")).HoldsAsync();

    [Fact]
    public Task An_injected_audit_moves_with_its_type() => Files
        .Given("Audit/AuditLogger.cs", """
            namespace Web.Audit;

            public interface IAuditLogger
            {
                void LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent);
            }

            public class AuditLogger : IAuditLogger
            {
                public void LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) =>
                    Console.WriteLine(action + resourceType + resourceId);
            }
            """)
        .Given("AuditWorkos/AuditLogger.cs", """
            namespace Web.AuditWorkos;

            public interface IAuditLogger
            {
                void LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null);
            }

            public class AuditLogger : IAuditLogger
            {
                public void LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) =>
                    Console.WriteLine(action + resourceType + resourceId);
            }
            """)
        .Rewriting(
            before: """
                using Web;

                new Actions(new Web.Audit.AuditLogger()).Create("m1");
                """,
            after: """
                using Web;

                new Actions(new Web.AuditWorkos.AuditLogger()).Create("m1");
                """)
        .File("Actions.cs",
            before: """
                using Web.Audit;

                namespace Web;

                public class Actions(IAuditLogger audit)
                {
                    public void Create(string id) => audit?.LogAuditEvent("user_1", "create", "meeting", id, null, 1, null, null);
                }
                """,
            after: """
                using Web.AuditWorkos;

                namespace Web;

                public class Actions(IAuditLogger audit)
                {
                    public void Create(string id) => audit?.LogAuditEvent("create", "meeting", id, new { oldValues = (object?)null, newValues = 1 });
                }
                """)
        .HoldsAsync();
}
