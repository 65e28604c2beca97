using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A value of a meeting's initializer that the registration needs as well.</summary>
/// <param name="Expression">As it is written.</param>
/// <param name="Local">The local that takes it, so that it is evaluated once; <c>null</c> where reading it twice is the same.</param>
internal sealed record GuestValue(ExpressionSyntax Expression, string? Local)
{
    private static readonly ImmutableArray<string> OrderFree = ImmutableArray.Create(
        "NewGuid", "CreateVersion7", "GetUtcNow", "GetLocalNow", "Trim", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "Substring", "Replace",
        "AddMinutes", "AddHours", "AddDays", "AddSeconds", "ToUniversalTime", "IsNullOrEmpty", "IsNullOrWhiteSpace", "ToArray", "ToList");

    /// <summary>Whether reading the value here and again behind the registration is the same: a name, a chain of members, a literal.</summary>
    public static bool IsRead(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax or LiteralExpressionSyntax => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: not ("Now" or "UtcNow" or "Today") } access => IsRead(access.Expression),
        PredefinedTypeSyntax => true,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => IsRead(suppressed.Operand),
        _ => false,
    };

    /// <summary>
    /// Whether the value can be taken out before the statement: it does nothing itself, or nothing that does or reads something changing is evaluated before it.
    /// </summary>
    public static bool CanMoveUp(ExpressionSyntax expression, StatementSyntax statement, MigrationMap map)
    {
        var pure = map with { AuditPureCalls = map.AuditPureCalls.Union(OrderFree) };
        return AuditPurity.IsPure(expression, pure) || GuestStatement.Before(expression, statement).All(before => AuditPurity.IsPure(before, pure));
    }
}
