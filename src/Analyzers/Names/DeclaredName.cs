using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>
/// Whether an identifier is where something gets its name. Constructors and finalizers are no declarations of a name: their identifier
/// repeats the type's (see <see cref="RepeatsTypeName"/>). Namespaces are none either: many places declare one together; nor are extern aliases,
/// which the project file names.
/// </summary>
internal static class DeclaredName
{
    /// <summary>The symbol that <paramref name="token"/> names where it is declared; <c>null</c> where it only refers to one.</summary>
    public static ISymbol? TryGet(SyntaxToken token, SemanticModel model, CancellationToken cancellationToken) =>
        NodeOf(token) is { } declaration ? model.GetDeclaredSymbol(declaration, cancellationToken) : null;

    /// <summary>The node whose declared symbol <paramref name="token"/> names; <c>null</c> for any other token. Nothing is bound.</summary>
    public static SyntaxNode? NodeOf(SyntaxToken token)
    {
        var parent = token.Parent;
        return parent switch
        {
            IdentifierNameSyntax name => NodeOf(name),
            _ when IdentifierOf(parent) == token => parent,
            _ => null,
        };
    }

    /// <summary>Whether <paramref name="token"/> names a constructor or a finalizer, and so follows its type.</summary>
    public static bool RepeatsTypeName(SyntaxToken token) =>
        token.Parent is ConstructorDeclarationSyntax or DestructorDeclarationSyntax;

    /// <summary>Aliases, and the names of anonymous members and of tuple literals' elements, are spelled as names of their own.</summary>
    private static SyntaxNode? NodeOf(IdentifierNameSyntax name) => name.Parent switch
    {
        NameEqualsSyntax { Parent: UsingDirectiveSyntax alias } => alias,
        NameEqualsSyntax { Parent: AnonymousObjectMemberDeclaratorSyntax member } => member,
        NameColonSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax } element } => element,
        _ => null,
    };

    private static SyntaxToken IdentifierOf(SyntaxNode? node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier,
        DelegateDeclarationSyntax type => type.Identifier,
        EnumMemberDeclarationSyntax member => member.Identifier,
        MethodDeclarationSyntax method => method.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        EventDeclarationSyntax @event => @event.Identifier,
        VariableDeclaratorSyntax variable => variable.Identifier,
        ParameterSyntax parameter => parameter.Identifier,
        TypeParameterSyntax parameter => parameter.Identifier,
        LocalFunctionStatementSyntax function => function.Identifier,
        SingleVariableDesignationSyntax variable => variable.Identifier,
        ForEachStatementSyntax loop => loop.Identifier,
        CatchDeclarationSyntax @catch => @catch.Identifier,
        FromClauseSyntax clause => clause.Identifier,
        LetClauseSyntax clause => clause.Identifier,
        JoinClauseSyntax clause => clause.Identifier,
        JoinIntoClauseSyntax clause => clause.Identifier,
        QueryContinuationSyntax clause => clause.Identifier,
        TupleElementSyntax element => element.Identifier,
        LabeledStatementSyntax label => label.Identifier,
        _ => default,
    };
}
