using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Whether a type's properties are read and written as JSON; a guess for the report, which names what moved.</summary>
internal static class JsonTypes
{
    private static readonly string[] Suffixes = { "Dto", "Request", "Response", "Payload", "Body", "ViewModel" };

    public static bool IsJson(INamedTypeSymbol type) =>
        Suffixes.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal))
        || HasJson(type.GetAttributes()) || type.GetMembers().Any(member => HasJson(member.GetAttributes()));

    public static bool HasExplicitName(ISymbol property) => property.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name is "JsonPropertyNameAttribute" or "JsonPropertyAttribute" or "DataMemberAttribute" or "JsonIgnoreAttribute");

    private static bool HasJson(IEnumerable<AttributeData> attributes) => attributes.Any(attribute =>
        attribute.AttributeClass?.ContainingNamespace.ToDisplayString() is "System.Text.Json.Serialization" or "Newtonsoft.Json");
}
