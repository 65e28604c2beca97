namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>A dropped argument that does something is still evaluated: before the statement, where the call is one, and before nothing else that counts.</summary>
public sealed class AuditStatements
{
    private const string Rest = "\n\nstatic string Ip() => \"1\"; static string Act() => \"a\"; static void Use(Task task) { }\n";
    private const string Arguments = "\"u\", \"a\", \"t\", \"i\", null, null, Ip(), null";

    [Theory]
    [InlineData("await CALL;")]
    [InlineData("CALL;")]
    [InlineData("await (CALL);")]
    [InlineData("await ((CALL));")]
    [InlineData("_ = CALL;")]
    [InlineData("_ = (CALL);")]
    [InlineData("await CALL.ConfigureAwait(false);")]
    [InlineData("await (CALL).ConfigureAwait(false);")]
    [InlineData("_ = CALL.ConfigureAwait(false);")]
    public async Task It_comes_before_a_statement_that_is_the_call(string statement) => Assert.Equal(
        "_ = Ip();\n" + With(statement, "\"a\", \"t\", \"i\""), await TextAsync(With(statement, Arguments)));

    [Theory]
    [InlineData("if (args.Length > 0) { ", "await CALL;", " }")]
    [InlineData("switch (args.Length) { case 1: ", "await CALL;", " break; }")]
    [InlineData("Func<Task> f = async () => { ", "await CALL;", " };")]
    [InlineData("async Task F() { ", "await CALL;", " }")]
    [InlineData("foreach (var arg in args) { ", "CALL;", " }")]
    public async Task It_comes_before_a_statement_in_a_block(string before, string statement, string after) => Assert.Equal(
        before + "_ = Ip();\n" + With(statement, "\"a\", \"t\", \"i\"") + after, await TextAsync(before + With(statement, Arguments) + after));

    [Theory]
    [InlineData("CALL.Wait();")]
    [InlineData("CALL.GetAwaiter().GetResult();")]
    [InlineData("CALL.ConfigureAwait(false).GetAwaiter().GetResult();")]
    [InlineData("Use(CALL);")]
    [InlineData("var task = CALL;")]
    [InlineData("Task task; task = CALL;")]
    [InlineData("if (args.Length > 0) await CALL;")]
    [InlineData("foreach (var arg in args) await CALL;")]
    [InlineData("Func<Task> f = () => CALL;")]
    [InlineData("Func<Task> f = async () => await CALL;")]
    [InlineData("Task F() => CALL;")]
    [InlineData("Task F() { return CALL; }")]
    [InlineData("await Task.WhenAll(CALL);")]
    [InlineData("_ = args.Length > 0 ? CALL : null;")]
    public async Task A_call_that_is_a_part_of_something_stays(string statement)
    {
        var outcome = await RunAsync(With(statement, Arguments));
        Assert.Equal(Left(With(statement, Arguments)), outcome.Text);
        Assert.Contains(Reasons.AuditSideEffect("Ip()"), outcome.Reasons);
    }

    [Theory]
    [InlineData("Ip(), \"a\", \"t\", \"i\", null, null, null, null", "_ = Ip();\nawait AuditLogger.LogAuditEvent(\"a\", \"t\", \"i\");")]
    [InlineData("Ip(), Act(), \"t\", \"i\", null, null, null, null", "_ = Ip();\nawait AuditLogger.LogAuditEvent(Act(), \"t\", \"i\");")]
    [InlineData("Ip(), \"a\", \"t\", \"i\", null, null, Act(), Ip()", "_ = Ip();\n_ = Act();\n_ = Ip();\nawait AuditLogger.LogAuditEvent(\"a\", \"t\", \"i\");")]
    [InlineData("action: \"a\", userAgent: Act(), ipAddress: Ip(), workosUserId: \"u\", resourceType: \"t\", resourceId: \"i\", oldValues: null, newValues: null", "_ = Act();\n_ = Ip();\nawait AuditLogger.LogAuditEvent(action: \"a\", resourceType: \"t\", resourceId: \"i\");")]
    [InlineData("\"u\", args[0], \"t\", \"i\", null, null, Ip(), null", "_ = Ip();\nawait AuditLogger.LogAuditEvent(args[0], \"t\", \"i\");")]
    public async Task What_is_evaluated_keeps_its_order(string arguments, string after) => Assert.Equal(after, await TextAsync(With("await CALL;", arguments)));

    [Theory]
    [InlineData("\"u\", Act(), \"t\", \"i\", null, null, Ip(), null")]
    [InlineData("\"u\", \"a\", \"t\", \"i\", Act(), null, Ip(), null")]
    [InlineData("\"u\", \"a\", \"t\", \"i\", null, new { A = Act() }, null, Ip()")]
    [InlineData("action: Act(), workosUserId: Ip(), resourceType: \"t\", resourceId: \"i\", oldValues: null, newValues: null")]
    public async Task What_would_be_evaluated_too_early_keeps_the_call(string arguments)
    {
        var outcome = await RunAsync(With("await CALL;", arguments));
        Assert.Equal(Left(With("await CALL;", arguments)), outcome.Text);
        Assert.Contains(Reasons.AuditOrder("Ip()"), outcome.Reasons);
    }

    private static string With(string statement, string arguments) => statement.Replace("CALL", $"AuditLogger.LogAuditEvent({arguments})", StringComparison.Ordinal);

    /// <summary>The import moves, and the call that stays names its class in full.</summary>
    private static string Left(string statements) =>
        "using App.Lib.Utils.Server.AuditWorkos;\n\n" + statements.Replace("AuditLogger.", "App.Lib.Utils.Server.Audit.AuditLogger.", StringComparison.Ordinal) + Rest;

    private static async Task<string> TextAsync(string statements)
    {
        const string Import = "using App.Lib.Utils.Server.AuditWorkos;\n\n";
        var outcome = await RunAsync(statements);
        Assert.StartsWith(Import, outcome.Text, StringComparison.Ordinal);
        Assert.EndsWith(Rest, outcome.Text, StringComparison.Ordinal);
        return outcome.Text[Import.Length..^Rest.Length];
    }

    private static Task<UnprovenRun> RunAsync(string statements) =>
        UnprovenRun.OfAsync(LegacySide.Audits.Leaving("using App.Lib.Utils.Server.Audit;\n\n" + statements + Rest));
}
