using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Names.Text;

/// <summary>A string that says by which name others know a member, so that the member can be called otherwise: a contract, and no leftover.</summary>
internal static class PinnedText
{
    internal static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        "JsonPropertyName", "JsonProperty", "JsonStringEnumMemberName", "DataMember", "EnumMember", "Column", "Table", "BsonElement", "Key",
        "FromRoute", "FromQuery", "FromForm", "FromHeader", "FromBody", "BindProperty", "SupplyParameterFromQuery", "SupplyParameterFromForm", "ModelBinder",
        "XmlElement", "Xml" /* [XmlAttribute] without the suffix */, "XmlAttribute", "XmlArray", "XmlArrayItem", "XmlRoot", "XmlType", "XmlEnum",
        "ProtoMember", "YamlMember", "GraphQLName", "FirestoreProperty", "DynamoDBProperty", "DynamoDBHashKey", "DynamoDBRangeKey", "LoadColumnName",
        "PropertyName", "AliasAs", "ConfigurationKeyName", "Name", "Index",
    };

    internal static readonly HashSet<string> Mappings = new(StringComparer.Ordinal)
    {
        "HasColumnName", "HasDatabaseName", "HasConstraintName", "HasJsonPropertyName", "HasName", "HasParameterName", "ToTable", "ToView", "ToJson", "ToProperty",
        "SetElementName", "SetColumnName",
    };

    /// <summary>Whether the string pins a name.</summary>
    public static bool Is(ExpressionSyntax text)
    {
        var whole = TextPlace.Whole(text);
        if (whole.Parent is AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } argument)
            return (Attributes.Contains(TextPlace.NameOf(attribute)) && !NamesMembers(attribute, argument)) || KeepsName(attribute);
        return TextPlace.Taker(whole) is InvocationExpressionSyntax call && Mappings.Contains(TextPlace.NameOf(call));
    }

    /// <summary>Whether the name that the string pins is one in JSON.</summary>
    public static bool IsJson(ExpressionSyntax text)
    {
        var whole = TextPlace.Whole(text);
        var name = whole.Parent is AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } ? TextPlace.NameOf(attribute) : TextPlace.NameOf(TextPlace.Taker(whole));
        return name is "DataMember" or "HasJsonPropertyName" or "ToJson" || name.StartsWith("Json", StringComparison.Ordinal);
    }

    /// <summary><c>[assembly: SuppressMessage("…", "C2W101", Target = "~P:User.ClerkUserId")]</c>: the name that it names stays.</summary>
    private static bool KeepsName(AttributeSyntax attribute) =>
        TextPlace.NameOf(attribute) is "SuppressMessage" or "UnconditionalSuppressMessage"
        && attribute.ArgumentList is { Arguments.Count: > 1 } list
        && list.Arguments[1].Expression is LiteralExpressionSyntax { Token.ValueText: var rule } && rule.StartsWith(RuleIds.ClerkUserIdName, StringComparison.Ordinal);

    /// <summary>EF Core's <c>[Index("ClerkUserId", Name = "ix")]</c>: its name pins one, its members do not.</summary>
    private static bool NamesMembers(AttributeSyntax attribute, AttributeArgumentSyntax argument) =>
        TextPlace.NameOf(attribute) == "Index" && argument.NameEquals is null;
}
