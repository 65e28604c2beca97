using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Tests.Audit;

/// <summary>Which new method takes the place of an old one.</summary>
public class CounterpartTests
{
    private const string Eight = "(string workosUserId, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent) { }";
    private const string New = "(string action, string resourceType, string resourceId, object changes = null, object metadata = null)";
    private const string Old = "namespace Old { public static class Logger { public static void LogAuditEvent" + Eight + " } } ";

    [Theory]
    [InlineData("namespace OldWorkos { public static class Logger { static void LogAuditEvent$ { } } } namespace Other { public static class Logger { static void LogAuditEvent$ { } } }", "OldWorkos.Logger.LogAuditEvent")]
    [InlineData("namespace OldWorkos { public static class Other { static void LogAuditEvent$ { } } } namespace Else { public static class Logger { static void LogAuditEvent$ { } } }", "Else.Logger.LogAuditEvent")]
    [InlineData("namespace New { public class Logger { void LogAuditEvent$ { } } public static class Other { static void LogAuditEvent$ { } } }", "New.Logger.LogAuditEvent")]
    [InlineData("namespace New { public static class Logger { static void LogAuditEvent$ { } static void LogAuditEventAsync$ { } } }", "New.Logger.LogAuditEvent")]
    [InlineData("namespace OldWorkos { public static class Logger { static void LogAuditEvent$ { } static void LogAuditEventAsync$ { } } public static class Other { static void LogAuditEvent$ { } } }", "OldWorkos.Logger.LogAuditEvent")]
    [InlineData("namespace New { public static class One { static void LogAuditEvent$ { } } public class Two { void LogAuditEvent$ { } } public interface ITwo { void LogAuditEvent$; } }", "New.One.LogAuditEvent")]
    [InlineData("namespace New { public static class One { static void LogAuditEvent$ { } static void LogAuditEventAsync$ { } } }", "New.One.LogAuditEvent")]
    [InlineData("namespace New { public static class One { static void LogAuditEventAsync$ { } } public class Two { void LogAuditEvent$ { } } }", "New.One.LogAuditEventAsync")]
    [InlineData("namespace New { public static class One { static void LogAuditEventAsync$ { } } public interface ITwo { void LogAuditEvent$; } }", "New.One.LogAuditEventAsync")]
    [InlineData("namespace New { public interface ITwo { void LogAuditEvent$; void LogAuditEventAsync$; } }", "New.ITwo.LogAuditEvent")]
    [InlineData("namespace New { public interface ITwo { void LogAuditEventAsync$; } }", "New.ITwo.LogAuditEventAsync")]
    [InlineData("namespace New { public interface ITwo { void LogAuditEventAsync$; } public interface IThree { void LogAuditEventAsync$; } }", null)]
    [InlineData("namespace New { public static class One { static void LogAuditEvent$ { } } public static class Two { static void LogAuditEvent$ { } } }", null)]
    [InlineData("namespace New { public class Two { void LogAuditEvent$ { } } }", null)]
    [InlineData("", null)]
    public void The_nearest_takes_the_place(string current, string? counterpart)
    {
        var facts = Facts(Old + current.Replace("$", New, StringComparison.Ordinal));
        Assert.Equal(counterpart, Name(facts.CounterpartOf(Assert.Single(facts.Legacy))));
    }

    [Fact]
    public void A_type_that_holds_both_shapes_is_no_counterpart_of_its_own_by_name_alone()
    {
        var facts = Facts($"namespace Old {{ public static class Logger {{ public static void LogAuditEvent{Eight} public static void LogAuditEvent{New} {{ }} }} }} "
            + $"namespace New {{ public static class Logger {{ public static void LogAuditEvent{New} {{ }} }} }}");
        Assert.Equal("New.Logger.LogAuditEvent", Name(facts.CounterpartOf(Assert.Single(facts.Legacy))));
        Assert.Empty(facts.LegacyNamespaces);           // the new audit is in it, too
    }

    [Theory]
    [InlineData("namespace OldWorkos { public static class Logger { static void LogAuditEvent$ { } } }", true)]
    [InlineData("namespace OldWorkos { public static class Other { static void LogAuditEvent$ { } } }", true)]
    [InlineData("namespace New { public static class Logger { static void LogAuditEvent$ { } } }", true)]
    [InlineData("namespace New { public interface IOther { void LogAuditEvent$; } }", true)]
    [InlineData("namespace New { public static class Other { static void LogAuditEvent$ { } } }", false)]
    [InlineData("namespace Old { public static class Other { static void LogAuditEvent$ { } } }", false)]
    [InlineData("namespace OldWorkos { public static class Logger { static void LogAuditEvent$ { } } } namespace Old { public class Other { void LogAuditEvent$ { } } }", false)]
    [InlineData("", false)]
    public void A_namespace_is_left_for_one_that_is_named_after_it_a_type_of_the_same_name_or_a_service(string current, bool isLeft) =>
        Assert.Equal(isLeft ? ["Old"] : [], Facts(Old + current.Replace("$", New, StringComparison.Ordinal)).LegacyNamespaces);

    [Fact]
    public void The_configured_namespace_is_left_whatever_it_holds() =>
        Assert.Equal(["Some.Where"], Facts("", MigrationMap.Default with { LegacyAudit = "Some.Where" }).LegacyNamespaces);

    [Theory]
    [InlineData("(string action, string resourceType, string resourceId, object changes = null)", true)]
    [InlineData("(string action, string resourceType, string resourceId, object changes = null, object metadata = null, int more = 0)", true)]
    [InlineData("(this ILog log, string action, string resourceType, string resourceId, object changes = null)", true)]
    [InlineData("(this ILog log, string action, string resourceType, string resourceId)", false)]
    [InlineData("(ILog log, string action, string resourceType, string resourceId, object changes = null)", false)]
    [InlineData("(string action, string resourceType, string resourceId)", false)]
    [InlineData("(string action, string resourceType, string resourceId, object changes)", false)]
    [InlineData("(string action, string resourceType, string resourceId, object changes, object metadata = null)", false)]
    [InlineData("(string action, string resourceType, string resourceId, object values = null)", false)]
    [InlineData("(string action, string resourceId, string resourceType, object changes = null)", false)]
    [InlineData("(string action, string resourceType, string id, object changes = null)", false)]
    [InlineData("(string action, string resource, string resourceId, object changes = null)", false)]
    [InlineData("(string what, string resourceType, string resourceId, object changes = null)", false)]
    [InlineData("()", false)]
    public void The_new_shape_is_told_by_its_first_parameters_and_that_the_others_are_optional(string parameters, bool isCurrent) => Assert.Equal(
        isCurrent ? 1 : 0, Facts($"public interface ILog {{ }} public static class Logger {{ public static void LogAuditEvent{parameters} {{ }} }}").Current.Length);

    [Theory]
    [InlineData("(string workosUserId, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent)", true)]
    [InlineData("(string action, string clerkId, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent, int more = 0)", true)]
    [InlineData("(this ILog log, string WorkosUserID, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent)", true)]
    [InlineData("(string user, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent)", false)]
    [InlineData("(string workosUserId, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress)", false)]
    [InlineData("(string workosUserId, string userId, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent)", false)]
    public void The_old_shape_is_told_by_the_names_of_all_eight(string parameters, bool isLegacy) => Assert.Equal(
        isLegacy ? 1 : 0, Facts($"public interface ILog {{ }} public static class Logger {{ public static void LogAuditEvent{parameters} {{ }} }}").Legacy.Length);

    [Theory]
    [InlineData(null, null, "A B", "C D")]
    [InlineData("A", null, "A", "C D")]
    [InlineData(null, "C", "A B", "C")]
    [InlineData(null, "B", "A", "")]
    [InlineData("A", "D", "A", "D")]
    public void The_configuration_may_say_which_namespaces_count(string? legacy, string? target, string old, string current)
    {
        var code = Old.Replace("Old", "A", StringComparison.Ordinal) + Old.Replace("Old", "B", StringComparison.Ordinal)
            + $"namespace C {{ public interface ILog {{ void LogAuditEvent{New}; }} }} namespace D {{ public interface ILog {{ void LogAuditEvent{New}; }} }}";
        var facts = Facts(code, MigrationMap.Default with { LegacyAudit = legacy, TargetAudit = target });
        Assert.Equal(old, string.Join(' ', facts.Legacy.Select(method => method.ContainingNamespace.Name)));
        Assert.Equal(current, string.Join(' ', facts.Current.Select(method => method.ContainingNamespace.Name)));
    }

    [Theory]
    [InlineData("LogAuditEvent", true)]
    [InlineData("LogAuditEventAsync", true)]
    [InlineData("LogAuditEvents", false)]
    [InlineData("logAuditEvent", false)]
    [InlineData("", false)]
    public void An_audit_method_has_one_of_two_names(string name, bool isAudit) => Assert.Equal(isAudit, AuditFacts.IsAuditName(name));

    [Theory]
    [InlineData("One.LogAuditEvent", "New.One.LogAuditEvent")]
    [InlineData("this.Two.LogAuditEvent", "New.Two.LogAuditEvent")]
    [InlineData("Some.Where.One.LogAuditEvent", "New.One.LogAuditEvent")]
    [InlineData("three.LogAuditEvent", null)]
    [InlineData("LogAuditEvent", null)]
    [InlineData("Get().LogAuditEvent", null)]
    [InlineData("One.LogAuditEventAsync", "New.One.LogAuditEventAsync")]
    [InlineData("LogAuditEventAsync", "New.One.LogAuditEventAsync")]
    [InlineData("One.LogAudit", null)]
    public void Where_nothing_resolves_the_receivers_name_tells_and_else_there_must_be_only_one(string called, string? counterpart)
    {
        var facts = Facts("namespace New { public class One { void LogAuditEvent$ { } void LogAuditEventAsync$ { } } public class Two { void LogAuditEvent$ { } } }"
            .Replace("$", New, StringComparison.Ordinal));
        var expression = SyntaxFactory.ParseExpression(called);
        var name = expression as SimpleNameSyntax ?? ((MemberAccessExpressionSyntax)expression).Name;
        Assert.Equal(counterpart, Name(facts.CounterpartOf(name.Identifier.ValueText, (expression as MemberAccessExpressionSyntax)?.Expression)));
    }

    [Fact]
    public void The_first_of_a_types_methods_counts_where_the_receivers_name_tells()
    {
        var facts = Facts("namespace A { public class One { void LogAuditEvent$ { } } } namespace B { public class One { void LogAuditEvent$ { } } }".Replace("$", New, StringComparison.Ordinal));
        Assert.Equal("A.One.LogAuditEvent", Name(facts.CounterpartOf("LogAuditEvent", SyntaxFactory.IdentifierName("One"))));
    }

    private static string? Name(IMethodSymbol? method) => method is null ? null : $"{method.ContainingType.ToDisplayString()}.{method.Name}";

    private static AuditFacts Facts(string code, MigrationMap? map = null) =>
        AuditFacts.Of(TestPlatform.Compile("App", code, TestPlatform.References), map ?? MigrationMap.Default, CancellationToken.None);
}
