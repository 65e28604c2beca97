namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>The shapes in which an audit call is written; what its dropped arguments do is in <see cref="AuditArguments"/>.</summary>
public sealed class AuditCalls
{
    [Fact]
    public Task Positional_arguments_keep_what_is_known_and_wrap_the_values() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, new { Title = "x" }, "127.0.0.1", "agent");
            await AuditLogger.LogAuditEvent("user_1", "delete", "meeting", "m1", new { Title = "x" }, null, null, null);
            await AuditLogger.LogAuditEvent("user_1", "read", "meeting", "m1", null, null);
            await AuditLogger.LogAuditEvent("user_1", "update", "meeting", "m" + 1, new { Title = "x" }, new { Title = "y" }, userAgent: "agent");
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            await AuditLogger.LogAuditEvent("create", "meeting", "m1", new { oldValues = (object?)null, newValues = new { Title = "x" } });
            await AuditLogger.LogAuditEvent("delete", "meeting", "m1", new { oldValues = new { Title = "x" }, newValues = (object?)null });
            await AuditLogger.LogAuditEvent("read", "meeting", "m1");
            await AuditLogger.LogAuditEvent("update", "meeting", "m" + 1, new { oldValues = new { Title = "x" }, newValues = new { Title = "y" } });
            """).HoldsAsync();

    [Fact]
    public Task Variables_that_are_named_like_the_members_are_not_named_twice() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            object oldValues = 1, newValues = 2;
            await AuditLogger.LogAuditEvent("user_1", "update", "meeting", "m1", oldValues, newValues, "127.0.0.1", "agent");
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            object oldValues = 1, newValues = 2;
            await AuditLogger.LogAuditEvent("update", "meeting", "m1", new { oldValues, newValues });
            """).HoldsAsync();

    [Fact]
    public Task Named_and_reordered_arguments_stay_named_and_in_order() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            string before = "a", after = "b";
            await AuditLogger.LogAuditEvent(newValues: after, oldValues: before, action: "update", resourceId: "m1", workosUserId: "user_1", resourceType: "meeting", ipAddress: "127.0.0.1", userAgent: "agent");
            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m2", oldValues: null, newValues: after, ipAddress: "127.0.0.1", userAgent: null);
            await AuditLogger.LogAuditEvent(workosUserId: null, action: "read", resourceType: "meeting", resourceId: "m3", oldValues: null, newValues: null);
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            string before = "a", after = "b";
            await AuditLogger.LogAuditEvent(changes: new { newValues = after, oldValues = before }, action: "update", resourceId: "m1", resourceType: "meeting");
            await AuditLogger.LogAuditEvent("create", "meeting", "m2", changes: new { oldValues = (object?)null, newValues = after });
            await AuditLogger.LogAuditEvent(action: "read", resourceType: "meeting", resourceId: "m3");
            """).HoldsAsync();

    [Fact]
    public Task Comments_and_lines_stay_with_the_arguments_that_stay() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            string before = "a", after = "b";

            // The guest's own change.
            await AuditLogger.LogAuditEvent(
                // the one who did it
                "user_1",
                "update", // what was done
                /* kind */ "meeting",
                // the meeting's own id
                "m1",
                before,
                after,
                // where from
                "127.0.0.1", // local
                "agent"); // done
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            string before = "a", after = "b";

            // The guest's own change.
            await AuditLogger.LogAuditEvent(
                "update", // what was done
                /* kind */ "meeting",
                // the meeting's own id
                "m1",
                new { oldValues = before, newValues = after }); // done
            """).HoldsAsync();

    [Fact]
    public Task Expression_bodies_lambdas_and_ConfigureAwait_are_rewritten_in_place() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            await LogAsync("m1").ConfigureAwait(false);
            await AuditLogger.LogAuditEvent("user_1", "update", "meeting", "m2", 1, 2, null, null).ConfigureAwait(continueOnCapturedContext: false);
            Func<string, Task> log = id => AuditLogger.LogAuditEvent("user_1", "update", "meeting", id, 3, 4, null, null);
            await log("m3");
            _ = AuditLogger.LogAuditEvent("user_1", "forget", "meeting", "m4", null, null, null, null);
            await Task.WhenAll(AuditLogger.LogAuditEvent("user_1", "all", "meeting", "m5", null, null), Task.CompletedTask);

            static Task LogAsync(string id) => AuditLogger.LogAuditEvent("user_1", "create", "meeting", id, null, 5, null, null);
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            await LogAsync("m1").ConfigureAwait(false);
            await AuditLogger.LogAuditEvent("update", "meeting", "m2", new { oldValues = 1, newValues = 2 }).ConfigureAwait(continueOnCapturedContext: false);
            Func<string, Task> log = id => AuditLogger.LogAuditEvent("update", "meeting", id, new { oldValues = 3, newValues = 4 });
            await log("m3");
            _ = AuditLogger.LogAuditEvent("forget", "meeting", "m4");
            await Task.WhenAll(AuditLogger.LogAuditEvent("all", "meeting", "m5"), Task.CompletedTask);

            static Task LogAsync(string id) => AuditLogger.LogAuditEvent("create", "meeting", id, new { oldValues = (object?)null, newValues = 5 });
            """).HoldsAsync();

    [Fact]
    public Task Static_alias_qualified_and_global_imports_are_re_pointed() => LegacySide.Audits
        .File("Static.cs",
            before: """
                using static App.Lib.Utils.Server.Audit.AuditLogger;

                static class Static
                {
                    public static Task Log() => LogAuditEvent("user_1", "create", "meeting", "m1", null, null, null, null);
                }
                """,
            after: """
                using static App.Lib.Utils.Server.AuditWorkos.AuditLogger;

                static class Static
                {
                    public static Task Log() => LogAuditEvent("create", "meeting", "m1");
                }
                """)
        .File("Alias.cs",
            before: """
                using Log = App.Lib.Utils.Server.Audit.AuditLogger;

                static class Alias
                {
                    public static Task Write() => Log.LogAuditEvent("user_1", "create", "meeting", "m2", null, null, null, null);
                }
                """,
            after: """
                using Log = App.Lib.Utils.Server.AuditWorkos.AuditLogger;

                static class Alias
                {
                    public static Task Write() => Log.LogAuditEvent("create", "meeting", "m2");
                }
                """)
        .File("Imports.cs",
            before: "global using App.Lib.Utils.Server.Audit;",
            after: "global using App.Lib.Utils.Server.AuditWorkos;")
        .Rewriting(
            before: """
                await Static.Log();
                await Alias.Write();
                await AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m3", null, null);
                await global::App.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m4", null, null);
                """,
            after: """
                await Static.Log();
                await Alias.Write();
                await AuditLogger.LogAuditEvent("create", "meeting", "m3");
                await global::App.Lib.Utils.Server.AuditWorkos.AuditLogger.LogAuditEvent("create", "meeting", "m4");
                """)
        .HoldsAsync();

    [Fact]
    public Task A_trailing_cancellation_token_stays() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            var token = CancellationToken.None;
            await AuditLogger.LogAuditEventAsync("user_1", "create", "meeting", "m1", null, 1, "127.0.0.1", "agent", token);
            await AuditLogger.LogAuditEventAsync("user_1", "create", "meeting", "m2", null, null, "127.0.0.1", "agent", cancellationToken: token);
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            var token = CancellationToken.None;
            await AuditLogger.LogAuditEventAsync("create", "meeting", "m1", new { oldValues = (object?)null, newValues = 1 }, cancellationToken: token);
            await AuditLogger.LogAuditEventAsync("create", "meeting", "m2", cancellationToken: token);
            """).HoldsAsync();

    [Fact]
    public Task A_method_group_is_qualified_and_listed() => LegacySide.Audits.Rewriting(
        before: """
            using App.Lib.Utils.Server.Audit;

            Func<string?, string, string, string, object?, object?, string?, string?, Task> log = AuditLogger.LogAuditEvent;
            await log("user_1", "create", "meeting", "m1", null, null, null, null);
            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m2", null, null);
            """,
        after: """
            using App.Lib.Utils.Server.AuditWorkos;

            Func<string?, string, string, string, object?, object?, string?, string?, Task> log = App.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent;
            await log("user_1", "create", "meeting", "m1", null, null, null, null);
            await AuditLogger.LogAuditEvent("create", "meeting", "m2");
            """)
        .Lists(Reasons.AuditMethodGroup)
        .HoldsAsync();

    [Fact]
    public Task Without_a_new_audit_the_calls_are_listed() => LegacySide.LegacyAuditAlone.Leaving("""
            using App.Lib.Utils.Server.Audit;

            await AuditLogger.LogAuditEvent("user_1", "create", "meeting", "m1", null, null, null, null);
            """)
        .Lists(Reasons.AuditNoTarget)
        .HoldsAsync();
}
