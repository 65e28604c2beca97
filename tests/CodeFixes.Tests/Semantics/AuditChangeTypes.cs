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
        Assert.Contains($"LogAuditEvent(\"u\", \"a\", \"t\", \"i\", {values});", outcome.Text, StringComparison.Ordinal);
        Assert.Fail(string.Join("\n", outcome.Left) + outcome.Text);
    }

    [Fact]
    public async Task A_call_that_stays_is_named_in_full_where_its_static_import_moves()
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Audits.Leaving(
            "using static App.Lib.Utils.Server.Audit.AuditLogger;\n\nLogAuditEvent(\"u\", \"a\", \"t\", \"i\", null, null, null, null);\nFunc<string?, string, string, string, object?, object?, string?, string?, Task> f = LogAuditEvent;\nLogAuditEvent(\"u\", \"a\", \"t\", \"i\", null, null, Address(), null);\nstring Address() => \"\";\n"));
        Assert.Fail(outcome.Text + string.Join("\n", outcome.Left));
    }

    [Theory]
    [InlineData("class C { Task M() => AuditLogger.LogAuditEvent(\"u\", \"a\", \"t\", \"i\", null, null, null, null); }")]
    [InlineData("class C { Task M() => App.Lib.Utils.Server.AuditWorkos.AuditLogger.LogAuditEvent(\"u\", \"a\", \"t\", \"i\", null, null, null, null); }")]
    public async Task A_call_whose_import_is_gone_gets_the_new_one(string text)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.NewAuditAlone.Leaving(text));
        Assert.Fail(outcome.Text + string.Join("\n", outcome.Left));
    }
}
