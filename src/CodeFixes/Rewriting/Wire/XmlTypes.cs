using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Types that XmlSerializer or a data contract serializer writes.</summary>
internal sealed class XmlTypes
{
    private readonly HashSet<Site> _xml = new();
    private readonly HashSet<Site> _contracts = new();

    public static XmlTypes Of(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var types = new XmlTypes();
        foreach (var document in snapshot.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!document.IsGenerated && document.Text.ToString() is var text
                && (text.Contains("XmlSerializer") || text.Contains("DataContract")))
                types.Read(document, cancellationToken);
        }

        return types;
    }

    /// <summary>Whether XmlSerializer writes the type.</summary>
    public bool IsXml(INamedTypeSymbol type) => Contains(_xml, type)
        || type.GetMembers().Append(type).SelectMany(member => member.GetAttributes())
            .Any(attribute => attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == "System.Xml.Serialization");

    /// <summary>Whether a data contract serializer writes the type's public members, without being asked member by member.</summary>
    public bool IsPlainContract(INamedTypeSymbol type) => Contains(_contracts, type) && !IsContract(type);

    public static bool IsContract(INamedTypeSymbol type) => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "DataContractAttribute");

    /// <summary>The pin of a member that XmlSerializer names after itself; <c>null</c> where it is named, or not written.</summary>
    public static WirePin? PinOf(ISymbol member, string name)
    {
        if (member.IsStatic || member.DeclaredAccessibility != Accessibility.Public || member is IPropertySymbol { SetMethod: null } or IPropertySymbol { IsIndexer: true })
            return null;
        var attribute = IsList((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type) ? "XmlArray" : "XmlElement";
        foreach (var said in member.GetAttributes())
        {
            switch (said.AttributeClass?.Name)
            {
                case "XmlIgnoreAttribute" or "XmlTextAttribute" or "XmlAnyElementAttribute" or "XmlAnyAttributeAttribute":
                    return null;
                case "XmlElementAttribute" or "XmlAttributeAttribute" or "XmlArrayAttribute" when WireNames.NameIn(said) is not null:
                    return null;
                case "XmlElementAttribute" or "XmlAttributeAttribute" or "XmlArrayAttribute":
                    attribute = said.AttributeClass.Name.Substring(0, said.AttributeClass.Name.Length - "Attribute".Length);
                    break;
            }
        }

        return new WirePin(ContractKind.Persisted, attribute, "System.Xml.Serialization", name);
    }

    /// <summary>Bytes are written as one text.</summary>
    private static bool IsList(ITypeSymbol? type) => type is IArrayTypeSymbol array
        ? array.ElementType.SpecialType != SpecialType.System_Byte
        : type is { SpecialType: not SpecialType.System_String } && type.AllInterfaces.Any(contract => contract.Name == "IEnumerable");

    private static bool Contains(HashSet<Site> types, INamedTypeSymbol type) => Sites.Of(type.OriginalDefinition) is { Count: > 0 } sites && types.Contains(sites[0]);

    private void Read(DocumentView document, CancellationToken cancellationToken)
    {
        foreach (var creation in document.Root.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
        {
            var types = document.Model.GetTypeInfo(creation, cancellationToken).Type?.Name switch
            {
                "XmlSerializer" => _xml,
                "DataContractSerializer" or "DataContractJsonSerializer" => _contracts,
                _ => null,
            };
            if (types is null || creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression is not TypeOfExpressionSyntax written)
                continue;
            HeldTypes.Visit(document.Model.GetTypeInfo(written.Type, cancellationToken).Type, held => types.Add(Sites.Of(held.OriginalDefinition)[0]));
        }
    }
}
