using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// Names that are known outside of the code. A column or document field keeps its name: a property that is mapped by convention gets an
/// attribute that pins it. A JSON member follows the rename, and the report says so.
/// </summary>
internal sealed class WireNames
{
    private readonly Dictionary<NameUnit, List<(NameToken Token, Pin Pin)>> _pins = new();
    private readonly List<(NameUnit Unit, NameToken Token, ContractKind Kind, string Name)> _written = new();
    private readonly bool _snakeCase;

    private sealed record Pin(string Attribute, string Namespace, string Name);

    public WireNames(Snapshot snapshot, NameUnits names, CancellationToken cancellationToken)
    {
        var properties = names.All
            .SelectMany(unit => unit.Declarations.Where(token => token.Symbol is IPropertySymbol || token.IsRecordParameter).Select(token => (Unit: unit, Token: token)))
            .ToList();
        if (properties.Count == 0)
            return;
        var entities = EntityTypes.Of(snapshot, cancellationToken);
        var documents = EntityTypes.Documents(snapshot, cancellationToken);
        _snakeCase = entities.Count > 0 && snapshot.Documents.Any(document => !document.IsGenerated && document.Text.ToString().Contains("UseSnakeCaseNamingConvention"));
        foreach (var (unit, token) in properties)
        {
            foreach (var reference in unit.Tokens.Where(reference => reference.Binding == Binding.Refers))
            {
                if (IsMappedFluently(reference.Token, out var column) && column is not null)
                    _written.Add((unit, token, ContractKind.Persisted, column));
            }

            if (Written(Property(token)) is { } written)
                _written.Add((unit, token, written.Kind, written.Name));
            if (token.Symbol!.ContainingType is not { } type || IsMapped(unit, token))
                continue;
            var sites = Sites.Of(type.OriginalDefinition);
            if (sites.Count > 0 && entities.Contains(sites[0]))
                Add(unit, token, new Pin("Column", "System.ComponentModel.DataAnnotations.Schema", _snakeCase ? SnakeCase(token.OldName) : token.OldName));
            else if (IsDocument(type) || (sites.Count > 0 && documents.Contains(sites[0])))
                Add(unit, token, new Pin("BsonElement", "MongoDB.Bson.Serialization.Attributes", token.OldName));
        }
    }

    /// <summary>What keeps a unit's persisted names: attributes, and the old name where <c>nameof</c> said it.</summary>
    public IEnumerable<PlannedEdit> Pins(NameUnit unit)
    {
        foreach (var token in unit.Tokens)
        {
            if (NameofOnTheWire(token.Token) is { } call)
                yield return new PlannedEdit(token.Path, new Edit(call.Span, $"\"{token.OldName}\""), unit);
        }

        if (!_pins.TryGetValue(unit, out var pins))
            yield break;
        foreach (var (token, pin) in pins)
        {
            var attribute = $"[{(token.Token.Parent is ParameterSyntax ? "property: " : "")}{pin.Attribute}(\"{pin.Name}\")]";
            if (ColumnWithoutName(token) is { } existing)
                yield return new PlannedEdit(token.Path, new Edit(new TextSpan(existing, 0), $"\"{pin.Name}\", "), unit);
            else if (token.Token.Parent is ParameterSyntax parameter)
                yield return new PlannedEdit(token.Path, new Edit(new TextSpan(parameter.SpanStart, 0), attribute + " "), unit);
            else
                yield return new PlannedEdit(token.Path, new Edit(new TextSpan(token.Token.Parent!.SpanStart, 0), attribute + LineBreak(token)), unit);
        }
    }

    /// <summary>Namespaces of the attributes that a document gets.</summary>
    public IEnumerable<string> NeededImports(DocumentView document, Plan plan) => _pins
        .Where(entry => plan.Moves(entry.Key))
        .SelectMany(entry => entry.Value)
        .Where(entry => entry.Token.Document == document && ColumnWithoutName(entry.Token) is null)
        .Select(entry => entry.Pin.Namespace).Distinct().OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>What others know of the units that moved.</summary>
    public IEnumerable<Contract> Contracts(NameUnit unit)
    {
        if (_pins.TryGetValue(unit, out var pins))
        {
            foreach (var (token, pin) in pins)
                yield return Make(ContractKind.Persisted, token, pin.Name, pin.Name);
        }

        foreach (var (_, token, kind, name) in _written.Where(entry => entry.Unit == unit))
            yield return Make(kind, token, name, name);

        foreach (var token in unit.Declarations)
        {
            if ((pins is null || pins.All(entry => entry.Token != token)) && (token.Symbol is IPropertySymbol || token.IsRecordParameter)
                && token.Symbol!.ContainingType is { } type && JsonTypes.IsJson(type) && !JsonTypes.HasExplicitName(Property(token)))
                yield return Make(ContractKind.Json, token, token.OldName, token.NewName);
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

    /// <summary>A name that an attribute says already; it stays.</summary>
    private static (ContractKind Kind, string Name)? Written(ISymbol property)
    {
        foreach (var attribute in property.GetAttributes())
        {
            ContractKind? kind = attribute.AttributeClass?.Name switch
            {
                "ColumnAttribute" or "BsonElementAttribute" => ContractKind.Persisted,
                "JsonPropertyNameAttribute" or "JsonPropertyAttribute" or "DataMemberAttribute" => ContractKind.Json,
                "FromRouteAttribute" or "FromQueryAttribute" or "FromFormAttribute" or "FromHeaderAttribute" => ContractKind.Route,
                _ => null,
            };
            if (kind is null)
                continue;
            var name = attribute.ConstructorArguments.Select(argument => argument.Value).OfType<string>().FirstOrDefault()
                ?? attribute.NamedArguments.Where(argument => argument.Key is "Name" or "PropertyName").Select(argument => argument.Value.Value).OfType<string>().FirstOrDefault();
            if (name is not null)
                return (kind.Value, name);
        }

        return null;
    }

    /// <summary>Without <c>[Table]</c> the table is called as the context's property is.</summary>
    private static bool NamesItsTable(INamedTypeSymbol row) => row.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "TableAttribute");

    private static Contract Make(ContractKind kind, NameToken token, string oldName, string newName) => new(
        kind, token.Path, token.Document.Text.Lines.GetLinePositionSpan(token.Span), (token.Symbol!.ContainingType ?? token.Symbol.ContainingSymbol)?.Name ?? "", oldName, newName);

    private void Add(NameUnit unit, NameToken token, Pin pin)
    {
        if (token.Document.Project.Compilation.GetTypeByMetadataName($"{pin.Namespace}.{pin.Attribute}Attribute") is null)
        {
            unit.Block(Reasons.CannotPin(pin.Attribute));
            return;
        }

        if (!_pins.TryGetValue(unit, out var pins))
            _pins[unit] = pins = new List<(NameToken Token, Pin Pin)>();
        if (pins.All(entry => entry.Token.Place != token.Place))
            pins.Add((token, pin));
    }

    private static ISymbol Property(NameToken token) =>
        token.Symbol is IParameterSymbol parameter && parameter.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property ? property : token.Symbol!;

    /// <summary>Whether the name on the wire is said somewhere already, or there is none.</summary>
    private static bool IsMapped(NameUnit unit, NameToken token)
    {
        var symbol = Property(token);
        if (symbol is not IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } property
            || property.SetMethod is null && !token.IsRecordParameter && token.Token.Parent is not PropertyDeclarationSyntax { AccessorList: not null })
            return true;
        foreach (var attribute in symbol.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "NotMappedAttribute" or "BsonIgnoreAttribute" or "BsonElementAttribute":
                case "ColumnAttribute" when attribute.ConstructorArguments.Length > 0:
                    return true;
            }
        }

        // builder.Property(x => x.ClerkUserId).HasColumnName("…") or .Ignore(x => x.ClerkUserId)
        return unit.Tokens.Any(reference => reference.Binding == Binding.Refers && IsMappedFluently(reference.Token, out _));
    }

    private static bool IsMappedFluently(SyntaxToken reference, out string? column)
    {
        column = null;
        var configured = reference.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>(call =>
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Property" or "Ignore" } && call.ArgumentList.Span.Contains(reference.Span));
        if (configured is null)
            return false;
        if (configured.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Ignore" })
            return true;
        for (SyntaxNode? node = configured.Parent; node is MemberAccessExpressionSyntax or InvocationExpressionSyntax; node = node.Parent)
        {
            if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "HasColumnName" or "SetColumnName", Parent: InvocationExpressionSyntax call })
            {
                var said = call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
                column = said is LiteralExpressionSyntax literal ? literal.Token.ValueText : NameofOnTheWire(said?.GetLastToken().GetPreviousToken() ?? default)?.ArgumentList.Arguments[0].Expression.GetLastToken().ValueText;
                return true;
            }
        }

        return false;
    }

    /// <summary><c>[Column(nameof(X))]</c> and <c>HasColumnName(nameof(X))</c> say a name of the wire, not of the code.</summary>
    private static InvocationExpressionSyntax? NameofOnTheWire(SyntaxToken token)
    {
        if (token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>(call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" }) is not { } named
            || named.ArgumentList.Arguments.FirstOrDefault()?.Expression.GetLastToken() != token)
            return null;
        var place = named.Parent?.Parent?.Parent switch
        {
            AttributeSyntax attribute => attribute.Name.ToString().Split('.').Last().Replace("Attribute", ""),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
            _ => "",
        };
        return place is "Column" or "JsonPropertyName" or "JsonProperty" or "DataMember" or "BsonElement" or "FromQuery" or "FromRoute" or "FromForm" or "FromHeader"
            or "HasColumnName" or "SetColumnName" or "SetElementName" ? named : null;
    }

    /// <summary>Where a name goes into <c>[Column(TypeName = "…")]</c>.</summary>
    private static int? ColumnWithoutName(NameToken token)
    {
        var lists = token.Token.Parent switch
        {
            PropertyDeclarationSyntax property => property.AttributeLists,
            ParameterSyntax parameter => parameter.AttributeLists,
            _ => default,
        };
        foreach (var attribute in lists.SelectMany(list => list.Attributes))
        {
            if (attribute.Name.ToString() is "Column" or "ColumnAttribute" && attribute.ArgumentList is { Arguments.Count: > 0 } arguments && arguments.Arguments[0].NameEquals is not null)
                return arguments.Arguments[0].SpanStart;
        }

        return null;
    }

    private static bool IsDocument(INamedTypeSymbol type) =>
        HasBson(type.GetAttributes()) || type.GetMembers().Any(member => HasBson(member.GetAttributes()));

    private static bool HasBson(IEnumerable<AttributeData> attributes) => attributes.Any(attribute =>
        attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == "MongoDB.Bson.Serialization.Attributes");

    private static string LineBreak(NameToken token)
    {
        var text = token.Document.Text;
        var line = text.Lines.GetLineFromPosition(token.Token.Parent!.SpanStart);
        var content = line.ToString();
        var indentation = content.Substring(0, content.Length - content.TrimStart().Length);
        return text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) is { Length: > 0 } lineEnd && line.Start + indentation.Length == token.Token.Parent.SpanStart
            ? lineEnd + indentation
            : " ";
    }

    private static string SnakeCase(string name)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                result.Append('_');
            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }
}
