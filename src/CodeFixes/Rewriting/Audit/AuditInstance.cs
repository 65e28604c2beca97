using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// The object on which a call of the new audit is made where the new audit is a service and the old one was not that type: one that is in
/// scope, or one that the class is given by dependency injection.
/// </summary>
/// <param name="Name">How the call names it.</param>
/// <param name="Edits">What gives it to the class; empty where it is in scope.</param>
/// <param name="Reason">Why there is none.</param>
internal sealed record AuditInstance(string Name, ImmutableArray<Edit> Edits, string? Reason)
{
    private const string Parameter = "auditLog";
    private const string Field = "_auditLog";

    /// <summary>Whether the call has to be made on another object, or on one at all.</summary>
    public static bool IsNeeded(IMethodSymbol? legacy, IMethodSymbol target) =>
        legacy is not null && !target.IsStatic && (legacy.IsStatic || legacy.ContainingType.Name != target.ContainingType.Name);

    public static AuditInstance For(InvocationExpressionSyntax call, INamedTypeSymbol service, SemanticModel model, CancellationToken cancellationToken)
    {
        var isStatic = IsStatic(call, model, cancellationToken);
        foreach (var symbol in model.LookupSymbols(call.SpanStart).OrderBy(symbol => symbol.Name, StringComparer.Ordinal))
        {
            var type = symbol switch
            {
                ILocalSymbol local when local.Locations[0].SourceSpan.End < call.SpanStart => local.Type,
                IParameterSymbol parameter => parameter.Type,
                IFieldSymbol field when field.IsStatic || !isStatic => field.Type,
                IPropertySymbol property when property.IsStatic || !isStatic => property.Type,
                _ => null,
            };
            if (type is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, service))
                return new AuditInstance(symbol.Name, ImmutableArray<Edit>.Empty, null);
        }

        return isStatic || call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not ClassDeclarationSyntax declaration
            ? Stay(service)
            : Inject(declaration, service, model, cancellationToken);
    }

    private static AuditInstance Stay(INamedTypeSymbol service) => new("", ImmutableArray<Edit>.Empty, Reasons.AuditNeedsInstance(service.Name));

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
    private static AuditInstance Inject(ClassDeclarationSyntax declaration, INamedTypeSymbol service, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetDeclaredSymbol(declaration, cancellationToken) is not { IsStatic: false, IsAbstract: false } type
            || type.DeclaringSyntaxReferences.Length > 1 || !type.GetMembers(Parameter).IsEmpty || !type.GetMembers(Field).IsEmpty)
            return Stay(service);
        var constructors = type.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared).ToList();
        if (constructors.Count != 1 || !constructors[0].Parameters.Any(IsService) || constructors[0].Parameters.Any(parameter => parameter.Name == Parameter || parameter.IsOptional || parameter.IsParams))
            return Stay(service);
        if (declaration.ParameterList is { } primary)
            return new AuditInstance(Parameter, ImmutableArray.Create(AddParameter(primary, service)), null);
        return constructors[0].DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is ConstructorDeclarationSyntax { Body: { } body } constructor
            ? new AuditInstance(Field, AddField(constructor, body, service), null)
            : Stay(service);
    }

    private static bool IsService(IParameterSymbol parameter) => parameter.Type.TypeKind is TypeKind.Interface or TypeKind.Class
        && parameter.Type.SpecialType == SpecialType.None
        && !parameter.Type.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal);

    private static Edit AddParameter(ParameterListSyntax list, INamedTypeSymbol service)
    {
        var last = list.Parameters[list.Parameters.Count - 1];
        return new Edit(new TextSpan(last.Span.End, 0), $", {service.Name} {Parameter}");
    }

    private static ImmutableArray<Edit> AddField(ConstructorDeclarationSyntax constructor, BlockSyntax body, INamedTypeSymbol service)
    {
        var text = constructor.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(constructor.SpanStart);
        var content = line.ToString();
        var indentation = content.Substring(0, content.Length - content.TrimStart().Length);
        var lineEnd = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        if (lineEnd.Length == 0)
            lineEnd = "\n";
        var documented = constructor.GetLeadingTrivia().FirstOrDefault(trivia => trivia.HasStructure).FullSpan;
        var position = text.Lines.GetLineFromPosition(documented.Length > 0 ? documented.Start : constructor.SpanStart).Start;
        var field = new Edit(new TextSpan(position, 0), $"{indentation}private readonly {service.Name} {Field};{lineEnd}{lineEnd}");
        var statement = body.Statements.LastOrDefault();
        var step = statement is null ? indentation + "    " : Indentation(text, statement);
        var assignment = statement is null
            ? new Edit(new TextSpan(body.OpenBraceToken.Span.End, 0), $"{lineEnd}{step}{Field} = {Parameter};")
            : new Edit(new TextSpan(statement.Span.End, 0), $"{lineEnd}{step}{Field} = {Parameter};");
        return ImmutableArray.Create(field, AddParameter(constructor.ParameterList, service), assignment);
    }

    private static string Indentation(SourceText text, SyntaxNode node)
    {
        var line = text.Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
