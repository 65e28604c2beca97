using System.Text.RegularExpressions;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// What the markup of a Razor file and the code find each other by while the program runs, and what therefore moves together: the template of a
/// <c>@page</c> line, <c>asp-route-…</c>, <c>param-…</c>, the names of form fields, the attributes of tag helpers, <c>@bind-…</c>.
/// </summary>
internal static class RazorTies
{
    private static readonly Regex Placeholder = new(@"\{\*{0,2}(?<name>[A-Za-z_][A-Za-z0-9_]*)(?=[:=?}])", RegexOptions.CultureInvariant);

    /// <param name="collected">All documents.</param>
    /// <param name="names">The units to tie.</param>
    /// <param name="values">Names that are passed as route values, which stay.</param>
    /// <param name="wire">Keeps the names that are to stay.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static void Tie(Collected collected, NameUnits names, HashSet<string> values, WireNames wire, CancellationToken cancellationToken)
    {
        foreach (var document in collected.Documents.Where(document => document.Document.Razor is not null && document.HasClerk))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var attribute in document.Document.Root.DescendantNodes().OfType<AttributeSyntax>().Where(RazorRoutes.IsTemplate))
                TieTemplate(document, attribute, names, values, wire, cancellationToken);
            TieBindings(document, names);
            TieTagHelpers(document, names);
        }

        foreach (var finding in collected.Markup.GroupBy(finding => (finding.Path, finding.Span)).Select(group => group.First()))
        {
            bool IsBound(NameUnit unit, string name) => wire.Contracts(unit).Any(contract => contract is { Kind: ContractKind.Route, IsKept: false } && Same(contract.OldName, name));

            TieValue(finding, "asp-route-", names.All, IsBound);
            TieValue(finding, finding.IsField ? "" : "param-", names.All, finding.IsField ? IsBound
                : (unit, name) => unit.Declarations.Any(token => Same(token.OldName, name) && IsComponentParameter(token.Symbol)));
        }
    }

    /// <summary>Whether a symbol is a parameter of a component.</summary>
    public static bool IsComponentParameter(ISymbol? symbol) =>
        symbol is IPropertySymbol && symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ParameterAttribute");

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static void TieTemplate(
        DocumentFindings document, AttributeSyntax attribute, NameUnits names, HashSet<string> values, WireNames wire, CancellationToken cancellationToken)
    {
        if (attribute.ArgumentList?.Arguments.LastOrDefault()?.Expression is not LiteralExpressionSyntax literal)
            return;
        foreach (Match match in Placeholder.Matches(literal.Token.Text))
        {
            var group = match.Groups["name"];
            var bound = RazorRoutes.BoundBy(attribute, group.Value, document.Document.Model, cancellationToken)
                .Select(symbol => (Symbol: symbol, Unit: names.Find(symbol))).Where(found => found.Unit is not null)
                .Select(found => (Unit: found.Unit!, Token: found.Unit!.Declarations.FirstOrDefault(token => token.Sites[0] == Sites.Of(Sites.Root(found.Symbol))[0]) ?? found.Unit!.First)).ToList();
            if (bound.Count == 0)
                continue;
            var reason = Reasons.RouteValue(Plan.FileName(document.Document.Path));
            if (values.Contains(group.Value) || wire.Keeps(ContractKind.Route, document.Document.Project))
            {
                foreach (var (unit, _) in bound)
                    unit.Block(values.Contains(group.Value) ? reason : Reasons.RazorTemplateKept(Plan.FileName(document.Document.Path)));
                continue;
            }

            document.Document.Project.Map.Names.TryRename(group.Value, out var renamed);
            bound[0].Unit.Companions.Add((document.Document, new Edit(new TextSpan(literal.Token.SpanStart + group.Index, group.Length), renamed)));
            foreach (var (unit, token) in bound)
            {
                if (unit.Routes.All(route => route.Token.Place != token.Place))
                    unit.Routes.Add((token, group.Value, renamed));
                unit.Link(bound[0].Unit, reason);
            }
        }
    }

    /// <summary><c>@bind-X</c> stands for X, XChanged and XExpression, of which the markup names only the first.</summary>
    private static void TieBindings(DocumentFindings document, NameUnits names)
    {
        foreach (var token in document.Names.Where(token => token.Symbol is IPropertySymbol && token.Sites.Count > 0 && document.Document.PhysicalPlace(token.Span) is null))
        {
            foreach (var end in new[] { "Changed", "Expression" })
            {
                if (!token.OldName.EndsWith(end, StringComparison.Ordinal))
                    continue;
                var bound = token.OldName.Substring(0, token.OldName.Length - end.Length);
                if (names.Find(token.Sites[0]) is { } unit && document.Names.FirstOrDefault(other => other.OldName == bound && other.Sites.Count > 0
                        && SymbolEqualityComparer.Default.Equals(other.Symbol?.ContainingType, token.Symbol!.ContainingType)) is { } property
                    && names.Find(property.Sites[0]) is { } main)
                    unit.Link(main, Reasons.RazorBinding(Plan.FileName(document.Document.Path), bound));
            }
        }
    }

    /// <summary>A tag helper's property is set by an attribute that is called like it: <c>clerk-user-id</c> for <c>ClerkUserId</c>.</summary>
    private static void TieTagHelpers(DocumentFindings document, NameUnits names)
    {
        var razor = document.Document.Razor!;
        foreach (var property in document.Names.Where(token => token.Symbol is IPropertySymbol && token.Sites.Count > 0 && IsTagHelper(token.Symbol.ContainingType)
            && document.Document.PhysicalPlace(token.Span) is null).GroupBy(token => token.Sites[0]))
        {
            var token = property.First();
            if (names.Find(property.Key) is not { } unit || token.Symbol!.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "HtmlAttributeNameAttribute"))
                continue;
            var (attribute, renamed) = (InMarkup(token.OldName), InMarkup(token.NewName));
            var written = new Regex(@"(?<=\s)" + Regex.Escape(attribute) + @"(?=[\s=/>])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant).Matches(razor.Text.ToString());
            var set = document.Document.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>()
                .Count(assignment => assignment.Left is MemberAccessExpressionSyntax access && property.Any(use => use.Token == access.Name.Identifier));
            if (written.Count != set)
                continue;                               // the attribute is written elsewhere, too, where it is no tag helper's
            foreach (Match match in written)
                unit.Markup.Add((razor.Path, new Edit(new TextSpan(match.Index, match.Length), renamed)));
        }
    }

    /// <summary>Whether a type is a tag helper.</summary>
    public static bool IsTagHelper(INamedTypeSymbol? type) => type?.AllInterfaces.Any(contract => contract.Name == "ITagHelper") == true;

    /// <summary>As the framework spells it: a hyphen before each capital that begins a word.</summary>
    public static string InMarkup(string property) =>
        Regex.Replace(property, "(?<!^)((?<=[a-zA-Z0-9])[A-Z][a-z])|((?<=[a-z])[A-Z])", "-$1$2", RegexOptions.CultureInvariant).ToLowerInvariant();

    /// <summary>An attribute that names a parameter moves with every one that it may mean.</summary>
    private static void TieValue(MarkupFinding finding, string prefix, IEnumerable<NameUnit> units, Func<NameUnit, string, bool> isNamed)
    {
        if (finding.IsUnread || finding.Diagnostic.Id != RuleIds.ClerkNameInText || !finding.Word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return;
        var named = units.Where(unit => isNamed(unit, finding.Word.Substring(prefix.Length))).ToList();
        if (named.Count == 0)
            return;
        named[0].Markup.Add((finding.Path, new Edit(finding.Span, finding.NewWord)));
        foreach (var unit in named.Skip(1))
            unit.Link(named[0], Reasons.RouteValue(Plan.FileName(finding.Path)));
    }
}
