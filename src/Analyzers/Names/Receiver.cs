using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>What is known of that which a name is asked of.</summary>
internal enum ReceiverState
{
    /// <summary>Nothing can be said: <c>dynamic</c>, or something that has no members.</summary>
    None,

    /// <summary>It does not resolve either, or the name stands alone.</summary>
    Unresolved,

    /// <summary>It resolves, and can be asked for another name.</summary>
    Known,
}

/// <summary>That which a name is asked of: the type before the dot, the object that is initialised, the method that is called.</summary>
internal sealed class Receiver
{
    private readonly INamespaceOrTypeSymbol? _container;
    private readonly ImmutableArray<ISymbol> _called;

    private Receiver(INamespaceOrTypeSymbol? container, ImmutableArray<ISymbol> called)
    {
        _container = container;
        _called = called;
    }

    /// <summary>What <paramref name="name"/> is asked of.</summary>
    public static (ReceiverState State, Receiver? Receiver) Of(
        SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken) => name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => OfExpression(access.Expression, model, cancellationToken),
            MemberBindingExpressionSyntax binding => Conditional(binding) is { } receiver ? OfExpression(receiver, model, cancellationToken) : default,
            QualifiedNameSyntax qualified when qualified.Right == name => OfExpression(qualified.Left, model, cancellationToken),
            NameMemberCrefSyntax { Parent: QualifiedCrefSyntax cref } => OfExpression(cref.Container, model, cancellationToken),
            NameColonSyntax { Parent: SubpatternSyntax subpattern } => OfPattern(subpattern, model, cancellationToken),
            ExpressionColonSyntax { Parent: SubpatternSyntax subpattern } => OfPattern(subpattern, model, cancellationToken),
            NameColonSyntax { Parent: ArgumentSyntax { Parent: BaseArgumentListSyntax { Parent: { } call } } } => OfCall(call, model, cancellationToken),
            NameColonSyntax { Parent: AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } } => OfCall(attribute, model, cancellationToken),
            NameEqualsSyntax { Parent: AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } } =>
                OfType(model.GetTypeInfo(attribute, cancellationToken).Type),
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } assignment when assignment.Left == name =>
                OfInitializer(initializer, model, cancellationToken),
            _ => (ReceiverState.Unresolved, null),
        };

    /// <summary>Whether it has a member, an extension or a parameter named <paramref name="name"/>.</summary>
    public bool Has(string name, SemanticModel model, int position)
    {
        if (_container is not null)
            return !Members(name, model, position).IsEmpty;
        foreach (var called in _called)
        {
            foreach (var parameter in ParametersOf(called))
            {
                if (parameter.Name == name)
                    return true;
            }
        }

        return false;
    }

    /// <summary>The members and extensions named <paramref name="name"/>.</summary>
    public ImmutableArray<ISymbol> Members(string name, SemanticModel model, int position) => _container is null
        ? ImmutableArray<ISymbol>.Empty
        : model.LookupSymbols(position, _container, name, includeReducedExtensionMethods: true);

    private static ImmutableArray<IParameterSymbol> ParametersOf(ISymbol called) => called switch
    {
        IMethodSymbol method => method.Parameters,
        IPropertySymbol indexer => indexer.Parameters,
        _ => ImmutableArray<IParameterSymbol>.Empty,
    };

    private static (ReceiverState State, Receiver? Receiver) OfExpression(SyntaxNode expression, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetTypeInfo(expression, cancellationToken).Type is { } type)
        {
            return expression is ExpressionSyntax value && GuessedType.Is(value, type, model, cancellationToken)
                ? (ReceiverState.Unresolved, null)
                : OfType(type);
        }

        var info = model.GetSymbolInfo(expression, cancellationToken);
        return info.Symbol switch
        {
            INamespaceSymbol space => (ReceiverState.Known, new Receiver(space, ImmutableArray<ISymbol>.Empty)),
            null when info.CandidateSymbols.IsEmpty => (ReceiverState.Unresolved, null),
            _ => default,
        };
    }

    private static (ReceiverState State, Receiver? Receiver) OfType(ITypeSymbol? type) => type switch
    {
        null or { TypeKind: TypeKind.Error } => (ReceiverState.Unresolved, null),
        { TypeKind: TypeKind.Dynamic or TypeKind.Pointer or TypeKind.FunctionPointer } => default,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => OfType(nullable.TypeArguments[0]),
        _ => (ReceiverState.Known, new Receiver(type, ImmutableArray<ISymbol>.Empty)),
    };

    private static (ReceiverState State, Receiver? Receiver) OfPattern(SubpatternSyntax subpattern, SemanticModel model, CancellationToken cancellationToken) =>
        subpattern.Parent?.Parent is RecursivePatternSyntax pattern
            ? OfType(model.GetTypeInfo(pattern, cancellationToken).ConvertedType)
            : default;

    private static (ReceiverState State, Receiver? Receiver) OfInitializer(
        InitializerExpressionSyntax initializer, SemanticModel model, CancellationToken cancellationToken) => initializer.Parent switch
        {
            BaseObjectCreationExpressionSyntax creation => OfType(model.GetTypeInfo(creation, cancellationToken).Type),
            WithExpressionSyntax with => OfType(model.GetTypeInfo(with.Expression, cancellationToken).Type),
            AssignmentExpressionSyntax outer => OfType(model.GetTypeInfo(outer.Left, cancellationToken).Type),
            _ => default,
        };

    private static (ReceiverState State, Receiver? Receiver) OfCall(SyntaxNode call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call is ExpressionSyntax && model.GetTypeInfo(call, cancellationToken).Type is { TypeKind: TypeKind.Dynamic })
            return default;
        var info = model.GetSymbolInfo(call, cancellationToken);
        var called = info.Symbol is { } symbol ? ImmutableArray.Create(symbol) : info.CandidateSymbols;
        if (called.IsEmpty && call is InvocationExpressionSyntax invocation)
            called = model.GetMemberGroup(invocation.Expression, cancellationToken);
        return called.IsEmpty ? (ReceiverState.Unresolved, null) : (ReceiverState.Known, new Receiver(null, called));
    }

    private static ExpressionSyntax? Conditional(MemberBindingExpressionSyntax binding)
    {
        SyntaxNode node = binding;
        for (var up = node.Parent; up is not null; node = up, up = up.Parent)
        {
            if (up is ConditionalAccessExpressionSyntax access && access.WhenNotNull == node)
                return access.Expression;
        }

        return null;
    }
}
