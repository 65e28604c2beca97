using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Whether a type looks as if it were read and written as JSON, where no call shows it.</summary>
internal static class JsonTypes
{
    private static readonly string[] Suffixes = { "Dto", "Request", "Response", "Payload", "Body", "ViewModel" };

    public static bool IsJson(INamedTypeSymbol type) =>
        Suffixes.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal))
        || Has(type, "System.Text.Json.Serialization") || IsNewtonsoft(type);

    public static bool IsNewtonsoft(INamedTypeSymbol type) => Has(type, "Newtonsoft.Json");

    /// <summary>Whether a library writes the member at all.</summary>
    public static bool IsWritten(ISymbol member, JsonLibrary library)
    {
        var space = library == JsonLibrary.Newtonsoft ? "Newtonsoft.Json" : "System.Text.Json.Serialization";
        var included = false;
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass is not { } kind)
                continue;
            if (kind.Name == "IgnoreDataMemberAttribute" && library == JsonLibrary.Newtonsoft)
                return false;
            if (kind.ContainingNamespace.ToDisplayString() != space)
                continue;
            if (kind.Name == "JsonIgnoreAttribute" && !attribute.NamedArguments.Any(argument => argument.Key == "Condition" && argument.Value.Value is not 1))
                return false;
            included |= kind.Name is "JsonIncludeAttribute" or "JsonPropertyAttribute";
        }

        if (member.IsStatic)
            return false;
        return member switch
        {
            IPropertySymbol { IsIndexer: true } => false,
            IPropertySymbol property => included || property is { DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public },
            IFieldSymbol field => included || (library == JsonLibrary.Newtonsoft && field.DeclaredAccessibility == Accessibility.Public),
            _ => false,
        };
    }

    /// <summary>The name that an attribute says for a library already.</summary>
    public static bool IsNamed(ISymbol member, JsonLibrary library) => member.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name switch
        {
            "JsonPropertyNameAttribute" => library == JsonLibrary.SystemText,
            "JsonPropertyAttribute" or "DataMemberAttribute" => library == JsonLibrary.Newtonsoft && WireNames.NameIn(attribute) is not null,
            _ => false,
        });

    private static bool Has(INamedTypeSymbol type, string space) =>
        Has(type.GetAttributes(), space) || type.GetMembers().Any(member => Has(member.GetAttributes(), space));

    private static bool Has(IEnumerable<AttributeData> attributes, string space) =>
        attributes.Any(attribute => attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == space);
}
