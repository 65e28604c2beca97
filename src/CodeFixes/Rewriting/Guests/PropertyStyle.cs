using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How a property is written, so that one beside it looks the same: its accessors, its documentation, the wire names that it pins.</summary>
/// <param name="Accessors"><c>{ get; set; }</c>.</param>
/// <param name="IsDocumented">It has a documentation comment.</param>
/// <param name="Pins">The attributes that say what it is called outside of the code, with what they say.</param>
/// <param name="PinsOnOwnLine">These stand on a line of their own.</param>
internal sealed record PropertyStyle(string Accessors, bool IsDocumented, IReadOnlyList<(string Attribute, string WireName)> Pins, bool PinsOnOwnLine)
{
    public static PropertyStyle Of(SourceText text, PropertyDeclarationSyntax property)
    {
        var pins = property.AttributeLists.SelectMany(list => list.Attributes).Where(IsPin)
            .Select(attribute => (attribute.Name.ToString(), ((LiteralExpressionSyntax)attribute.ArgumentList!.Arguments[0].Expression).Token.ValueText)).ToList();
        var ownLine = property.AttributeLists.Count > 0
            && text.Lines.GetLineFromPosition(property.AttributeLists.Last().Span.End).LineNumber < text.Lines.GetLineFromPosition(property.Type.SpanStart).LineNumber;
        var documented = property.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia));
        return new PropertyStyle(AccessorsOf(property), documented, pins, ownLine);
    }

    /// <summary>The property on one line.</summary>
    public string Line(string type, string name) => $"{(Pins.Count > 0 && !PinsOnOwnLine ? Attributes(name) + " " : "")}public {type} {name} {Accessors}";

    /// <summary>The property with its documentation and attributes.</summary>
    public IEnumerable<string> Lines(string type, string name, string summary)
    {
        if (IsDocumented)
            yield return $"/// <summary>{summary}</summary>";
        if (Pins.Count > 0 && PinsOnOwnLine)
            yield return Attributes(name);
        yield return Line(type, name);
    }

    private string Attributes(string name) => $"[{string.Join(", ", Pins.Select(pin => $"{pin.Attribute}(\"{WireName(name, pin.WireName)}\")"))}]";

    /// <summary>A name in the form that <paramref name="example"/>, the wire name of a guest's email or name, has.</summary>
    public static string WireName(string name, string example)
    {
        var words = Words(name);
        if (example.Contains("_"))
            return Join(words, "_", example);
        if (example.Contains("-"))
            return Join(words, "-", example);
        if (example.Length > 0 && char.IsLower(example[0]))
            return example.Any(char.IsUpper) ? words[0].ToLowerInvariant() + string.Concat(words.Skip(1)) : string.Concat(words).ToLowerInvariant();
        return name;
    }

    private static string Join(List<string> words, string separator, string example)
    {
        var joined = string.Join(separator, words);
        return example.Any(char.IsLower) ? example.Any(char.IsUpper) ? joined : joined.ToLowerInvariant() : joined.ToUpperInvariant();
    }

    /// <summary>Capitals that stand together are one word up to the next: <c>Guest</c>, <c>Work</c>, <c>OS</c>, <c>User</c>, <c>Id</c>.</summary>
    private static List<string> Words(string name) => Regex.Matches(name, @"\p{Lu}+(?!\p{Ll})|\p{Lu}?\P{Lu}+").Cast<Match>().Select(word => word.Value).ToList();

    private static bool IsPin(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : attribute.Name.ToString();
        return name.Replace("Attribute", "") is "Column" or "BsonElement" or "JsonPropertyName" or "JsonProperty"
            && attribute.ArgumentList?.Arguments.FirstOrDefault() is { NameEquals: null, Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } };
    }

    private static string AccessorsOf(PropertyDeclarationSyntax property) =>
        property.AccessorList is { } list && list.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null)
        && list.Accessors.Any(accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) && !list.ToString().Contains("\n")
            ? list.ToString()
            : "{ get; set; }";
}
