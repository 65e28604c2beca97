using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Audit;

/// <summary>A call of the old audit, with its arguments by what they mean.</summary>
/// <param name="Call">The call.</param>
/// <param name="Name">The name by which the method is called.</param>
/// <param name="Legacy">The method of the old shape; <c>null</c> where nothing resolves and the documented order was taken.</param>
/// <param name="Counterpart">The method of the new shape; <c>null</c> where none is visible, or several are and none fits better.</param>
/// <param name="Arguments">The arguments by documented parameter name (<see cref="AuditSignature.Roles"/>); omitted ones are absent.</param>
/// <param name="Others">Arguments that the old shape does not document, by parameter name: a cancellation token, an extension's receiver.</param>
internal sealed record LegacyAuditCall(
    InvocationExpressionSyntax Call,
    SimpleNameSyntax Name,
    IMethodSymbol? Legacy,
    IMethodSymbol? Counterpart,
    ImmutableDictionary<string, ArgumentSyntax> Arguments,
    ImmutableDictionary<string, ArgumentSyntax> Others)
{
    /// <summary>The argument for a documented parameter name; <c>null</c> where the call leaves it out.</summary>
    public ArgumentSyntax? this[string role] => Arguments.TryGetValue(role, out var argument) ? argument : null;

    /// <summary>The trailing cancellation token, if the call passes one.</summary>
    public ArgumentSyntax? CancellationToken => Others.TryGetValue(AuditArguments.CancellationToken, out var token) ? token
        : Others.TryGetValue("ct", out token) ? token : null;

    /// <summary>The name that an invocation calls; <c>null</c> when what is called has no name.</summary>
    public static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    /// <summary>
    /// Binds <paramref name="call"/>: by the symbol's parameter names where it binds, also where only candidates are left; by the documented
    /// order where nothing resolves. <c>null</c> for every other call, and for calls within the old audit itself.
    /// </summary>
    public static LegacyAuditCall? TryBind(InvocationExpressionSyntax call, SemanticModel model, AuditFacts facts, CancellationToken cancellationToken)
    {
        if (NameOf(call) is not { } name || !AuditFacts.IsAuditName(name.Identifier.ValueText)
            || facts.IsWithinLegacy(call, model, cancellationToken))
            return null;

        var info = model.GetSymbolInfo(call, cancellationToken);
        if (info.Symbol is IMethodSymbol bound)
            return facts.IsLegacy(bound) ? Create(call, name, bound, facts.CounterpartOf(bound), AuditArguments.Of(call, bound, facts.Signature)) : null;
        return info.CandidateSymbols.IsEmpty
            ? Unresolved(call, name, model, facts, cancellationToken)
            : Failed(call, name, info.CandidateSymbols, facts);
    }

    /// <summary>Whether <paramref name="name"/> refers to a method of the old shape without calling it: a method group.</summary>
    public static bool IsMethodGroup(SimpleNameSyntax name, SemanticModel model, AuditFacts facts, CancellationToken cancellationToken)
    {
        ExpressionSyntax expression = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => name,
        };
        if (name.Parent is CrefSyntax || IsNamed(expression) || (expression.Parent is InvocationExpressionSyntax call && call.Expression == expression))
            return false;
        return model.GetSymbolInfo(name, cancellationToken).Symbol is IMethodSymbol method
            && facts.IsLegacy(method) && !facts.IsWithinLegacy(name, model, cancellationToken);
    }

    /// <summary>The operand of <c>nameof</c>.</summary>
    private static bool IsNamed(ExpressionSyntax expression) => expression.Parent is ArgumentSyntax
    {
        Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } },
    };

    private static LegacyAuditCall? Failed(
        InvocationExpressionSyntax call, SimpleNameSyntax name, ImmutableArray<ISymbol> candidates, AuditFacts facts)
    {
        IMethodSymbol? current = null;
        IMethodSymbol? legacy = null;
        foreach (var candidate in candidates)
        {
            if (candidate is not IMethodSymbol method)
                continue;
            if (facts.IsLegacy(method))
                legacy = legacy is null || AuditArguments.Fit(call, method) ? method : legacy;
            else if (AuditFacts.IsCurrentShape(method))
                current = current is null || AuditArguments.Fit(call, method) ? method : current;
        }

        if (current is not null && AuditArguments.Fit(call, current))
            return null;                                // a call of the new shape that fails for another reason
        if (legacy is not null)
            return AuditArguments.Fit(call, legacy) ? Create(call, name, legacy, facts.CounterpartOf(legacy), AuditArguments.Of(call, legacy, facts.Signature)) : null;
        return current is not null && AuditArguments.LookLegacy(call, facts.Signature)
            ? Create(call, name, null, current.ReducedFrom ?? current, AuditArguments.InDocumentedOrder(call, facts.Signature))
            : null;
    }

    private static LegacyAuditCall? Unresolved(
        InvocationExpressionSyntax call, SimpleNameSyntax name, SemanticModel model, AuditFacts facts, CancellationToken cancellationToken)
    {
        if (!AuditArguments.LookLegacy(call, facts.Signature))
            return null;
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        if (receiver is not null && model.GetTypeInfo(receiver, cancellationToken).Type is { TypeKind: TypeKind.Dynamic })
            return null;
        return Create(call, name, null, facts.CounterpartOf(name.Identifier.ValueText, receiver), AuditArguments.InDocumentedOrder(call, facts.Signature));
    }

    private static LegacyAuditCall Create(
        InvocationExpressionSyntax call, SimpleNameSyntax name, IMethodSymbol? legacy, IMethodSymbol? counterpart, AuditArguments arguments) =>
        new(call, name, legacy, counterpart, arguments.Documented, arguments.Others);
}
