using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Constructors that are called where nothing says so: by a type parameter's <c>new()</c>, a collection expression, an interpolated string.</summary>
internal static class Construction
{
    private const string Handler = "InterpolatedStringHandlerAttribute";

    /// <summary>Whether the constructor can be called without arguments, or is an interpolated string's.</summary>
    public static bool IsImplicit(Declaration constructor, Compilation compilation, CancellationToken cancellationToken)
    {
        if (constructor.Kind != DeclarationKind.Constructor || constructor.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            return false;
        var parameters = constructor.Node is ConstructorDeclarationSyntax declared ? declared.ParameterList : (ParameterListSyntax)constructor.Node;
        return parameters.Parameters.All(parameter => parameter.Default is not null || parameter.Modifiers.Any(SyntaxKind.ParamsKeyword))
            || compilation.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type, cancellationToken)?.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == Handler) == true;
    }
}
