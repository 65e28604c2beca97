using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// Names that are known outside of the code. Where they are to be kept, whatever would follow the rename by convention gets an attribute, or a mapping,
/// that says the name it had; where they are to change, the report names each that did. A name that is written out already stays in any case.
/// </summary>
internal sealed class WireNames
{
    private readonly Dictionary<NameUnit, List<Known>> _known = new();
    private readonly RewriteOptions _options;
    private readonly HashSet<DocumentView> _pages;

    /// <summary>One name by which others know a declaration.</summary>
    /// <param name="Token">The declaration.</param>
    /// <param name="Kind">Who knows it.</param>
    /// <param name="OldName">The name before.</param>
    /// <param name="NewName">The name after.</param>
    /// <param name="Pin">The attribute that keeps it.</param>
    /// <param name="Mapping">The edit that keeps it without an attribute.</param>
    private sealed record Known(NameToken Token, ContractKind Kind, string OldName, string NewName, WirePin? Pin = null, (DocumentView Document, Edit Edit)? Mapping = null)
    {
        /// <summary>It was written out before.</summary>
        public bool IsWritten { get; init; }
    }

    public WireNames(Collected collected, NameUnits names, RewriteOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        _pages = new HashSet<DocumentView>(collected.Documents.Where(document => document.Document.Razor is not null).Select(document => document.Document));
        var members = names.All
            .SelectMany(unit => unit.Declarations.Where(IsMember).Select(token => (Unit: unit, Token: token)))
            .ToList();
        if (members.Count == 0)
            return;
        var facts = WireFacts.Of(collected.Snapshot, cancellationToken);
        foreach (var (unit, token) in members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (kind, name) in FluentColumn.Said(unit).Concat(Property(token).GetAttributes().Select(Written).OfType<(ContractKind Kind, string Name)>()))
                Add(unit, new Known(token, kind, name, name) { IsWritten = true });
            if (token.Symbol!.ContainingType is not { } type || token.Document.IsGenerated || (token.IsRecordParameter && Property(token).DeclaringSyntaxReferences.Any(part => part.GetSyntax() is PropertyDeclarationSyntax)))
                continue;
            AddPersisted(unit, token, type, facts);
            AddJson(unit, token, type, facts.Json);
            AddBound(unit, token, type, facts.Json.Bound);
        }

        foreach (var unit in names.All)
        {
            foreach (var token in unit.Declarations)
            {
                if (token is { IsRecordParameter: false, Symbol: IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } } && !token.Document.IsGenerated)
                    AddConstructed(unit, token, constructor, facts.Json);
            }
        }
    }

    /// <summary>Whether names of a kind are kept in a project.</summary>
    public bool Keeps(ContractKind kind, ProjectView project) =>
        (kind == ContractKind.Persisted ? _options.PersistedNames ?? project.Map.PersistedNames : _options.JsonNames ?? project.Map.JsonNames) == WireName.Keep;

    /// <summary>The kinds of names by which others know the unit, and that are not written out: the ones that there is a choice about.</summary>
    public IEnumerable<ContractKind> Choices(NameUnit unit) =>
        (_known.TryGetValue(unit, out var known) ? known.Where(name => !name.IsWritten).Select(name => name.Kind) : Enumerable.Empty<ContractKind>())
        .Concat(unit.Routes.Count > 0 ? new[] { ContractKind.Route } : Enumerable.Empty<ContractKind>()).Distinct();

    /// <summary>What keeps a unit's names: attributes, mappings, and the old name where <c>nameof</c> said it.</summary>
    public IEnumerable<PlannedEdit> Pins(NameUnit unit)
    {
        foreach (var token in unit.Tokens)
        {
            if (FluentColumn.NameofOnTheWire(token.Token) is { } call)
                yield return new PlannedEdit(token.Path, new Edit(call.Span, $"\"{token.OldName}\""), unit);
        }

        if (!_known.TryGetValue(unit, out var known))
            yield break;
        foreach (var name in known)
        {
            if (name.Pin is { } pin)
                yield return new PlannedEdit(name.Token.Path, pin.Write(name.Token), unit);
            else if (name.Mapping is { } mapping)
                yield return new PlannedEdit(mapping.Document.Path, mapping.Edit, unit);
        }
    }

    /// <summary>Namespaces of the attributes that a document gets.</summary>
    public IEnumerable<string> NeededImports(DocumentView document, Plan plan) => _known
        .Where(entry => plan.Moves(entry.Key))
        .SelectMany(entry => entry.Value)
        .Where(name => name.Pin is not null && name.Token.Document == document && name.Pin.NeedsImport(name.Token))
        .Select(name => name.Pin!.Namespace).Distinct().OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>What others know of the units that moved.</summary>
    public IEnumerable<Contract> Contracts(NameUnit unit)
    {
        if (_known.TryGetValue(unit, out var known))
        {
            foreach (var name in known)
                yield return Make(name.Kind, name.Token, name.OldName, name.NewName);
        }

        foreach (var (token, oldName, newName) in unit.Routes)
            yield return Make(ContractKind.Route, token, oldName, newName);

        foreach (var token in unit.Declarations)
        {
            if (token.Symbol is IPropertySymbol { Type: INamedTypeSymbol { Name: "DbSet", TypeArguments.Length: 1 } set } && set.TypeArguments[0] is INamedTypeSymbol row
                && !NamesItsTable(token.Document.Project.Schema.CounterpartOf(row) ?? row))
                yield return Make(ContractKind.Persisted, token, token.OldName, token.NewName);
        }
    }

    /// <summary>Keeps the name by which a route, a query or a form fills a parameter.</summary>
    public void Bind(NameUnit unit, NameToken parameter, string attribute, string name) => Keep(
        unit, parameter, new WirePin(ContractKind.Route, attribute, "Microsoft.AspNetCore.Mvc", name, "Name") { OnParameter = true });

    /// <summary>The name that an attribute's first or named argument says.</summary>
    public static string? NameIn(AttributeData attribute) =>
        attribute.ConstructorArguments.Where(argument => argument.Kind == TypedConstantKind.Primitive).Select(argument => argument.Value).OfType<string>().FirstOrDefault()
        ?? attribute.NamedArguments.Where(argument => argument.Key is "Name" or "PropertyName" or "ElementName" or "AttributeName").Select(argument => argument.Value.Value).OfType<string>().FirstOrDefault();

    private static bool IsMember(NameToken token) =>
        token.Symbol is IPropertySymbol { ContainingType.IsAnonymousType: false } or IFieldSymbol { ContainingType: { IsTupleType: false, TypeKind: not TypeKind.Enum }, IsConst: false } || token.IsRecordParameter;

    /// <summary>A name that an attribute says already; it stays.</summary>
    private static (ContractKind Kind, string Name)? Written(AttributeData attribute)
    {
        ContractKind? kind = attribute.AttributeClass?.Name switch
        {
            "ColumnAttribute" or "BsonElementAttribute" or "DataMemberAttribute" or "XmlElementAttribute" or "XmlAttributeAttribute" or "XmlArrayAttribute" => ContractKind.Persisted,
            "JsonPropertyNameAttribute" or "JsonPropertyAttribute" => ContractKind.Json,
            "FromRouteAttribute" or "FromQueryAttribute" or "FromFormAttribute" or "FromHeaderAttribute" or "BindPropertyAttribute" or "ModelBinderAttribute"
                or "SupplyParameterFromQueryAttribute" or "SupplyParameterFromFormAttribute" => ContractKind.Route,
            _ => null,
        };
        return kind is { } known && NameIn(attribute) is { } name ? (known, name) : null;
    }

    private void AddPersisted(NameUnit unit, NameToken token, INamedTypeSymbol type, WireFacts facts)
    {
        var member = Property(token);
        if (!FluentColumn.IsMapped(unit, token, member))
        {
            if (facts.Columns.IsEntity(type))
                AddColumn(unit, token, type, facts.Columns);
            else if (facts.Columns.IsDocument(type))
                Settle(unit, token, ContractKind.Persisted, facts.Columns.Element, name => new WirePin(ContractKind.Persisted, "BsonElement", "MongoDB.Bson.Serialization.Attributes", name));
        }

        if (XmlTypes.IsContract(type))
        {
            if (member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "DataMemberAttribute" && NameIn(attribute) is null))
                Settle(unit, token, ContractKind.Persisted, name => name, name => new WirePin(ContractKind.Persisted, "DataMember", "System.Runtime.Serialization", name, "Name"));
        }
        else if (facts.Xml.IsPlainContract(type) && member.DeclaredAccessibility == Accessibility.Public && !member.IsStatic)
        {
            if (Keeps(ContractKind.Persisted, token.Document.Project))
                unit.Block(Reasons.CannotPin("DataMember"));
            Add(unit, new Known(token, ContractKind.Persisted, token.OldName, token.NewName));
        }

        if (facts.Xml.IsXml(type) && XmlTypes.PinOf(member, token.OldName) is { } xml)
            Settle(unit, token, ContractKind.Persisted, name => name, name => xml with { Name = name });
    }

    private void AddColumn(NameUnit unit, NameToken token, INamedTypeSymbol type, ColumnNames columns)
    {
        if (Keeps(ContractKind.Persisted, token.Document.Project) && columns.Column(type, token.OldName) is { } column && FluentColumn.Mapping(unit, type, column) is { } mapping)
            Add(unit, new Known(token, ContractKind.Persisted, column, column, Mapping: mapping));
        else
            Settle(unit, token, ContractKind.Persisted, name => columns.Column(type, name), name => new WirePin(ContractKind.Persisted, "Column", "System.ComponentModel.DataAnnotations.Schema", name));
    }

    private void AddJson(NameUnit unit, NameToken token, INamedTypeSymbol type, JsonUses json)
    {
        var member = Property(token);
        foreach (var uses in json.Of(type).GroupBy(use => use.Library))
        {
            if (!JsonTypes.IsWritten(member, uses.Key) || JsonTypes.IsNamed(member, uses.Key) || (uses.Key == JsonLibrary.Newtonsoft && XmlTypes.IsContract(type)))
                continue;
            var policies = uses.Select(use => use.Policy).ToList();
            var pin = uses.Key == JsonLibrary.Newtonsoft ? ("JsonProperty", "Newtonsoft.Json") : ("JsonPropertyName", "System.Text.Json.Serialization");
            Settle(unit, token, ContractKind.Json, name => Single(policies, name), name => new WirePin(ContractKind.Json, pin.Item1, pin.Item2, name));
            if (uses.Key == JsonLibrary.Newtonsoft && token.IsRecordParameter && Keeps(ContractKind.Json, token.Document.Project) && Single(policies, token.OldName) is { } known)
                Keep(unit, token, new WirePin(ContractKind.Json, pin.Item1, pin.Item2, known) { OnParameter = true });
        }
    }

    /// <summary>Newtonsoft fills a constructor's parameter from the property whose name in the JSON it has, so a parameter that moves needs the name too; System.Text.Json goes by the names in the code.</summary>
    private void AddConstructed(NameUnit unit, NameToken token, IMethodSymbol constructor, JsonUses json)
    {
        var type = constructor.ContainingType;
        if (!Keeps(ContractKind.Json, token.Document.Project) || !IsNewtonsoftsConstructor(constructor))
            return;
        var policies = json.Of(type).Where(use => use.Library == JsonLibrary.Newtonsoft).Select(use => use.Policy).ToList();
        var isFilled = policies.Count > 0 && type.GetMembers().Any(member => string.Equals(member.Name, token.OldName, StringComparison.OrdinalIgnoreCase)
            && JsonTypes.IsWritten(member, JsonLibrary.Newtonsoft) && !JsonTypes.IsNamed(member, JsonLibrary.Newtonsoft));
        if (isFilled && !token.Symbol!.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "JsonPropertyAttribute"))
            Settle(unit, token, ContractKind.Json, name => Single(policies, name), name => new WirePin(ContractKind.Json, "JsonProperty", "Newtonsoft.Json", name) { OnParameter = true });
    }

    /// <summary>The constructor that is marked for it, or one with parameters where there is none without.</summary>
    private static bool IsNewtonsoftsConstructor(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "JsonConstructorAttribute")
        || (constructor.DeclaredAccessibility == Accessibility.Public
            && !constructor.ContainingType.InstanceConstructors.Any(other => other.Parameters.IsEmpty && other.DeclaredAccessibility == Accessibility.Public));

    /// <summary>Properties that are bound one by one, or with the type that they are in.</summary>
    private void AddBound(NameUnit unit, NameToken token, INamedTypeSymbol type, BoundTypes bound)
    {
        var member = Property(token);
        if (member is not IPropertySymbol { IsStatic: false, SetMethod: not null, DeclaredAccessibility: Accessibility.Public } || member.GetAttributes().Any(attribute => Written(attribute)?.Kind == ContractKind.Route))
            return;
        var own = member.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name is "FromRouteAttribute" or "FromQueryAttribute" or "FromFormAttribute" or "FromHeaderAttribute"
            or "BindPropertyAttribute" or "SupplyParameterFromQueryAttribute" or "SupplyParameterFromFormAttribute")?.AttributeClass;
        var attributes = own is not null
            ? new[] { (own.Name.Substring(0, own.Name.Length - "Attribute".Length), own.ContainingNamespace.ToDisplayString()) }
            : bound.Of(type).Select(use => (use.Attribute!, "Microsoft.AspNetCore.Mvc")).Distinct().ToArray();
        if (attributes.Length == 0)
            return;
        if (Keeps(ContractKind.Route, token.Document.Project) && unit.Tokens.FirstOrDefault(reference => _pages.Contains(reference.Document)) is { } page)
            unit.Block(Reasons.BoundInPage(Plan.FileName(page.Path)));
        Settle(
            unit, token, ContractKind.Route, name => name,
            name => attributes.Length == 1 && attributes[0].Item1 is { } attribute ? new WirePin(ContractKind.Route, attribute, attributes[0].Item2, name, "Name") { OnParameter = true } : null);
    }

    /// <summary>Pins a name, or lets it move, as the settings say; one that cannot be pinned keeps the whole unit.</summary>
    private void Settle(NameUnit unit, NameToken token, ContractKind kind, Func<string, string?> onTheWire, Func<string, WirePin?> pinOf)
    {
        var oldName = onTheWire(token.OldName);
        if (!Keeps(kind, token.Document.Project))
        {
            Add(unit, new Known(token, kind, oldName ?? token.OldName, oldName is null ? token.NewName : onTheWire(token.NewName) ?? token.NewName));
            return;
        }

        if (oldName is not null && pinOf(oldName) is { } pin)
        {
            Keep(unit, token, pin);
            return;
        }

        unit.Block(Reasons.WireNameUnclear(token.OldName));
        Add(unit, new Known(token, kind, token.OldName, token.OldName));
    }

    private void Keep(NameUnit unit, NameToken token, WirePin pin)
    {
        if (token.Document.Project.Compilation.GetTypeByMetadataName(pin.MetadataName) is null || !WirePin.HasOwnDeclaration(token))
            unit.Block(Reasons.CannotPin(pin.Attribute));
        Add(unit, new Known(token, pin.Kind, pin.Name, pin.Name, pin));
    }

    /// <summary>One name under all policies; <c>null</c> where they differ.</summary>
    private static string? Single(List<NamingPolicy> policies, string name)
    {
        var names = policies.Select(policy => policy.Apply(name)).Distinct().ToList();
        return names.Count == 1 ? names[0] : null;
    }

    private void Add(NameUnit unit, Known name)
    {
        if (!_known.TryGetValue(unit, out var known))
            _known[unit] = known = new List<Known>();
        if (known.All(other => other.Token.Place != name.Token.Place || other.Kind != name.Kind || other.OldName != name.OldName || other.Pin != name.Pin))
            known.Add(name);
    }

    /// <summary>Without <c>[Table]</c> the table is called as the context's property is.</summary>
    private static bool NamesItsTable(INamedTypeSymbol row) => row.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "TableAttribute");

    private static Contract Make(ContractKind kind, NameToken token, string oldName, string newName) => new(
        kind, token.Path, token.Document.Text.Lines.GetLinePositionSpan(token.Span), token.Symbol!.ContainingType.Name, oldName, newName);

    private static ISymbol Property(NameToken token) =>
        token.Symbol is IParameterSymbol parameter && parameter.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property ? property : token.Symbol!;
}
