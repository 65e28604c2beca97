using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What a member name is looked up in.</summary>
internal static class Receivers
{
    /// <summary>Whether the name is written behind a receiver: after a dot, in an initializer, in a property pattern.</summary>
    /// <param name="name">The name.</param>
    /// <param name="model">Its document's model.</param>
    /// <param name="type">The receiver's type; <c>null</c> or an error type where that is unknown.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static bool TryGet(SimpleNameSyntax name, SemanticModel model, out ITypeSymbol? type, CancellationToken cancellationToken)
    {
        type = null;
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax access when access.Name == name:
                type = TypeOf(access.Expression, model, cancellationToken);
                return true;
            case QualifiedNameSyntax qualified when qualified.Right == name:
                type = model.GetSymbolInfo(qualified.Left, cancellationToken).Symbol as ITypeSymbol;
                return true;
            case MemberBindingExpressionSyntax binding when binding.Name == name:
                var conditional = binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(access => access.WhenNotNull.Span.Contains(binding.Span));
                type = conditional is null ? null : TypeOf(conditional.Expression, model, cancellationToken);
                return true;
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } assignment when assignment.Left == name:
                type = initializer.Parent is ExpressionSyntax creation ? TypeOf(creation, model, cancellationToken) : null;
                return true;
            case NameColonSyntax { Parent: SubpatternSyntax { Parent: PropertyPatternClauseSyntax { Parent: RecursivePatternSyntax pattern } } }:
                type = model.GetTypeInfo(pattern, cancellationToken).ConvertedType;
                return true;
            case NameColonSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } } }:
                type = TypeOf(called is MemberAccessExpressionSyntax member ? member.Expression : called, model, cancellationToken);
                return type is { TypeKind: TypeKind.Dynamic };
            case NameEqualsSyntax { Parent: AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } }:
                type = TypeOf(attribute.Name, model, cancellationToken);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether the type, or one of its bases, an interface's interfaces or a type parameter's constraints, has a member of that name.</summary>
    public static bool HasMember(ITypeSymbol? type, string name)
    {
        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.Any(constraint => HasMember(constraint, name));
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (!current.GetMembers(name).IsEmpty)
                return true;
        }

        return type is { TypeKind: TypeKind.Interface } && type.AllInterfaces.Any(parent => !parent.GetMembers(name).IsEmpty);
    }

    public static bool IsUnknown(ITypeSymbol? type) => type is null or { TypeKind: TypeKind.Error };

    private static ITypeSymbol? TypeOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        var info = model.GetTypeInfo(expression, cancellationToken);
        if (info.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return nullable.TypeArguments[0];
        return info.Type ?? model.GetSymbolInfo(expression, cancellationToken).Symbol as ITypeSymbol;
    }
}
