using Clerk2WorkOS.Analyzers.Audit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Tests.Audit;

/// <summary>What the arguments of a call say, whether the call resolves or not.</summary>
public class AuditArgumentsTests
{
    [Theory]
    [InlineData("M(1, 2)", true)]
    [InlineData("M(1)", true)]
    [InlineData("M(b: 2, a: 1)", true)]
    [InlineData("M(1, b: 2)", true)]
    [InlineData("M(1, 2, 3)", true)]
    [InlineData("M()", false)]
    [InlineData("M(b: 2)", false)]
    [InlineData("M(1, a: 1)", false)]
    [InlineData("M(1, d: 1)", false)]
    [InlineData("M(1, 2, 3, 4)", false)]
    public void Arguments_fit_where_each_has_a_parameter_and_each_required_parameter_has_one(string call, bool fits) =>
        Assert.Equal(fits, AuditArguments.Fit(Call(call), Method("void M(int a, int b = 2, params int[] c) { }")));

    [Theory]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8", true)]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8, 9", true)]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8, cancellationToken: 9", true)]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8, ct: 9", true)]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8, token: 9", false)]
    [InlineData("1, 2, 3, 4, 5, 6, 7", false)]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8, 9, 10", false)]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8, 9, userAgent: 10", false)]
    [InlineData("1, 2, 3, oldValues: 4", true)]
    [InlineData("1, 2, 3, newValues: 4", true)]
    [InlineData("1, 2, 3, ipAddress: 4", true)]
    [InlineData("userAgent: 1", true)]
    [InlineData("userAgent: 1, ct: 2", true)]
    [InlineData("userAgent: 1, changes: 2", false)]
    [InlineData("1, 2, 3, changes: 4", false)]
    [InlineData("action: 1, resourceType: 2, resourceId: 3", false)]
    [InlineData("userId: 1, action: 2", false)]
    [InlineData("", false)]
    public void A_call_that_does_not_resolve_looks_like_the_old_one_by_its_number_or_by_names_of_its_own(string arguments, bool looksLegacy) =>
        Assert.Equal(looksLegacy, AuditArguments.LookLegacy(Call($"M({arguments})"), AuditSignature.Default));

    [Theory]
    [InlineData("action, resourceType, resourceId, oldValues, newValues", "1, 2, 3, 4, 5", false)]
    [InlineData("action, resourceType, resourceId, oldValues, newValues", "1, 2, 3, oldValues: 4, newValues: 5", true)]
    [InlineData("action, resourceType, resourceId, oldValues, newValues, ipAddress", "1, 2, 3, 4, 5, 6", true)]
    [InlineData("action, resourceType, resourceId, oldValues, newValues, ipAddress", "1, 2, 3, 4, 5, 6, 7", true)]
    [InlineData("action, resourceType, resourceId, oldValues, newValues, ipAddress", "1, 2, 3, 4, 5", false)]
    [InlineData("action, resourceType, resourceId, oldValues:before, newValues:after", "1, 2, 3, before: 4", true)]
    [InlineData("action, resourceType, resourceId, oldValues:before, newValues:after", "1, 2, 3, oldValues: 4", false)]
    public void As_many_arguments_as_the_new_shape_takes_tell_nothing(string signature, string arguments, bool looksLegacy) =>
        Assert.Equal(looksLegacy, AuditArguments.LookLegacy(Call($"M({arguments})"), AuditSignature.Parse(signature)));

    [Theory]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8", "workosUserId=1 action=2 resourceType=3 resourceId=4 oldValues=5 newValues=6 ipAddress=7 userAgent=8", "")]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8, 9", "workosUserId=1 action=2 resourceType=3 resourceId=4 oldValues=5 newValues=6 ipAddress=7 userAgent=8", "cancellationToken=9")]
    [InlineData("1, 2, 3, 4, userAgent: 8, ct: 9", "workosUserId=1 action=2 resourceType=3 resourceId=4 userAgent=8", "ct=9")]
    [InlineData("clerkId: 1, action: 2", "workosUserId=1 action=2", "")]
    [InlineData("1, userId: 2", "workosUserId=1", "userId=2")]
    [InlineData("action: 1, 2", "action=1", "cancellationToken=2")]
    public void Where_nothing_resolves_the_order_and_the_names_tell(string arguments, string documented, string others)
    {
        var read = AuditArguments.InDocumentedOrder(Call($"M({arguments})"), AuditSignature.Default);
        Assert.Equal(documented, string.Join(' ', AuditSignature.Roles.Where(read.Documented.ContainsKey).Select(role => $"{role}={read.Documented[role].Expression}")));
        Assert.Equal(others, string.Join(' ', read.Others.Select(other => $"{other.Key}={other.Value.Expression}")));
    }

    [Theory]
    [InlineData("1, 2, 3", "action=2 userAgent=3", "log=1")]
    [InlineData("log: 1, agent: 3, action: 2", "action=2", "agent=3 log=1")]
    [InlineData("1, 2, userAgent: 3, more: 4", "action=2 userAgent=3", "log=1 more=4")]
    [InlineData("1, 2, 3, 4, 5", "action=2 userAgent=3", "agent=4 log=1 more=5")]
    [InlineData("1, nothing: 2", "", "log=1")]
    public void Where_the_call_resolves_the_parameters_tell(string arguments, string documented, string others)
    {
        var read = AuditArguments.Of(Call($"M({arguments})"), Method("void M(int log, int action, int userAgent = 0, int agent = 0, int more = 0) { }"), AuditSignature.Default);
        Assert.Equal(documented, string.Join(' ', AuditSignature.Roles.Where(read.Documented.ContainsKey).Select(role => $"{role}={read.Documented[role].Expression}")));
        Assert.Equal(others, string.Join(' ', read.Others.OrderBy(other => other.Key, StringComparer.Ordinal).Select(other => $"{other.Key}={other.Value.Expression}")));
    }

    [Theory]
    [InlineData("workosUserId", "workosUserId")]
    [InlineData("WORKOSUSERID", "workosUserId")]
    [InlineData("clerkUserId", "workosUserId")]
    [InlineData("clerkId", "workosUserId")]
    [InlineData("userId", "workosUserId")]
    [InlineData("UserId", null)]
    [InlineData("user", null)]
    [InlineData("action", "action")]
    [InlineData("Action", null)]
    [InlineData("", null)]
    public void The_user_id_may_be_spelled_in_several_ways_and_nothing_else(string parameter, string? role) => Assert.Equal(role, AuditSignature.Default.RoleOf(parameter));

    [Fact]
    public void A_signature_without_a_user_knows_none() => Assert.Null(AuditSignature.Parse("action, resourceType, resourceId").RoleOf("clerkUserId"));

    [Fact]
    public void A_signature_may_call_its_parameters_otherwise()
    {
        var signature = AuditSignature.Parse(" action : what , resourceType:kind, resourceId , workosUserId:who ");
        Assert.Equal("action resourceType resourceId workosUserId", string.Join(' ', signature.Order));
        Assert.Equal("action resourceType resourceId workosUserId", string.Join(' ', "what kind resourceId who".Split(' ').Select(signature.RoleOf)));
        Assert.Null(signature.RoleOf("action"));
        Assert.Null(signature.RoleOf("clerkUserId"));
    }

    [Theory]
    [InlineData("action, resourceType, resourceId", null)]
    [InlineData("workosUserId:who, action:what, resourceType, resourceId, userAgent", null)]
    [InlineData("action, resourceType, resourceId, agent", "'agent' is none of workosUserId, action, resourceType, resourceId, oldValues, newValues, ipAddress, userAgent")]
    [InlineData("action:1st, resourceType, resourceId", "'1st' is no parameter's name")]
    [InlineData("action:, resourceType, resourceId", "'' is no parameter's name")]
    [InlineData("action, action, resourceType, resourceId", "'action' is there twice")]
    [InlineData("action:x, resourceType:x, resourceId", "'x' is there twice")]
    [InlineData("resourceType, resourceId", "'action' is missing")]
    [InlineData("action, resourceId", "'resourceType' is missing")]
    [InlineData("action, resourceType, oldValues", "'resourceId' is missing")]
    [InlineData("", "'action' is missing")]
    public void What_is_wrong_with_a_signature_is_said(string value, string? problem) => Assert.Equal(problem, AuditSignature.Problem(value));

    private static InvocationExpressionSyntax Call(string call) => (InvocationExpressionSyntax)SyntaxFactory.ParseExpression(call);

    private static IMethodSymbol Method(string method) => (IMethodSymbol)CSharpCompilation.Create("App", [CSharpSyntaxTree.ParseText($"class C {{ {method} }}")])
        .GetTypeByMetadataName("C")!.GetMembers("M").Single();
}
