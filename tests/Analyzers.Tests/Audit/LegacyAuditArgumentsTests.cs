using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Tests.Audit;

/// <summary>Which argument means what.</summary>
public class LegacyAuditArgumentsTests
{
    [Theory]
    [InlineData("""AuditLogger.LogAuditEvent("user", "a", "b", "c", "old", "new", "ip", "agent")""")]
    [InlineData("""AuditLogger.LogAuditEvent(userAgent: "agent", workosUserId: "user", action: "a", resourceType: "b", resourceId: "c", oldValues: "old", newValues: "new", ipAddress: "ip")""")]
    [InlineData("""AuditLogger.LogAuditEvent("user", "a", "b", "c", "old", "new", userAgent: "agent", ipAddress: "ip")""")]
    [InlineData("""AuditLogger.LogAuditEventAsync("user", "a", "b", "c", "old", "new", "ip", "agent")""")]
    [InlineData("""Gone.LogAuditEvent("user", "a", "b", "c", "old", "new", "ip", "agent")""")]
    [InlineData("""Gone.LogAuditEvent("user", "a", "b", "c", "old", "new", userAgent: "agent", ipAddress: "ip")""")]
    public void Arguments_are_told_by_the_parameters_name(string code) => Assert.Equal(
        "workosUserId=\"user\" action=\"a\" resourceType=\"b\" resourceId=\"c\" oldValues=\"old\" newValues=\"new\" ipAddress=\"ip\" userAgent=\"agent\"",
        Show(Bind(code)));

    [Fact]
    public void The_user_may_come_second_and_go_by_another_name() => Assert.Equal(
        "workosUserId=\"user\" action=\"a\" resourceType=\"b\" resourceId=\"c\" ipAddress=\"ip\"",
        Show(Bind("""Other.LogAuditEvent("a", "user", "b", "c", ipAddress: "ip")""")));

    [Fact]
    public void The_cancellation_token_is_kept_apart()
    {
        var bound = Bind("""AuditLogger.LogAuditEventAsync("user", "a", "b", "c", null, null, "ip", "agent", token)""");
        Assert.Equal("token", bound!.CancellationToken!.ToString());
        Assert.Equal("token", Bind("""Gone.LogAuditEvent("user", "a", "b", "c", null, null, "ip", "agent", token)""")!.CancellationToken!.ToString());
    }

    [Theory]
    [InlineData("Other.LogAuditEventAsync(\"a\", \"user\", \"b\", \"c\", null, null, \"ip\", \"agent\", token, 1)", "token")]
    [InlineData("AuditLogger.LogAuditEvent(\"user\", \"a\", \"b\", \"c\", null, null, \"ip\", \"agent\")", null)]
    [InlineData("Gone.LogAuditEvent(\"user\", \"a\", \"b\", \"c\", null, null, \"ip\", \"agent\", ct: token)", "token")]
    public void A_cancellation_token_may_be_called_ct(string call, string? token) => Assert.Equal(token, Bind(call)!.CancellationToken?.ToString().Split(' ')[^1]);

    [Theory]
    [InlineData("AuditLogger.LogAuditEvent(\"user\")")]
    [InlineData("AuditLogger.LogAuditEvents(\"user\", \"a\", \"b\", \"c\", null, null, \"ip\", \"agent\")")]
    [InlineData("Gone.LogAuditEvent(\"user\", \"a\", \"b\")")]
    [InlineData("((dynamic)null).LogAuditEvent(\"user\", \"a\", \"b\", \"c\", null, null, \"ip\", \"agent\")")]
    [InlineData("token[0](\"user\", \"a\", \"b\", \"c\", null, null, \"ip\", \"agent\")")]
    public void Other_calls_are_none_of_the_old_audit(string call) => Assert.Null(Bind(call));

    [Fact]
    public void The_counterpart_is_the_new_method_of_that_name()
    {
        var bound = Bind("""AuditLogger.LogAuditEventAsync("user", "a", "b", "c", null, null, "ip", "agent")""")!;
        Assert.Equal("Booking.Lib.Utils.Server.Audit.AuditLogger", bound.Legacy!.ContainingType.ToDisplayString());
        Assert.Equal("Booking.Lib.Utils.Server.AuditWorkos.AuditLogger", bound.Counterpart!.ContainingType.ToDisplayString());
        Assert.Equal("LogAuditEventAsync", bound.Counterpart.Name);
    }

    [Fact]
    public void The_counterpart_of_a_call_that_does_not_resolve_is_told_by_the_receivers_name()
    {
        var bound = Bind("""Lost.AuditLogger.LogAuditEvent("user", "a", "b", "c", null, null, "ip", "agent")""")!;
        Assert.Null(bound.Legacy);
        Assert.Equal("Booking.Lib.Utils.Server.AuditWorkos.AuditLogger", bound.Counterpart!.ContainingType.ToDisplayString());
    }

    private static string Show(LegacyAuditCall? bound) => string.Join(' ', AuditSignature.Roles
        .Where(role => bound![role] is not null)
        .Select(role => $"{role}={bound![role]!.Expression}"));

    private static LegacyAuditCall? Bind(string call)
    {
        var compilation = RuleProject.Of($$"""
            using Booking.Lib.Utils.Server.Audit;
            public static class Other
            {
                public static void LogAuditEvent(string action, string userId, string resourceType, string resourceId, object oldValues = null, object newValues = null, string ipAddress = null, string userAgent = null) { }
                public static void LogAuditEventAsync(string action, string userId, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent, System.Threading.CancellationToken ct, int more = 0) { }
            }
            class Caller { void Call(System.Threading.CancellationToken token) { {{call}}; } }
            """).Referring(Schemas.Audit).Compile();
        var tree = compilation.SyntaxTrees[0];
        var invocation = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Single();
        return LegacyAuditCall.TryBind(invocation, compilation.GetSemanticModel(tree), AuditFacts.Of(compilation, MigrationMap.Default, default), default);
    }
}
