using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A parameter that a route binds and the literal template that names it move together, or not at all.</summary>
internal static class Routes
{
    private static readonly Regex Placeholder = new(@"\{\*{0,2}(?<name>[A-Za-z_][A-Za-z0-9_]*)(?=[:=?}])", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> LinkMakers = new(StringComparer.Ordinal)
    {
        "Action", "ActionLink", "RedirectToAction", "RedirectToPage", "RedirectToRoute", "CreatedAtAction", "CreatedAtRoute", "AcceptedAtAction", "AcceptedAtRoute",
        "RouteUrl", "Page", "PageLink", "Link", "GetPathByAction", "GetUriByAction", "GetPathByName", "GetUriByName", "GetPathByPage", "GetUriByPage",
        "GetPathByRouteValues", "GetUriByRouteValues", "RedirectToActionPermanent", "RedirectToPagePermanent",
    };

    /// <summary>Whether an anonymous object is passed as route values.</summary>
    public static bool TakesRouteValues(AnonymousObjectCreationExpressionSyntax creation) =>
        creation.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && LinkMakers.Contains(NameOf(call));

    /// <summary>Whether a call maps a minimal endpoint; of the names that others have as well, the framework's own.</summary>
    public static bool MapsHandler(InvocationExpressionSyntax call, SemanticModel model) => NameOf(call) switch
    {
        "MapGet" or "MapPost" or "MapPut" or "MapDelete" or "MapPatch" or "MapMethods" => true,
        "Map" or "MapFallback" => model.GetSymbolInfo(call).Symbol?.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Builder",
        _ => false,
    };

    /// <param name="collected">All documents.</param>
    /// <param name="names">The units to tie.</param>
    /// <param name="values">Names that are passed as route values, which stay.</param>
    /// <param name="wire">Keeps the names that are to stay.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static void Tie(Collected collected, NameUnits names, HashSet<string> values, WireNames wire, CancellationToken cancellationToken)
    {
        foreach (var document in collected.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!document.HasClerk || document.IsProtected)
                continue;
            var parameters = document.Names.Where(token => token.Binding == Binding.Declares && token.Symbol is IParameterSymbol && !HasExplicitName(token.Token)).ToList();
            if (parameters.Count == 0)
                continue;
            var kept = new HashSet<NameToken>();
            foreach (var literal in document.Document.Root.DescendantNodes().OfType<LiteralExpressionSyntax>())
            {
                if (literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.Text.IndexOf('{') >= 0)
                    TieLiteral(document, literal, parameters, names, values, wire, kept);
            }

            foreach (var parameter in parameters.Where(parameter => !kept.Contains(parameter)))
            {
                BlockComputedTemplate(document, parameter, names);
                SettleQuery(document, parameter, names, wire);
            }
        }
    }

    private static void TieLiteral(
        DocumentFindings document, LiteralExpressionSyntax literal, List<NameToken> parameters, NameUnits names, HashSet<string> values, WireNames wire, HashSet<NameToken> kept)
    {
        foreach (Match match in Placeholder.Matches(literal.Token.Text))
        {
            var group = match.Groups["name"];
            var bound = parameters
                .Where(parameter => string.Equals(parameter.OldName, group.Value, StringComparison.OrdinalIgnoreCase) && Binds(literal, parameter.Token))
                .Select(parameter => (Token: parameter, Unit: names.Find(parameter.Sites[0])!)).ToList();
            if (bound.Count == 0)
                continue;
            if (wire.Keeps(ContractKind.Route, document.Document.Project))
            {
                foreach (var (token, unit) in bound)
                {
                    kept.Add(token);
                    wire.Bind(unit, token, SourceOf(token, literal.Token.ValueText.Contains(group.Value + "?}") ? "ModelBinder" : "FromRoute"), group.Value);
                }

                continue;
            }

            document.Document.Project.Map.Names.TryRename(group.Value, out var renamed);
            var span = new TextSpan(literal.Token.SpanStart + group.Index, group.Length);
            bound[0].Unit.Companions.Add((document.Document, new Edit(span, renamed)));
            foreach (var (token, unit) in bound)
                unit.Routes.Add((token, group.Value, renamed));
            foreach (var (_, unit) in bound.Skip(1))
                unit.Link(bound[0].Unit, Reasons.RouteValue(Plan.FileName(document.Document.Path)));

            if (values.Contains(group.Value))
                bound[0].Unit.Block(Reasons.RouteValue(Plan.FileName(document.Document.Path)));
        }
    }

    /// <summary>Whether the template belongs to the handler that has the parameter.</summary>
    private static bool Binds(LiteralExpressionSyntax literal, SyntaxToken parameter)
    {
        if (literal.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
        {
            var name = attribute.Name.ToString();
            if (!(name.Contains("Http") || name.Contains("Route") || name.Contains("AcceptVerbs")))
                return false;
            return attribute.Parent?.Parent is { } declared
                && (declared is MethodDeclarationSyntax method ? method.ParameterList.Span.Contains(parameter.Span)
                    : declared is TypeDeclarationSyntax type && parameter.Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } action && action.Parent == type);
        }

        if (literal.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent is not InvocationExpressionSyntax call || !NameOf(call).StartsWith("Map", StringComparison.Ordinal))
            return false;
        if (call.ArgumentList.Span.Contains(parameter.Span))
            return IsHandlerParameter(parameter, call);
        if (NameOf(call) == "MapGroup")
            return parameter.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } mapped && NameOf(mapped).StartsWith("Map", StringComparison.Ordinal)
                || IsNamedHandler(parameter, call.SyntaxTree.GetRoot());
        return IsNamedHandler(parameter, call.ArgumentList);
    }

    private static bool IsHandlerParameter(SyntaxToken parameter, InvocationExpressionSyntax call) =>
        parameter.Parent?.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { Parent: ArgumentSyntax argument } && argument.Parent == call.ArgumentList;

    /// <summary>A handler that is passed as a method group: <c>MapGet("…", GetExpert)</c>.</summary>
    private static bool IsNamedHandler(SyntaxToken parameter, SyntaxNode where)
    {
        var handler = parameter.Parent?.Parent?.Parent switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            _ => null,
        };
        return handler is not null && where.DescendantNodesAndSelf().OfType<ArgumentSyntax>().Any(argument =>
            argument.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == handler
            || argument.Expression is MemberAccessExpressionSyntax access && access.Name.Identifier.ValueText == handler);
    }

    /// <summary>A template that is put together at run time may name the parameter; nothing can be said of it.</summary>
    private static void BlockComputedTemplate(DocumentFindings document, NameToken parameter, NameUnits names)
    {
        if (parameter.Token.Parent?.FirstAncestorOrSelf<LambdaExpressionSyntax>() is not { Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } }
            || !MapsHandler(call, document.Document.Model)
            || call.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax or LambdaExpressionSyntax)
            return;
        if (document.Document.Model.GetConstantValue(call.ArgumentList.Arguments[0].Expression) is { HasValue: true, Value: string template }
            && !Placeholder.Matches(template).Cast<Match>().Any(match => string.Equals(match.Groups["name"].Value, parameter.OldName, StringComparison.OrdinalIgnoreCase)))
            return;
        names.Find(parameter.Sites[0])?.Block(Reasons.RouteValue(Plan.FileName(document.Document.Path)));
    }

    /// <summary>What no template names is bound from the query or a form by the parameter's own name.</summary>
    private static void SettleQuery(DocumentFindings document, NameToken parameter, NameUnits names, WireNames wire)
    {
        if (names.Find(parameter.Sites[0]) is not { } unit || unit.Routes.Any(route => route.Token == parameter) || !IsBoundByName(document, parameter))
            return;
        if (wire.Keeps(ContractKind.Route, document.Document.Project))
            wire.Bind(unit, parameter, SourceOf(parameter, "FromQuery"), parameter.OldName);
        else
            unit.Routes.Add((parameter, parameter.OldName, parameter.NewName));
    }

    /// <summary>
    /// The attribute that names a parameter and leaves alone where it comes from: the one that it has; <paramref name="implied"/> where that is what
    /// happens without; else <c>[ModelBinder]</c>, since a controller with views looks into the form, the route and the query.
    /// </summary>
    private static string SourceOf(NameToken parameter, string implied)
    {
        if (BoundTypes.SourceOf(parameter.Symbol!) is { } said)
            return said;
        if (parameter.Symbol!.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, ContainingType: { } type } || !IsController(type))
            return implied == "ModelBinder" ? "FromRoute" : implied;
        return implied == "FromRoute" || BoundTypes.IsApi(type) ? implied : "ModelBinder";
    }

    private static bool IsBoundByName(DocumentFindings document, NameToken parameter)
    {
        var declared = parameter.Token.Parent!;
        if (BoundTypes.SourceOf(parameter.Symbol!) is { } said)
            return said is "FromQuery" or "FromRoute" or "FromForm" or "FromHeader" && IsSimple(((IParameterSymbol)parameter.Symbol!).Type);
        if (!IsSimple(((IParameterSymbol)parameter.Symbol!).Type))
            return false;
        if (declared.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } })
            return MapsHandler(call, document.Document.Model);
        if (declared.Parent?.Parent is not (MethodDeclarationSyntax or LocalFunctionStatementSyntax))
            return false;
        if (parameter.Symbol!.ContainingSymbol is IMethodSymbol { DeclaredAccessibility: Accessibility.Public, IsStatic: false, ContainingType: { } type } && IsController(type))
            return true;
        return document.Document.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(mapped => MapsHandler(mapped, document.Document.Model) && IsNamedHandler(parameter.Token, mapped.ArgumentList));
    }

    /// <summary>Texts and lists of them: ids.</summary>
    private static bool IsSimple(ITypeSymbol type) =>
        type is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String }
        || (type is INamedTypeSymbol { Arity: 1 } list && list.TypeArguments[0].SpecialType == SpecialType.System_String);

    public static bool IsController(INamedTypeSymbol type)
    {
        for (var parent = type; parent is not null; parent = parent.BaseType)
        {
            if (parent.Name is "ControllerBase" or "Controller" or "PageModel")
                return true;
        }

        return type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ApiControllerAttribute");
    }

    /// <summary>A binding attribute with a name of its own fixes the wire name.</summary>
    private static bool HasExplicitName(SyntaxToken parameter) =>
        parameter.Parent is ParameterSyntax declared && declared.AttributeLists.SelectMany(list => list.Attributes)
            .Any(attribute => attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.ValueText == "Name") == true);

    private static string NameOf(InvocationExpressionSyntax call) => RuntimeNames.CalledName(call) ?? "";
}
