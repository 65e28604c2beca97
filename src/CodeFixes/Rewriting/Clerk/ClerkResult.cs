using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Clerk;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// What becomes of a rewritten call's result. Clerk answers with a response that holds the object, WorkOS with the object or with nothing: the call moves where
/// nobody looks at it, or where every use is of a member that both have.
/// </summary>
internal sealed class ClerkResult
{
    private readonly ClerkRewrite _rewrite;
    private readonly WorkOSCall _target;
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;
    private readonly ImmutableArray<Edit>.Builder _edits = ImmutableArray.CreateBuilder<Edit>();

    private ClerkResult(ClerkRewrite rewrite, WorkOSCall target, SemanticModel model, CancellationToken cancellationToken)
    {
        _rewrite = rewrite;
        _target = target;
        _model = model;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Why the call has to stay, or what changes with it.</summary>
    public static (string? Reason, ImmutableArray<Edit> Edits) Of(
        ClerkCall call, ClerkRewrite rewrite, WorkOSCall target, SemanticModel model, CancellationToken cancellationToken)
    {
        var result = new ClerkResult(rewrite, target, model, cancellationToken);
        var (value, isAwaited) = ValueOf(call.Call);
        if (isAwaited ? result.Fits(value) : result.FitsAsTask(value))
            return (null, result._edits.ToImmutable());
        return (target.Result is null ? Reasons.ClerkResultUsed : Reasons.ClerkResultDiffers(target.Result.Name), ImmutableArray<Edit>.Empty);
    }

    /// <summary>The call with the wait for it.</summary>
    private static (ExpressionSyntax Value, bool IsAwaited) ValueOf(ExpressionSyntax call)
    {
        var value = call;
        var isAwaited = false;
        while (true)
        {
            switch (value.Parent)
            {
                case ParenthesizedExpressionSyntax inner:
                    value = inner;
                    continue;
                case AwaitExpressionSyntax wait when !isAwaited:
                    value = wait;
                    isAwaited = true;
                    continue;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "GetAwaiter", Parent: InvocationExpressionSyntax configured } access when !isAwaited && access.Expression == value:
                    value = configured;
                    continue;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetResult", Parent: InvocationExpressionSyntax got } access when !isAwaited && access.Expression == value:
                    value = got;
                    isAwaited = true;
                    continue;
                default:
                    return (value, isAwaited);
            }
        }
    }

    /// <summary>The task is not waited for here: whoever takes it must not want more than a task.</summary>
    private bool FitsAsTask(ExpressionSyntax value) => value.Parent switch
    {
        ExpressionStatementSyntax => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } access => access.Expression == value,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } discard } assignment =>
            assignment.Right == value && _model.GetSymbolInfo(discard, _cancellationToken).Symbol is IDiscardSymbol,
        _ => _model.GetTypeInfo(value, _cancellationToken).ConvertedType is INamedTypeSymbol { Name: "Task", Arity: 0, ContainingNamespace.Name: "Tasks" },
    };

    private bool Fits(ExpressionSyntax value)
    {
        switch (value.Parent)
        {
            case ExpressionStatementSyntax:
                return true;
            case ArrowExpressionClauseSyntax { Parent: { } member }:
                return GivesNothing((_model.GetDeclaredSymbol(member, _cancellationToken) as IMethodSymbol)?.ReturnType);
            case AnonymousFunctionExpressionSyntax lambda:
                return _model.GetTypeInfo(lambda, _cancellationToken).ConvertedType is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: var type } && GivesNothing(type);
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } discard, Parent: ExpressionStatementSyntax } assignment
                when assignment.Right == value && _model.GetSymbolInfo(discard, _cancellationToken).Symbol is IDiscardSymbol:
                if (_target.Result is not null)
                    return true;
                _edits.Add(new Edit(TextSpan.FromBounds(assignment.SpanStart, value.SpanStart), ""));
                return value is not ParenthesizedExpressionSyntax;      // which is no statement
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: true, Variables.Count: 1, Parent: LocalDeclarationStatementSyntax } } variable }:
                return _target.Result is not null && FitsEverywhere(variable);
            default:
                return _target.Result is not null && FitsAt(value);
        }
    }

    private static bool GivesNothing(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Void } or INamedTypeSymbol { Arity: 0, Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" };

    private bool FitsEverywhere(VariableDeclaratorSyntax variable)
    {
        var local = _model.GetDeclaredSymbol(variable, _cancellationToken)!;
        var member = variable.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        var around = member is GlobalStatementSyntax ? member.Parent! : member;
        foreach (var name in around.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(_model.GetSymbolInfo(name, _cancellationToken).Symbol, local) && !FitsAt(name))
                return false;
        }

        return true;
    }

    /// <summary><c>response.Organization!.Name</c>, <c>response.Organization?.Name</c>, <c>response.Organization is null</c>: the object in the middle falls out.</summary>
    private bool FitsAt(ExpressionSyntax response)
    {
        if (response.Parent is not MemberAccessExpressionSyntax held || held.Expression != response || held.Name.Identifier.ValueText != _rewrite.Response)
            return false;
        ExpressionSyntax value = held.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } certain ? certain : held;
        if (value.DescendantTrivia().Any(trivia => trivia.Span.Start >= response.Span.End && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            return false;
        var fits = value.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == value && HasAlike(access.Name, held),
            ConditionalAccessExpressionSyntax access => access.Expression == value && FirstBound(access.WhenNotNull) is { } name && HasAlike(name, held),
            IsPatternExpressionSyntax { Pattern: var pattern } => IsNull(pattern),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
                (comparison.Left == value ? comparison.Right : comparison.Left).IsKind(SyntaxKind.NullLiteralExpression),
            _ => false,
        };
        if (fits)
            _edits.Add(new Edit(TextSpan.FromBounds(response.Span.End, value.Span.End), ""));
        return fits;
    }

    /// <summary>A member of both objects that is known to mean the same, and has the same type.</summary>
    private bool HasAlike(SimpleNameSyntax name, ExpressionSyntax held)
    {
        var member = name.Identifier.ValueText;
        return _rewrite.Members.Contains(member)
            && PropertyOf(_model.GetTypeInfo(held, _cancellationToken).Type, member) is { } theirs
            && PropertyOf(_target.Result, member) is { } ours
            && SymbolEqualityComparer.Default.Equals(theirs.Type, ours.Type);
    }

    private static IPropertySymbol? PropertyOf(ITypeSymbol? type, string name)
    {
        for (var up = type; up is not null; up = up.BaseType)
        {
            if (up.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { GetMethod: not null } property)
                return property;
        }

        return null;
    }

    private static SimpleNameSyntax? FirstBound(ExpressionSyntax whenNotNull) => whenNotNull.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault()?.Name;

    private static bool IsNull(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax constant => constant.Expression.IsKind(SyntaxKind.NullLiteralExpression),
        UnaryPatternSyntax { Pattern: var inner } => IsNull(inner),
        _ => false,
    };
}
