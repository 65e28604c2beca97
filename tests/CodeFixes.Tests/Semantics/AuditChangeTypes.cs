namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>Old and new values become what the new method takes: an object of its own type, in the order in which they were written.</summary>
public sealed class AuditChangeTypes
{
    private const string Constructor = "public Change(object? oldValues, object? newValues) { }";
    private const string Properties = "public object? OldValues { get; set; } public object? NewValues { get; set; }";

    private static Task<UnprovenRun> RunAsync(string members, string values) => UnprovenRun.OfAsync(LegacySide.LegacyAuditAlone
        .Given("AuditWorkos/AuditLogger.cs", "namespace App.Lib.Utils.Server.AuditWorkos;\npublic class Change { " + members + " }\n"
            + "public static class AuditLogger { public static Task LogAuditEvent(string action, string resourceType, string resourceId, Change? changes = null) => Task.CompletedTask; }", "Server")
        .Leaving($"using App.Lib.Utils.Server.Audit;\n\nAuditLogger.LogAuditEvent(\"u\", \"a\", \"t\", \"i\", {values});\n"));

    [Theory]
    [InlineData(Constructor, "null, null", "")]
    [InlineData(Constructor, "o, n", ", new Change(o, n)")]
    [InlineData(Constructor, "null, n", ", new Change(null, n)")]
    [InlineData(Constructor, "o, null", ", new Change(o, null)")]
    [InlineData(Constructor + Properties, "o, n", ", new Change(o, n)")]
    [InlineData("public Change() { } public Change(object? OldValues, object? NewValues) { }", "o, n", ", new Change(o, n)")]
    [InlineData(Properties, "o, n", ", new Change { OldValues = o, NewValues = n }")]
    [InlineData(Properties, "null, n", ", new Change { OldValues = null, NewValues = n }")]
    [InlineData(Properties, "o, null", ", new Change { OldValues = o, NewValues = null }")]
    [InlineData(Properties, "newValues: n, oldValues: o", ", changes: new Change { NewValues = n, OldValues = o }")]
    public async Task Both_values_become_one_of_its_type(string members, string values, string changes)
    {
        var outcome = await RunAsync(members, values);
        Assert.Equal($"using App.Lib.Utils.Server.AuditWorkos;\n\nAuditLogger.LogAuditEvent(\"a\", \"t\", \"i\"{changes});\n", outcome.Text);
        Assert.Empty(outcome.Left);
    }

    [Theory]
    [InlineData("", "o, n")]
    [InlineData("public object? OldValues { get; set; }", "o, n")]
    [InlineData("public object? NewValues { get; set; }", "o, n")]
    [InlineData("public Change(object? newValues, object? oldValues) { }", "o, n")]
    [InlineData("public Change(object? oldValues, object? other) { }", "o, n")]
    [InlineData("public Change(object? other, object? newValues) { }", "o, n")]
    [InlineData("public Change(object? oldValues, object? newValues, int other) { }", "o, n")]
    [InlineData("public Change(object? oldValues) { }", "o, n")]
    [InlineData(Constructor, "newValues: n, oldValues: o")]
    public async Task A_type_that_cannot_be_built_of_both_keeps_the_call(string members, string values)
    {
        var outcome = await RunAsync(members, values);
        Assert.Equal($"using App.Lib.Utils.Server.AuditWorkos;\n\nApp.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent(\"u\", \"a\", \"t\", \"i\", {values});\n", outcome.Text);
        Assert.Equal(["Program.cs:3 C2W201 Listed: The new method's 'changes' is 'App.Lib.Utils.Server.AuditWorkos.Change?', which cannot be built from old and new values."], outcome.Left);
    }

    [Fact]
    public async Task A_call_that_stays_is_named_in_full_where_its_static_import_moves()
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Audits.Leaving("""
            using static App.Lib.Utils.Server.Audit.AuditLogger;

            LogAuditEvent("u", "a", "t", "i", null, null, null, null);
            Func<string?, string, string, string, object?, object?, string?, string?, Task> log = LogAuditEvent;
            log = App.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent;
            """));
        Assert.Equal(
            """
            using static App.Lib.Utils.Server.AuditWorkos.AuditLogger;

            LogAuditEvent("a", "t", "i");
            Func<string?, string, string, string, object?, object?, string?, string?, Task> log = App.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent;
            log = App.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent;
            """,
            outcome.Text);
        Assert.Equal([$"Program.cs:4 C2W201 Listed: {Reasons.AuditMethodGroup}", $"Program.cs:5 C2W201 Listed: {Reasons.AuditMethodGroup}"], outcome.Left);
    }

    /// <summary>In the old audit's own namespace nothing has to import it, and the new one has to be.</summary>
    [Theory]
    [InlineData("namespace App.Lib.Utils.Server.Audit.Reports;\nclass C { Task M() => AuditLogger.LogAuditEvent(ARGUMENTS); }", "using App.Lib.Utils.Server.AuditWorkos;\n\nnamespace App.Lib.Utils.Server.Audit.Reports;\nclass C { Task M() => AuditTrail.LogAuditEvent(ARGUMENTS); }")]
    [InlineData("using App.Lib.Utils.Server.Audit;\nclass C { Task M() => AuditLogger.LogAuditEvent(ARGUMENTS); }", "using App.Lib.Utils.Server.AuditWorkos;\nclass C { Task M() => AuditTrail.LogAuditEvent(ARGUMENTS); }")]
    [InlineData("class C { Task M() => App.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent(ARGUMENTS); }", "class C { Task M() => App.Lib.Utils.Server.AuditWorkos.AuditTrail.LogAuditEvent(ARGUMENTS); }")]
    public async Task A_class_of_another_name_is_called_by_its_name(string before, string after)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.LegacyAuditAlone
            .Given("AuditWorkos/AuditTrail.cs", "namespace App.Lib.Utils.Server.AuditWorkos;\npublic static class AuditTrail { public static Task LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null) => Task.CompletedTask; }", "Server")
            .Leaving(before.Replace("ARGUMENTS", "\"u\", \"a\", \"t\", \"i\", null, null", StringComparison.Ordinal)));
        Assert.Equal(after.Replace("ARGUMENTS", "\"a\", \"t\", \"i\"", StringComparison.Ordinal), outcome.Text);
        Assert.Empty(outcome.Left);
    }
}
