using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Names that a mapping in code says: <c>Property(x =&gt; x.ClerkUserId).HasColumnName("…")</c>, <c>MapMember(…).SetElementName("…")</c>.</summary>
internal static class FluentColumn
{
    /// <summary>The columns that the unit's references are given.</summary>
    public static IEnumerable<(ContractKind Kind, string Name)> Said(NameUnit unit)
    {
        foreach (var reference in unit.Tokens.Where(reference => reference.Binding == Binding.Refers))
        {
            if (IsMapped(reference.Token, out var column) && column is not null)
                yield return (ContractKind.Persisted, column);
        }
    }

    /// <summary>Whether the member's column or element is named somewhere already, or there is none.</summary>
    public static bool IsMapped(NameUnit unit, NameToken token, ISymbol member)
    {
        if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } property
            || property.SetMethod is null && !token.IsRecordParameter && token.Token.Parent is not PropertyDeclarationSyntax { AccessorList: not null })
            return true;
        foreach (var attribute in member.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "NotMappedAttribute" or "BsonIgnoreAttribute" or "BsonElementAttribute":
                case "ColumnAttribute" when attribute.ConstructorArguments.Length > 0:
                    return true;
            }
        }

        // builder.Property(x => x.ClerkUserId).HasColumnName("…") or .Ignore(x => x.ClerkUserId)
        return unit.Tokens.Any(reference => reference.Binding == Binding.Refers && IsMapped(reference.Token, out _));
    }

    /// <summary>Where the entity's own property is configured in code already, the column's name is said there too; <c>null</c> where it is not.</summary>
    public static (DocumentView Document, Edit Edit)? Mapping(NameUnit unit, INamedTypeSymbol entity, string column)
    {
        (DocumentView Document, Edit Edit)? found = null;
        foreach (var reference in unit.Tokens.Where(reference => reference.Binding == Binding.Refers && !reference.Document.IsGenerated))
        {
            if (Configured(reference.Token) is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Property" } builder } call
                || call.ArgumentList.Arguments[0].Expression is not SimpleLambdaExpressionSyntax { ExpressionBody: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } body }
                || body.Name.Identifier != reference.Token)
                continue;
            var model = reference.Document.Model;
            var isOwn = model.GetTypeInfo(builder.Expression).Type is INamedTypeSymbol { TypeArguments.Length: 1 } built
                && SymbolEqualityComparer.Default.Equals(built.TypeArguments[0].OriginalDefinition, entity.OriginalDefinition);
            if (!isOwn || model.GetTypeInfo(call).Type is not { } property
                || model.LookupSymbols(call.SpanStart, property, "HasColumnName", includeReducedExtensionMethods: true).IsEmpty
                || call.FirstAncestorOrSelf<IfStatementSyntax>() is not null || reference.Symbol?.ContainingType is { IsSealed: false } declaring && HasHeirs(unit, declaring))
                return null;
            var edit = (reference.Document, new Edit(new TextSpan(call.Span.End, 0), $".HasColumnName({SymbolDisplay.FormatLiteral(column, quote: true)})"));
            if (found is { } other && (other.Document.Path != edit.Document.Path || other.Edit.Span != edit.Item2.Span))
                return null;                            // two models: each entity's own attribute serves both
            found = edit;
        }

        return found;
    }

    /// <summary><c>[Column(nameof(X))]</c> and <c>HasColumnName(nameof(X))</c> say a name of the wire, not of the code.</summary>
    public static InvocationExpressionSyntax? NameofOnTheWire(SyntaxToken token)
    {
        if (token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>(call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" }) is not { } named
            || named.ArgumentList.Arguments.FirstOrDefault()?.Expression.GetLastToken() != token)
            return null;
        var place = named.Parent?.Parent?.Parent switch
        {
            AttributeSyntax attribute => Unsuffixed(attribute.Name.ToString().Split('.').Last()),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
            _ => "",
        };
        return place is "Column" or "JsonPropertyName" or "JsonProperty" or "DataMember" or "BsonElement" or "FromQuery" or "FromRoute" or "FromForm" or "FromHeader"
            or "XmlElement" or "XmlAttribute" or "XmlArray" or "BindProperty" or "ModelBinder" or "SupplyParameterFromQuery" or "SupplyParameterFromForm"
            or "HasColumnName" or "SetColumnName" or "SetElementName" ? named : null;
    }

    private static string Unsuffixed(string name) =>
        name != "XmlAttribute" && name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;

    /// <summary>A base type's property is a column of each of its heirs.</summary>
    private static bool HasHeirs(NameUnit unit, INamedTypeSymbol type) => SourceTypes.Of(unit.First.Document.Project.Compilation)
        .Any(other => other.BaseType is { } parent && SymbolEqualityComparer.Default.Equals(parent.OriginalDefinition, type.OriginalDefinition));

    private static InvocationExpressionSyntax? Configured(SyntaxToken reference) => reference.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>(call =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Property" or "Ignore" or "MapMember" or "MapProperty" or "MapField" or "UnmapMember" or "UnmapProperty" }
        && call.ArgumentList.Span.Contains(reference.Span));

    private static bool IsMapped(SyntaxToken reference, out string? column)
    {
        column = null;
        if (Configured(reference) is not { Expression: MemberAccessExpressionSyntax called } configured)
            return false;
        if (called.Name.Identifier.ValueText is "Ignore" or "UnmapMember" or "UnmapProperty")
            return true;
        for (SyntaxNode? node = configured.Parent; node is MemberAccessExpressionSyntax or InvocationExpressionSyntax; node = node.Parent)
        {
            if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "HasColumnName" or "SetColumnName" or "SetElementName", Parent: InvocationExpressionSyntax call })
            {
                var said = call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
                column = said is LiteralExpressionSyntax literal ? literal.Token.ValueText : NameofOnTheWire(said?.GetLastToken().GetPreviousToken() ?? default)?.ArgumentList.Arguments[0].Expression.GetLastToken().ValueText;
                return true;
            }
        }

        return false;
    }
}
