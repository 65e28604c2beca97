using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// The object on which a call of a service is made: one that is in scope, or one that dependency injection gives to the class, or to the handler of a
/// minimal API, that makes the call.
/// </summary>
/// <param name="Name">How the call names it.</param>
/// <param name="Edits">What gives it to the class or handler; empty where it is in scope.</param>
/// <param name="Reason">Why there is none.</param>
internal sealed record ServiceInstance(string Name, ImmutableArray<(SyntaxTree Tree, Edit Edit)> Edits, string? Reason)
{
    /// <summary>The instance for a call at <paramref name="call"/>.</summary>
    /// <param name="call">Where the call is, or will be.</param>
    /// <param name="service">The service's type.</param>
    /// <param name="parameter">What a new parameter is called; a field after it.</param>
    /// <param name="model">The document's model.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="written">How the type is written; <c>null</c> for its name.</param>
    public static ServiceInstance For(
        SyntaxNode call, INamedTypeSymbol service, string parameter, SemanticModel model, CancellationToken cancellationToken, string? written = null)
    {
        written ??= service.Name;
        var isStatic = IsStatic(call, model, cancellationToken);
        foreach (var symbol in model.LookupSymbols(call.SpanStart).OrderBy(symbol => symbol.Name, StringComparer.Ordinal))
        {
            var type = symbol switch
            {
                ILocalSymbol local when local.Locations[0].SourceSpan.End < call.SpanStart => local.Type,
                IParameterSymbol parameterSymbol => parameterSymbol.Type,
                IFieldSymbol field when field.IsStatic || !isStatic => field.Type,
                IPropertySymbol property when property.IsStatic || !isStatic => property.Type,
                _ => null,
            };
            if (type is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, service))
                return new ServiceInstance(symbol.Name, ImmutableArray<(SyntaxTree Tree, Edit Edit)>.Empty, null);
        }

        if (EndpointHandler.ParametersAround(call, model, cancellationToken) is { } handler)
            return AddToHandler(handler, service, parameter, written);
        return isStatic || call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not ClassDeclarationSyntax declaration
            ? Stay(service)
            : Inject(declaration, service, parameter, written, model, cancellationToken);
    }

    private static ServiceInstance Stay(INamedTypeSymbol service) =>
        new("", ImmutableArray<(SyntaxTree Tree, Edit Edit)>.Empty, Reasons.AuditNeedsInstance(service.Name));

    private static bool IsStatic(SyntaxNode call, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var symbol = model.GetEnclosingSymbol(call.SpanStart, cancellationToken); symbol is not null and not INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.IsStatic)
                return true;
        }

        return call.FirstAncestorOrSelf<MemberDeclarationSyntax>() is GlobalStatementSyntax;
    }

    /// <summary>Only a class whose constructor asks for services already is built by a container.</summary>
    private static ServiceInstance Inject(
        ClassDeclarationSyntax declaration, INamedTypeSymbol service, string parameter, string written, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol { IsStatic: false, IsAbstract: false } type)
            return Stay(service);
        var field = FieldName(type, parameter);
        if (!type.GetMembers(parameter).IsEmpty || !type.GetMembers(field).IsEmpty)
            return Stay(service);
        var constructors = type.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared).ToList();
        if (constructors.Count != 1 || !constructors[0].Parameters.Any(IsService) || constructors[0].Parameters.Any(other => other.Name == parameter || other.IsOptional || other.IsParams))
            return Stay(service);
        var syntax = constructors[0].DeclaringSyntaxReferences[0].GetSyntax(cancellationToken);
        return syntax switch
        {
            TypeDeclarationSyntax { ParameterList: { } primary } => new ServiceInstance(parameter, ImmutableArray.Create((syntax.SyntaxTree, AddParameter(primary, written, parameter))), null),
            ConstructorDeclarationSyntax { Body: { } body } constructor => new ServiceInstance(
                field, AddField(constructor, body, written, field, parameter).Select(edit => (syntax.SyntaxTree, edit)).ToImmutableArray(), null),
            _ => Stay(service),
        };
    }

    /// <summary>As the class calls its other fields: <c>_name</c>, or <c>name</c> where none of them begins with an underscore.</summary>
    private static string FieldName(INamedTypeSymbol type, string parameter)
    {
        var fields = type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field is { IsImplicitlyDeclared: false, IsStatic: false, IsConst: false, DeclaredAccessibility: Accessibility.Private }).ToList();
        return fields.Count > 0 && fields.All(field => char.IsLower(field.Name[0])) ? parameter : "_" + parameter;
    }

    private static bool IsService(IParameterSymbol parameter) => parameter.Type.TypeKind is TypeKind.Interface or TypeKind.Class
        && parameter.Type.SpecialType == SpecialType.None
        && !parameter.Type.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal);

    /// <summary>Behind the last parameter, and for a handler before a token or what has a default.</summary>
    private static ServiceInstance AddToHandler(ParameterListSyntax list, INamedTypeSymbol service, string parameter, string written)
    {
        if (list.Parameters.Any(other => other.Type is null || other.Identifier.ValueText == parameter))
            return Stay(service);
        var before = list.Parameters.FirstOrDefault(other => other.Default is not null || other.Type!.ToString().EndsWith("CancellationToken", StringComparison.Ordinal));
        var edit = before is not null ? new Edit(new TextSpan(before.SpanStart, 0), $"{written} {parameter}, ")
            : list.Parameters.Count > 0 ? AddParameter(list, written, parameter)
            : new Edit(new TextSpan(list.OpenParenToken.Span.End, 0), $"{written} {parameter}");
        return new ServiceInstance(parameter, ImmutableArray.Create((list.SyntaxTree, edit)), null);
    }

    private static Edit AddParameter(ParameterListSyntax list, string service, string parameter)
    {
        var last = list.Parameters[list.Parameters.Count - 1];
        return new Edit(new TextSpan(last.Span.End, 0), $", {service} {parameter}");
    }

    private static IEnumerable<Edit> AddField(ConstructorDeclarationSyntax constructor, BlockSyntax body, string service, string field, string parameter)
    {
        var text = constructor.SyntaxTree.GetText();
        var indentation = Layout.Indentation(text, constructor.SpanStart);
        var lineEnd = Layout.LineEnd(text, constructor.SpanStart);
        var documented = constructor.GetLeadingTrivia().FirstOrDefault(trivia => trivia.HasStructure).FullSpan;
        var position = text.Lines.GetLineFromPosition(documented.Length > 0 ? documented.Start : constructor.SpanStart).Start;
        yield return new Edit(new TextSpan(position, 0), $"{indentation}private readonly {service} {field};{lineEnd}{lineEnd}");
        yield return AddParameter(constructor.ParameterList, service, parameter);
        var statement = body.Statements.LastOrDefault();
        var step = statement is null ? indentation + "    " : Layout.Indentation(text, statement.SpanStart);
        var target = field == parameter ? "this." + field : field;
        yield return new Edit(new TextSpan(statement?.Span.End ?? body.OpenBraceToken.Span.End, 0), $"{lineEnd}{step}{target} = {parameter};");
    }
}
