namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>A legacy audit whose parameters are called, ordered or chosen in another way (<c>c2w_audit_parameters</c>).</summary>
public sealed class AuditSignatures
{
    private const string Setting = "c2w_audit_parameters = action:verb, resourceType:kind, resourceId:key, workosUserId:actor, newValues:after, oldValues:before";

    private const string Calls = """
        using App.Audit;

        Log.LogAuditEvent("create", "event", "1", "user_1", "new", "old");
        Log.LogAuditEvent("create", "event", "2", actor: "user_1", before: "old", after: null);
        """;

    private static Preservation Audits(string before, string after) => Files.Given("Audit.cs", """
        namespace App.Audit { public static class Log { public static void LogAuditEvent(string verb, string kind, string key, string? actor, object? after, object? before) => System.Console.WriteLine(verb + kind + key); } }
        namespace App.AuditWorkos { public static class Log { public static void LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) => System.Console.WriteLine(action + resourceType + resourceId); } }
        """).File("Program.cs", before, after);

    [Fact]
    public Task Parameters_mean_what_the_setting_says() => Audits(
        before: Calls,
        after: """
            using App.AuditWorkos;

            Log.LogAuditEvent("create", "event", "1", new { newValues = "new", oldValues = "old" });
            Log.LogAuditEvent("create", "event", "2", changes: new { oldValues = "old", newValues = (object?)null });
            """).Configured(Setting).HoldsAsync();

    [Fact]
    public Task Without_the_setting_it_is_somebody_elses_method() => Audits(Calls, Calls).ReportsNothing().HoldsAsync();

    [Fact]
    public Task A_call_that_does_not_resolve_has_the_settings_order() => Files
        .Given("Audit.cs", "namespace App.AuditWorkos { public static class Log { public static void LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) => System.Console.WriteLine(action + resourceId); } }")
        .File("Program.cs",
            before: """
                using App.Audit;

                Log.LogAuditEvent("create", "event", "1", "user_1", "new", "old");
                """,
            after: """
                using App.AuditWorkos;

                Log.LogAuditEvent("create", "event", "1", new { newValues = "new", oldValues = "old" });
                """)
        .StartsWith(["CS0234", "CS0103"], output: "create1\n").Configured(Setting).HoldsAsync();
}
