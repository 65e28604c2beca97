using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Names.Unresolvable;

/// <summary>A name that is looked up in a <c>dynamic</c> value while the program runs.</summary>
internal static class DynamicName
{
    /// <summary>Whether <paramref name="name"/> is a member of a dynamic receiver, or names an argument of a dynamic call.</summary>
    public static bool Is(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        var receiver = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
            MemberBindingExpressionSyntax binding => Conditional(binding),
            NameColonSyntax { Parent: ArgumentSyntax { Parent: BaseArgumentListSyntax { Parent: InvocationExpressionSyntax call } } } =>
                call.Expression is MemberAccessExpressionSyntax called ? called.Expression : call.Expression,
            _ => null,
        };
        return receiver is not null && model.GetTypeInfo(receiver, cancellationToken).Type is { TypeKind: TypeKind.Dynamic };
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
