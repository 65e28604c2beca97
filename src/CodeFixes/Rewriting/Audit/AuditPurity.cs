using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Whether an expression only reads, so that leaving it out loses nothing.</summary>
internal static class AuditPurity
{
    public static bool IsPure(ExpressionSyntax? expression, MigrationMap map)
    {
        bool Pure(ExpressionSyntax? part) => IsPure(part, map);
        return expression switch
        {
            null => true,
            LiteralExpressionSyntax or ThisExpressionSyntax or BaseExpressionSyntax or DefaultExpressionSyntax or TypeOfExpressionSyntax or PredefinedTypeSyntax => true,
            SimpleNameSyntax => true,
            MemberAccessExpressionSyntax access => Pure(access.Expression),
            MemberBindingExpressionSyntax => true,
            ElementBindingExpressionSyntax binding => binding.ArgumentList.Arguments.All(argument => Pure(argument.Expression)),
            ConditionalAccessExpressionSyntax access => Pure(access.Expression) && Pure(access.WhenNotNull),
            ElementAccessExpressionSyntax access => Pure(access.Expression) && access.ArgumentList.Arguments.All(argument => Pure(argument.Expression)),
            ParenthesizedExpressionSyntax inner => Pure(inner.Expression),
            CastExpressionSyntax cast => Pure(cast.Expression),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => Pure(suppressed.Operand),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression or (int)SyntaxKind.UnaryMinusExpression } prefix => Pure(prefix.Operand),
            BinaryExpressionSyntax binary => Pure(binary.Left) && Pure(binary.Right),
            ConditionalExpressionSyntax conditional => Pure(conditional.Condition) && Pure(conditional.WhenTrue) && Pure(conditional.WhenFalse),
            InterpolatedStringExpressionSyntax interpolated => interpolated.Contents.OfType<InterpolationSyntax>().All(part => Pure(part.Expression)),
            AnonymousObjectCreationExpressionSyntax anonymous => anonymous.Initializers.All(member => Pure(member.Expression)),
            TupleExpressionSyntax tuple => tuple.Arguments.All(argument => Pure(argument.Expression)),
            InvocationExpressionSyntax call => IsPureCall(call, map),
            _ => false,
        };
    }

    private static bool IsPureCall(InvocationExpressionSyntax call, MigrationMap map)
    {
        var receiver = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            _ => null,
        };
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            _ => "",
        };
        return name == "nameof"
            || (map.AuditPureCalls.Contains(name) && IsPure(receiver, map) && call.ArgumentList.Arguments.All(argument => IsPure(argument.Expression, map)));
    }

    /// <summary>Whether the expression is <c>null</c>, <c>default</c> or a cast of one.</summary>
    public static bool IsNull(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.NullLiteralExpression) || literal.IsKind(SyntaxKind.DefaultLiteralExpression),
        CastExpressionSyntax cast => IsNull(cast.Expression),
        ParenthesizedExpressionSyntax inner => IsNull(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => IsNull(suppressed.Operand),
        _ => false,
    };
}
