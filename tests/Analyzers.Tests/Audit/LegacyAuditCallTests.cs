namespace Clerk2WorkOS.Analyzers.Tests.Audit;

public class LegacyAuditCallTests
{
    [Theory]
    [InlineData(ReferenceKind.Metadata)]
    [InlineData(ReferenceKind.Compilation)]
    public Task Finds_calls_however_their_arguments_are_given(ReferenceKind kind) => RuleProject.Of("""
        using System.Threading;
        using System.Threading.Tasks;
        using {|C2W202:Booking.Lib.Utils.Server.Audit|};

        public class Actions
        {
            public async Task All(string workosUserId, object before, object after, CancellationToken ct)
            {
                await AuditLogger.{|C2W201:LogAuditEvent|}(workosUserId, "a", "b", "c", before, after, "ip", "agent");
                await AuditLogger.{|C2W201:LogAuditEventAsync|}(workosUserId, "a", "b", "c", before, after, "ip", "agent", ct);
                await AuditLogger.{|C2W201:LogAuditEvent|}(
                    action: "a", workosUserId: workosUserId, resourceType: "b", resourceId: "c",
                    oldValues: null, newValues: after, ipAddress: "ip", userAgent: "agent").ConfigureAwait(false);
                _ = AuditLogger.{|C2W201:LogAuditEvent|}(workosUserId, "a", "b", "c", null, null, ipAddress: "ip", userAgent: "agent");
            }
        }
        """).Referring(Schemas.Audit, kind).Shows();

    [Fact]
    public Task Finds_calls_of_an_instance_an_interface_and_an_extension() => RuleProject.Of("""
        public interface IAudit
        {
            void LogAuditEvent(string action, string userId, string resourceType, string resourceId, object? oldValues = null, object? newValues = null, string? ipAddress = null, string? userAgent = null);
        }
        public class Controller { }
        public static class Extensions
        {
            public static void LogAuditEventAsync(this Controller controller, string clerkUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) { }
        }
        public class Actions(IAudit audit, Controller controller)
        {
            public void All()
            {
                audit.{|C2W201:LogAuditEvent|}("a", "user", "b", "c");
                audit?.{|C2W201:LogAuditEvent|}("a", "user", "b", "c", userAgent: "agent");
                controller.{|C2W201:LogAuditEventAsync|}("user", "a", "b", "c", null, null, "ip", "agent");
                Extensions.{|C2W201:LogAuditEventAsync|}(controller, "user", "a", "b", "c", null, null, "ip", "agent");
            }
        }
        """.Replace("string clerkUserId,", "string {|C2W101:clerkUserId|},").Replace("?", "").Replace("audit.{|C2W201:LogAuditEvent|}(\"a\", \"user\", \"b\", \"c\", userAgent", "audit?.{|C2W201:LogAuditEvent|}(\"a\", \"user\", \"b\", \"c\", userAgent")).Shows();

    [Fact]
    public Task Finds_the_documented_order_where_nothing_resolves() => RuleProject.Of("""
        public class Actions
        {
            public void All(object token)
            {
                AuditLogger.{|C2W201:LogAuditEvent|}(workosUserId, "a", "b", "c", null, null, "ip", "agent");
                {|C2W201:LogAuditEventAsync|}(workosUserId, "a", "b", "c", null, null, "ip", "agent", token);
                audit.{|C2W201:LogAuditEvent|}(action: "a", resourceType: "b", resourceId: "c", oldValues: null);
                audit?.{|C2W201:LogAuditEvent|}(workosUserId, "a", "b", "c", ipAddress: "ip");
                AuditLogger.LogAuditEvent("a", "b", "c", null);
                AuditLogger.LogAuditEvent(new { Action = "a" });
                AuditLogger.LogAuditEvent(severity: 1, "a", "b", "c", null, null, "ip", "agent");
                AuditLogger.LogAuditEvent(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            }
        }
        """).ShowsThoughBroken();

    [Fact]
    public Task Finds_old_calls_where_only_the_new_method_is_left() => RuleProject.Of("""
        using Booking.Lib.Utils.Server.AuditWorkos;

        public class Actions
        {
            public void All(string workosUserId)
            {
                AuditLogger.{|C2W201:LogAuditEvent|}(workosUserId, "a", "b", "c", null, null, "ip", "agent");
                AuditLogger.LogAuditEvent("a", "b", "c");
                AuditLogger.LogAuditEvent("a", "b", 3);
            }
        }
        """).Referring(Schemas.NewAudit).ShowsThoughBroken();

    [Fact]
    public Task Finds_old_calls_with_an_argument_that_does_not_resolve() => RuleProject.Of("""
        using {|C2W202:Booking.Lib.Utils.Server.Audit|};

        public class Actions
        {
            public void All()
            {
                AuditLogger.{|C2W201:LogAuditEvent|}(missing.{|C2W101:ClerkUserId|}, "a", "b", "c", null, null, "ip", 8);
                AuditLogger.LogAuditEvent("a");
            }
        }
        """).Referring(Schemas.Audit).ShowsThoughBroken();

    [Fact]
    public Task Finds_method_groups() => RuleProject.Of("""
        using System;
        using System.Threading.Tasks;
        using static {|C2W202:Booking.Lib.Utils.Server.Audit|}.AuditLogger;

        public class Actions
        {
            private readonly Func<string, string, string, string, object, object, string, string, Task> _log = {|C2W201:LogAuditEvent|};
            /// <summary><see cref="LogAuditEvent"/></summary>
            public string Name => nameof(LogAuditEvent);
            public Task Log() => {|C2W201:LogAuditEvent|}("user", "a", "b", "c", null, null, "ip", "agent");
        }
        """).Referring(Schemas.Audit).Shows();

    [Fact]
    public Task Leaves_unrelated_methods_of_that_name_alone() => RuleProject.Of("""
        public static class Telemetry
        {
            public static void LogAuditEvent(string a, string b, string c, string d, string e, string f, string g, string h) { }
            public static void LogAuditEventAsync(object auditEvent) { }
        }
        public class Actions
        {
            public void All()
            {
                Telemetry.LogAuditEvent("a", "b", "c", "d", "e", "f", "g", "h");
                Telemetry.LogAuditEvent("a", "b", "c", "d", "e", "f", "g", 8);
                Telemetry.LogAuditEventAsync(new { UserId = 1 });
            }
            public void Dynamic(dynamic audit) => audit.LogAuditEvent(1, 2, 3, 4, 5, 6, 7, 8);
        }
        """.Replace("\"g\", 8)", "\"g\", \"8\")")).Shows();

    [Fact]
    public Task Leaves_the_old_audit_itself_alone() => RuleProject.Of("""
        namespace App;
        public static class AuditLogger
        {
            public static void LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent) { }
            public static void LogAuditEventAsync(string workosUserId, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent) =>
                LogAuditEvent(workosUserId, action, resourceType, resourceId, oldValues, newValues, ipAddress, userAgent);
        }
        public class Actions
        {
            public void All() => AuditLogger.{|C2W201:LogAuditEvent|}("user", "a", "b", "c", null, null, "ip", "agent");
        }
        """).Shows();

    [Fact]
    public async Task Says_whether_it_is_a_call_or_a_method_group()
    {
        var messages = await RuleProject.Of("""
            using System;
            using System.Threading.Tasks;
            using Booking.Lib.Utils.Server.Audit;
            public class Actions
            {
                Func<string, string, string, string, object, object, string, string, Task> _log = AuditLogger.LogAuditEvent;
                Task Log() => AuditLogger.LogAuditEvent("user", "a", "b", "c", null, null, "ip", "agent");
            }
            """).Referring(Schemas.OldAudit).Messages();
        Assert.Equal(
            [
                "C2W201: The method group 'LogAuditEvent' has the old audit's shape; use (action, resourceType, resourceId, changes, metadata)",
                "C2W201: The call of 'LogAuditEvent' has the old audit's shape; use (action, resourceType, resourceId, changes, metadata)",
            ],
            messages);
    }
}
