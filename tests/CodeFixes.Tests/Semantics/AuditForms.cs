namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>How one audit call is written anew: each form of its values, comments and remains.</summary>
public sealed class AuditForms
{
    private const string Old = "using App.Lib.Utils.Server.Audit;\n\n";
    private const string New = "using App.Lib.Utils.Server.AuditWorkos;\n\n";

    [Theory]
    [InlineData("null, null, null, null", "")]
    [InlineData("(object?)null, (null), null, null", "")]
    [InlineData("default, null!, null, null", "")]
    [InlineData("o, n, null, null", ", new { oldValues = o, newValues = n }")]
    [InlineData("oldValues, newValues, null, null", ", new { oldValues, newValues }")]
    [InlineData("newValues, oldValues, null, null", ", new { oldValues = newValues, newValues = oldValues }")]
    [InlineData("null, n, null, null", ", new { oldValues = (object?)null, newValues = n }")]
    [InlineData("o, null, null, null", ", new { oldValues = o, newValues = (object?)null }")]
    [InlineData("o, default, null, null", ", new { oldValues = o, newValues = (object?)null }")]
    [InlineData("o, /* new */ n, null, null", ", new { oldValues = o, /* new */ newValues = n }")]
    [InlineData("o, // old\n    n, null, null", ", new { oldValues = o, // old\n    newValues = n }")]
    [InlineData("o, null, ipAddress: ip, userAgent: null", ", new { oldValues = o, newValues = (object?)null }")]
    [InlineData("newValues: n, oldValues: o, ipAddress: null, userAgent: null", ", changes: new { newValues = n, oldValues = o }")]
    [InlineData("ipAddress: null, oldValues: o, userAgent: null, newValues: n", ", changes: new { oldValues = o, newValues = n }")]
    [InlineData("newValues: n, userAgent: null, ipAddress: null, oldValues: null", ", changes: new { newValues = n, oldValues = (object?)null }")]
    [InlineData("o, n", ", new { oldValues = o, newValues = n }")]
    public async Task Both_values_become_one(string values, string changes)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Audits.Leaving($"{Old}AuditLogger.LogAuditEvent(\"u\", \"a\", \"t\", \"i\", {values});\n"));
        Assert.Equal($"{New}AuditLogger.LogAuditEvent(\"a\", \"t\", \"i\"{changes});\n", outcome.Text);
        Assert.Empty(outcome.Left);
    }

    [Theory]
    [InlineData("(\"u\", \"a\", \"t\", \"i\", /* id */ null, null, null, null)", "(\"a\", \"t\", \"i\" /* id */)")]
    [InlineData("(\"u\", \"a\", \"t\", \"i\", // id\n    null, null, null, null)", "(\"a\", \"t\", \"i\" // id\n    )")]
    [InlineData("(\"u\", /* action */ \"a\", \"t\", \"i\", null, null, null, null)", "(/* action */ \"a\", \"t\", \"i\")")]
    [InlineData("(\"u\" /* user */, \"a\", \"t\", \"i\", o, n, null, /* agent */ null)", "(\"a\", \"t\", \"i\", new { oldValues = o, newValues = n })")]
    [InlineData("(\"u\", // user\n    \"a\", \"t\", \"i\", null, null, null, null)", "(\"a\", \"t\", \"i\")")]
    [InlineData("(action: \"a\", workosUserId: \"u\", /* type */ resourceType: \"t\", resourceId: \"i\", oldValues: null, newValues: null)", "(action: \"a\", /* type */ resourceType: \"t\", resourceId: \"i\")")]
    [InlineData("(\n    \"u\",\n    \"a\",\n    \"t\",\n    \"i\",\n    null,\n    null,\n    null,\n    null)", "(\n    \"a\",\n    \"t\",\n    \"i\")")]
    [InlineData("(\n    \"u\",\n    \"a\",\n    \"t\",\n    \"i\",\n    null,\n    null,\n    null,\n    null\n)", "(\n    \"a\",\n    \"t\",\n    \"i\"\n)")]
    [InlineData("(\"u\", \"a\", \"t\",\n    \"i\", o, n,\n    null, null)", "(\"a\", \"t\",\n    \"i\", new { oldValues = o, newValues = n })")]
    [InlineData("(workosUserId: \"u\", oldValues: o, action: \"a\", newValues: n, resourceType: \"t\", resourceId: \"i\")", "(changes: new { oldValues = o, newValues = n }, action: \"a\", resourceType: \"t\", resourceId: \"i\")")]
    [InlineData("(workosUserId: \"u\", newValues: n, action: \"a\", oldValues: o, resourceType: \"t\", resourceId: \"i\")", "(changes: new { newValues = n, oldValues = o }, action: \"a\", resourceType: \"t\", resourceId: \"i\")")]
    [InlineData("(workosUserId: \"u\", action: \"a\", resourceType: \"t\", resourceId: \"i\", oldValues: null, newValues: null)", "(action: \"a\", resourceType: \"t\", resourceId: \"i\")")]
    [InlineData("(resourceId: \"i\", action: \"a\", resourceType: \"t\", workosUserId: \"u\", oldValues: null, newValues: null)", "(resourceId: \"i\", action: \"a\", resourceType: \"t\")")]
    [InlineData("(\"u\", \"a\" /* action */, \"t\" /* type */, \"i\", null, null, null, null)", "(\"a\" /* action */, \"t\" /* type */, \"i\")")]
    [InlineData("(\"u\", \"a\", \"t\", \"i\", o, n /* new */, null, null)", "(\"a\", \"t\", \"i\", new { oldValues = o, newValues = n } /* new */)")]
    [InlineData("(\"u\", \"a\", \"t\", \"i\", o /* old */, n, null, null)", "(\"a\", \"t\", \"i\", new { oldValues = o /* old */, newValues = n })")]
    [InlineData("(\"u\", \"a\", \"t\", \"i\", o // old\n    , n, null, null)", "(\"a\", \"t\", \"i\", new { oldValues = o // old\n, newValues = n })")]
    [InlineData("(\"u\", \"a\", \"t\", \"i\", o , n, null, null)", "(\"a\", \"t\", \"i\", new { oldValues = o, newValues = n })")]
    [InlineData("(\"u\", \"a\", \"t\", \"i\", newValues: n /* new */, oldValues: null)", "(\"a\", \"t\", \"i\", changes: new { newValues = n /* new */, oldValues = (object?)null })")]
    public async Task Lines_comments_and_names_stay(string arguments, string after)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Audits.Leaving($"{Old}AuditLogger.LogAuditEvent{arguments};\n"));
        Assert.Equal($"{New}AuditLogger.LogAuditEvent{after};\n", outcome.Text);
        Assert.Empty(outcome.Left);
    }

    [Theory]
    [InlineData("string a = \"x\", ip = \"1\", b = \"y\"; CALL Console.WriteLine(a + b);", "string a = \"x\", b = \"y\"; CALL Console.WriteLine(a + b);")]
    [InlineData("string ip = \"1\", a = \"x\"; CALL Console.WriteLine(a);", "string a = \"x\"; CALL Console.WriteLine(a);")]
    [InlineData("string a = \"x\", ip = \"1\"; CALL Console.WriteLine(a);", "string a = \"x\"; CALL Console.WriteLine(a);")]
    [InlineData("var ip = \"1\"; CALL", " CALL")]
    [InlineData("var ip = \"1\";\nCALL", "CALL")]
    [InlineData("var ip = \"1\"; // the address\nCALL", "CALL")]
    [InlineData("/* the address */ var ip = \"1\";\nCALL", "/* the address */ \nCALL")]
    [InlineData("var ip = \"1\"; /* the address */\nCALL", " /* the address */\nCALL")]
    [InlineData("var ip = \"1\"; CALL Console.WriteLine(ip);", "var ip = \"1\"; CALL Console.WriteLine(ip);")]
    [InlineData("var ip = \"1\"; CALL Func<string, string> f = _ => ip;", "var ip = \"1\"; CALL Func<string, string> f = _ => ip;")]
    [InlineData("string ip; ip = \"1\"; CALL", "string ip; ip = \"1\"; CALL")]
    [InlineData("var ip = new string('1', 1); CALL", "var ip = new string('1', 1); CALL")]
    [InlineData("int.TryParse(\"1\", out var ip); CALL", "int.TryParse(\"1\", out var ip); CALL")]
    [InlineData("foreach (var ip in args) CALL", "foreach (var ip in args) CALL")]
    [InlineData("{ var ip = \"1\"; CALL } { var ip = \"2\"; Console.WriteLine(ip); }", "{  CALL } { var ip = \"2\"; Console.WriteLine(ip); }")]
    [InlineData("Console.WriteLine(\"ip\"); const string ip = \"1\"; CALL", "Console.WriteLine(\"ip\");  CALL")]
    public async Task A_local_goes_that_only_the_dropped_argument_read(string before, string after)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Audits.Leaving(Old + before.Replace("CALL", "AuditLogger.LogAuditEvent(\"u\", \"a\", \"t\", \"i\", null, null, $\"{ip}\", null);", StringComparison.Ordinal)));
        Assert.Equal(New + after.Replace("CALL", "AuditLogger.LogAuditEvent(\"a\", \"t\", \"i\");", StringComparison.Ordinal), outcome.Text);
        Assert.Empty(outcome.Left);
    }

    [Theory]
    [InlineData("class C { Task M(string ip) => CALL }", "Program.cs:3 C2W201 Info: Parameter 'ip' is no longer used by the audit call.")]
    [InlineData("class C { Task M(string ip) { Console.WriteLine(ip); return CALL } }", null)]
    [InlineData("class C(string ip) { Task M() => CALL }", null)]
    [InlineData("class C { Func<string, Task> F = ip => CALL }", null)]
    [InlineData("class C { Func<string, Task> F = (ip) => CALL }", null)]
    [InlineData("class C { string ip = \"1\"; Task M() => CALL }", null)]
    public async Task A_parameter_that_is_only_dropped_is_noted_where_it_can_be_taken_away(string code, string? note)
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Audits.Leaving(Old + code.Replace("CALL", "AuditLogger.LogAuditEvent(\"u\", \"a\", \"t\", \"i\", null, null, ip, null);", StringComparison.Ordinal)));
        Assert.Equal(New + code.Replace("CALL", "AuditLogger.LogAuditEvent(\"a\", \"t\", \"i\");", StringComparison.Ordinal), outcome.Text);
        Assert.Equal(note is null ? [] : [note], outcome.Left);
    }

    [Fact]
    public async Task A_primary_parameter_of_another_part_of_the_class_is_nobodys_remainder()
    {
        var outcome = await UnprovenRun.OfAsync(LegacySide.Audits
            .Given("C.cs", "partial class C(string ip);", "App")
            .Leaving(Old + "partial class C { Task M() => AuditLogger.LogAuditEvent(\"u\", \"a\", \"t\", \"i\", null, null, ip, null); }"));
        Assert.Equal(New + "partial class C { Task M() => AuditLogger.LogAuditEvent(\"a\", \"t\", \"i\"); }", outcome.Text);
        Assert.Empty(outcome.Left);
    }

    [Fact]
    public async Task Audits_in_unrelated_namespaces_are_re_pointed_by_their_full_names()
    {
        const string Both = """
            namespace Old.Journal { public static class AuditLogger { public static void LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) { } } }
            namespace New.Trail.Logs { public static class AuditLogger { public static void LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) { } } }
            """;
        var outcome = await UnprovenRun.OfAsync(Files.Given("Audits.cs", Both).Leaving("""
            using Old.Journal;

            AuditLogger.LogAuditEvent("u", "a", "t", "i", null, null, null, null);
            Old.Journal.AuditLogger.LogAuditEvent("u", "a", "t", "i", null, null, null, null);
            global::Old.Journal.AuditLogger.LogAuditEvent("u", "a", "t", "i", null, null, null, null);
            """));
        Assert.Equal("""
            using New.Trail.Logs;

            AuditLogger.LogAuditEvent("a", "t", "i");
            New.Trail.Logs.AuditLogger.LogAuditEvent("a", "t", "i");
            global::New.Trail.Logs.AuditLogger.LogAuditEvent("a", "t", "i");
            """, outcome.Text);
        Assert.Empty(outcome.Left);
    }

    [Fact]
    public async Task Extension_methods_keep_their_receiver()
    {
        const string Both = """
            public class Trail { }
            namespace Old.Audit { public static class AuditLogger { public static void LogAuditEvent(this Trail trail, string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) { } } }
            namespace Old.AuditWorkos { public static class AuditLogger { public static void LogAuditEvent(this Trail trail, string action, string resourceType, string resourceId, object? changes = null, object? metadata = null) { } } }
            """;
        var outcome = await UnprovenRun.OfAsync(Files.Given("Audits.cs", Both).Leaving("""
            using Old.Audit;

            new Trail().LogAuditEvent("u", "a", "t", "i", 1, 2, null, null);
            """));
        Assert.Equal("""
            using Old.AuditWorkos;

            new Trail().LogAuditEvent("a", "t", "i", new { oldValues = 1, newValues = 2 });
            """, outcome.Text);
        Assert.Empty(outcome.Left);
    }

    [Fact]
    public async Task A_file_that_keeps_the_old_audit_names_it_in_full_where_the_global_import_moves()
    {
        const string Call = "AuditLogger.LogAuditEvent(\"u\", \"a\", \"t\", \"i\", null, null, null, null)";
        var outcome = await UnprovenRun.OfAsync(LegacySide.Audits
            .Given("Imports.cs", "global using App.Lib.Utils.Server.Audit;\n", "App")
            .Given("Kept.cs", $"#pragma warning disable C2W201\nclass Kept {{ Task M() => {Call}; }}", "App")
            .Leaving($"class C {{ Task M() => {Call}; }}"));
        Assert.Equal("global using App.Lib.Utils.Server.AuditWorkos;\n", outcome["/booking/App/Imports.cs"]);
        Assert.Equal($"#pragma warning disable C2W201\nclass Kept {{ Task M() => App.Lib.Utils.Server.Audit.{Call}; }}", outcome["/booking/App/Kept.cs"]);
        Assert.Equal("class C { Task M() => AuditLogger.LogAuditEvent(\"a\", \"t\", \"i\"); }", outcome.Text);
    }

    [Theory]
    [InlineData("using static Old.AuditLogger;\nclass C(New.IAuditLog audit) { Task M() => LogAuditEvent(ARGS); }", "class C(New.IAuditLog audit) { Task M() => audit.LogAuditEvent(\"a\", \"t\", \"i\"); }")]
    [InlineData("class C(New.IAuditLog audit) { Task M() => Old.AuditLogger.LogAuditEvent(ARGS); }", "class C(New.IAuditLog audit) { Task M() => audit.LogAuditEvent(\"a\", \"t\", \"i\"); }")]
    [InlineData("class C { static Task M() => Old.AuditLogger.LogAuditEvent(ARGS); }", "class C { static Task M() => Old.AuditLogger.LogAuditEvent(ARGS); }")]
    public async Task A_service_takes_a_static_call_where_one_is_at_hand(string before, string after)
    {
        const string Both = """
            namespace Old { public static class AuditLogger { public static Task LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object? oldValues, object? newValues, string? ipAddress, string? userAgent) => Task.CompletedTask; } }
            namespace New { public interface IAuditLog { Task LogAuditEvent(string action, string resourceType, string resourceId, object? changes = null, object? metadata = null); } }
            """;
        const string Arguments = "\"u\", \"a\", \"t\", \"i\", null, null, null, null";
        var outcome = await UnprovenRun.OfAsync(Files.Given("Audits.cs", Both).Leaving(before.Replace("ARGS", Arguments, StringComparison.Ordinal)));
        Assert.EndsWith(after.Replace("ARGS", Arguments, StringComparison.Ordinal), outcome.Text, StringComparison.Ordinal);
    }
}
