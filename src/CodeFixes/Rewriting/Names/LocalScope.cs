using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Where the name of a local, parameter, range variable or local function can be used without a receiver.</summary>
internal static class LocalScope
{
    /// <summary>Whether the symbol lives in a scope inside of a member.</summary>
    public static bool IsLocal(ISymbol symbol) => symbol.Kind
        is SymbolKind.Local or SymbolKind.Parameter or SymbolKind.RangeVariable or SymbolKind.Label or SymbolKind.TypeParameter
        || symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction };

    /// <summary>The node within which the declared name counts.</summary>
    public static SyntaxNode Of(SyntaxToken declaration)
    {
        for (var node = declaration.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case ParameterSyntax { Parent: SimpleLambdaExpressionSyntax lambda }:
                    return lambda;
                case ParameterSyntax { Parent: BaseParameterListSyntax { Parent: { } owner } }:
                    return owner;
                case TypeParameterSyntax { Parent.Parent: { } declaring }:
                    return declaring;
                case FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or JoinIntoClauseSyntax or QueryContinuationSyntax:
                    return node.FirstAncestorOrSelf<QueryExpressionSyntax>() ?? node;
                case VariableDeclaratorSyntax { Parent.Parent: ForStatementSyntax or UsingStatementSyntax or FixedStatementSyntax }:
                    return node.Parent!.Parent!;
                case CommonForEachStatementSyntax each when !each.Statement.Span.Contains(declaration.Span) && !each.Expression.Span.Contains(declaration.Span):
                    return each;
                case LocalFunctionStatementSyntax function when function.Identifier == declaration:
                    continue;
                case BlockSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax or AnonymousFunctionExpressionSyntax
                    or ArrowExpressionClauseSyntax or CatchClauseSyntax or LocalFunctionStatementSyntax
                    or BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax or BaseTypeDeclarationSyntax or CompilationUnitSyntax:
                    return node is SwitchSectionSyntax ? node.Parent! : node;
            }
        }

        return declaration.SyntaxTree!.GetRoot();
    }

    /// <summary>Whether two names of these scopes would be declared in one space; a lambda or local function has a space of its own.</summary>
    public static bool Overlap(SyntaxNode a, SyntaxNode b) =>
        a.SyntaxTree == b.SyntaxTree && (Contains(a, b) || Contains(b, a)) && FunctionOf(a) == FunctionOf(b);

    /// <summary>Whether a place is in a scope. Locals of top-level statements do not reach into types.</summary>
    public static bool Contains(SyntaxNode scope, SyntaxNode inner) =>
        scope.Span.Contains(inner.Span) && (scope is not CompilationUnitSyntax || inner is CompilationUnitSyntax || inner.FirstAncestorOrSelf<GlobalStatementSyntax>() is not null);

    /// <summary>The lambda, local function or member whose body this is.</summary>
    private static SyntaxNode? FunctionOf(SyntaxNode scope) => scope.FirstAncestorOrSelf<SyntaxNode>(node =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax));

    /// <summary>A primary constructor's parameter: members and the locals of methods may share its name.</summary>
    public static bool IsPrimaryParameter(ISymbol symbol) => symbol is IParameterSymbol
        && symbol.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ParameterSyntax { Parent.Parent: TypeDeclarationSyntax });

    /// <summary>Whether an identifier is looked up through the scopes around it, and not in a receiver, a parameter list or an initializer's type.</summary>
    public static bool IsSimpleReference(SyntaxToken token) => token.Parent is SimpleNameSyntax name && name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name != name,
        QualifiedNameSyntax qualified => qualified.Right != name,
        AliasQualifiedNameSyntax => false,
        MemberBindingExpressionSyntax => false,
        NameColonSyntax or NameEqualsSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression or (int)SyntaxKind.WithInitializerExpression } } assignment
            => assignment.Left != name,
        XmlNameAttributeSyntax or CrefSyntax => false,
        _ => true,
    };
}
