using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>An attribute that says the name on the wire, so that the name in the code is free to change.</summary>
/// <param name="Kind">Who knows the name.</param>
/// <param name="Attribute">The attribute without its suffix.</param>
/// <param name="Namespace">Where it is.</param>
/// <param name="Name">The name on the wire.</param>
/// <param name="Argument">The named argument that takes it; <c>null</c> where it is the first positional one.</param>
internal sealed record WirePin(ContractKind Kind, string Attribute, string Namespace, string Name, string? Argument = null)
{
    /// <summary>Where a record's parameter is meant and not the property that it declares.</summary>
    public bool OnParameter { get; init; }

    public string MetadataName => $"{Namespace}.{Attribute}Attribute";

    private string Says => (Argument is null ? "" : Argument + " = ") + SymbolDisplay.FormatLiteral(Name, quote: true);

    /// <summary>The edit that writes it: into the attribute that is there without a name, or as a new one.</summary>
    public Edit Write(NameToken token)
    {
        if (Existing(token) is { } existing)
        {
            return existing.ArgumentList is not { } list ? new Edit(new TextSpan(existing.Span.End, 0), $"({Says})")
                : Argument is null || list.Arguments.Count == 0 ? new Edit(new TextSpan(list.OpenParenToken.Span.End, 0), Says + (list.Arguments.Count == 0 ? "" : ", "))
                : new Edit(new TextSpan(list.Arguments.Last().Span.End, 0), ", " + Says);
        }

        var declared = Declaration(token);
        var isRecords = token.IsRecordParameter && !OnParameter;
        var attribute = $"[{(isRecords ? "property: " : "")}{Spelled(token)}({Says})]";
        return new Edit(new TextSpan(declared.SpanStart, 0), attribute + (declared is ParameterSyntax ? " " : LineBreak(token.Document.Text, declared)));
    }

    /// <summary>Whether the attribute's namespace has to be imported for it.</summary>
    public bool NeedsImport(NameToken token) =>
        Existing(token) is null && !Spelled(token).Contains(".") && !IsKnown(token);

    /// <summary>Whether there is one declaration that an attribute would be for alone.</summary>
    public static bool HasOwnDeclaration(NameToken token) =>
        token.Token.Parent is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: > 1 } };

    /// <summary>The short name where it is found, or would be once its namespace is imported; else the full one.</summary>
    private string Spelled(NameToken token) => IsKnown(token) || IsFree(token) ? Attribute : $"{Namespace}.{Attribute}";

    private bool IsKnown(NameToken token)
    {
        var found = token.Document.Model.LookupNamespacesAndTypes(token.Token.SpanStart, name: Attribute + "Attribute");
        return found.Length == 1 && found[0] is INamedTypeSymbol type && type.ContainingNamespace.ToDisplayString() == Namespace && !IsTaken(token, Attribute);
    }

    /// <summary>Whether an import would neither meet another attribute of the name nor make any other name of the file ambiguous.</summary>
    private bool IsFree(NameToken token)
    {
        if (IsTaken(token, Attribute) || IsTaken(token, Attribute + "Attribute") || token.Document.Project.Compilation.GetTypeByMetadataName(MetadataName) is not { } attribute)
            return false;
        var brought = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in attribute.ContainingNamespace.GetTypeMembers())
        {
            brought.Add(type.Name);
            if (type.Name.EndsWith("Attribute", StringComparison.Ordinal))
                brought.Add(type.Name.Substring(0, type.Name.Length - "Attribute".Length));
        }

        foreach (var name in token.Document.Root.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (brought.Contains(name.Identifier.ValueText)
                && NameCollector.Referred(name, token.Document.Model, CancellationToken.None) is { } referred
                && (referred as INamedTypeSymbol ?? referred.ContainingType) is { ContainingType: null } type
                && type.Name.StartsWith(name.Identifier.ValueText, StringComparison.Ordinal) && type.ContainingNamespace.ToDisplayString() != Namespace)
                return false;
        }

        return true;
    }

    /// <summary>Whether an attribute of another namespace has the name. Where an attribute is written, C# sees no other types: <c>[JsonProperty]</c> is never Newtonsoft's <c>Serialization.JsonProperty</c>.</summary>
    private bool IsTaken(NameToken token, string name) =>
        token.Document.Model.LookupNamespacesAndTypes(token.Token.SpanStart, name: name)
            .Any(found => found is INamedTypeSymbol type && type.ContainingNamespace.ToDisplayString() != Namespace && IsAttribute(type));

    private static bool IsAttribute(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: "Attribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }

    /// <summary>The attribute itself, written without a name: <c>[Column(TypeName = "…")]</c>, <c>[DataMember]</c>, <c>[FromQuery]</c>.</summary>
    private AttributeSyntax? Existing(NameToken token)
    {
        var lists = Declaration(token) switch
        {
            MemberDeclarationSyntax member => member.AttributeLists,
            ParameterSyntax parameter => parameter.AttributeLists,
            _ => default,
        };
        foreach (var list in lists)
        {
            if (token.IsRecordParameter && OnParameter == (list.Target?.Identifier.IsKind(SyntaxKind.PropertyKeyword) == true))
                continue;
            foreach (var attribute in list.Attributes)
            {
                var name = attribute.Name.ToString();
                name = name.Substring(Math.Max(name.LastIndexOf('.'), name.LastIndexOf(':')) + 1);
                if (name == Attribute || name == Attribute + "Attribute")
                    return attribute;
            }
        }

        return null;
    }

    /// <summary>What an attribute is written before.</summary>
    private static SyntaxNode Declaration(NameToken token) =>
        token.Token.Parent is VariableDeclaratorSyntax variable ? variable.Parent!.Parent! : token.Token.Parent!;

    private static string LineBreak(SourceText text, SyntaxNode declared)
    {
        var line = text.Lines.GetLineFromPosition(declared.SpanStart);
        var content = line.ToString();
        var indentation = content.Substring(0, content.Length - content.TrimStart().Length);
        return text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) is { Length: > 0 } lineEnd && line.Start + indentation.Length == declared.SpanStart
            ? lineEnd + indentation
            : " ";
    }
}
