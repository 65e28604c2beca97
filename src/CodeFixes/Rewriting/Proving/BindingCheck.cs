using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Compares, token by token in one document, what a name bound to with what it binds to after the edits.</summary>
internal sealed class BindingCheck(
    Snapshot snapshot, DocumentFindings document, SemanticModel after, Rewritten rewritten, RazorAfter razor, Plan plan, CancellationToken cancellationToken)
{
    public IEnumerable<(IMove Move, string Reason)> Faults(IEnumerable<ExistingName> existing)
    {
        foreach (var token in document.Names)
        {
            if (Fault(token) is { } fault)
                yield return fault;
        }

        foreach (var token in document.Tables.Tokens)
        {
            var move = plan.Table(token.OldName);
            if (plan.MovesTablesIn(document) && move.Reason is null && At(token.Token) is { } now && IsUnbound(now))
                yield return (move, Reasons.Unresolved(token.NewName));
        }

        foreach (var name in existing)
        {
            if (name.Symbol is null || At(name.Token) is not { } now || SameImage(name.Symbol, Bind(now)))
                continue;
            foreach (var unit in plan.Names.All.Where(unit => plan.Moves(unit) && unit.Tokens.Any(token => token.NewName == name.Token.ValueText)
                && (LocalScopeContains(unit, name) || unit.Tokens.Any(token => token.Symbol is { } symbol && !LocalScope.IsLocal(symbol)))))
                yield return (unit, Reasons.BindsElsewhere(name.Token.ValueText, Plan.FileName(document.Document.Path)));
        }
    }

    private static bool LocalScopeContains(NameUnit unit, ExistingName name) => unit.Tokens.Any(token => token.Document.Tree == name.Document.Tree);

    private (IMove Move, string Reason)? Fault(NameToken token)
    {
        if (token.Binding is Binding.Dynamic or Binding.Foreign)
            return null;
        var unit = token.Binding == Binding.Unresolved
            ? plan.Names.Unresolved.FirstOrDefault(unresolved => unresolved.First.Place == token.Place)
            : token.Sites.Count > 0 ? plan.Names.Find(token.Sites[0]) : null;
        if (token.Binding == Binding.LegacyMember)
        {
            var table = plan.Table(Plan.TableOf(token));
            return plan.MovesTablesIn(document) && table.Reason is null && At(token.Token) is { } member && IsUnbound(member)
                ? (table, Reasons.Unresolved(token.NewName))
                : null;
        }

        if (unit is null || At(token.Token) is not { } now)
            return null;
        if (token.Binding == Binding.Unresolved)
            return plan.Moves(unit) && IsUnbound(now) ? (unit, Reasons.Unresolved(token.NewName)) : null;
        if (!plan.Moves(unit) || token.Symbol is null || SameImage(token.Symbol, Bind(now)))
            return null;
        return (unit, Reasons.BindsElsewhere(token.NewName, Plan.FileName(document.Document.Path)));
    }

    private SyntaxToken? At(SyntaxToken old)
    {
        var position = document.Document.Razor is { } view ? RazorPosition(view, old) : rewritten.NewPosition(document.Document.Path, old.SpanStart);
        if (position < 0)
            return null;                                // the token is gone: a dropped argument
        var token = after.SyntaxTree.GetRoot(cancellationToken).FindToken(position, findInsideTrivia: true);
        return token.IsKind(SyntaxKind.IdentifierToken) ? token : null;
    }

    /// <summary>Where what is generated anew has the token; -1 for what no Razor file has, which follows.</summary>
    private int RazorPosition(RazorView view, SyntaxToken old)
    {
        if (view.PlaceOf(old.Span) is not { } place || rewritten.NewPosition(place.Path, place.Span.Start) is not (>= 0 and var position) || razor.ViewOf(after.SyntaxTree) is not { } now)
            return -1;
        var repeated = view.GeneratedFrom(place.Path, place.Span).IndexOf(old.SpanStart);
        var generated = now.GeneratedFrom(place.Path, new TextSpan(position, 1));
        return repeated >= 0 && repeated < generated.Count ? generated[repeated] : -1;
    }

    private ISymbol? Bind(SyntaxToken token)
    {
        if (DeclaredName.TryGet(token, after, cancellationToken) is { } declared)
            return declared;
        if (DeclaredName.RepeatsTypeName(token))
            return after.GetDeclaredSymbol(token.Parent!, cancellationToken);
        return token.Parent is SimpleNameSyntax name ? NameCollector.Referred(name, after, cancellationToken) : null;
    }

    private bool IsUnbound(SyntaxToken token) =>
        Bind(token) is null or IErrorTypeSymbol
        && !(token.Parent is SimpleNameSyntax name && Receivers.TryGet(name, after, out var receiver, cancellationToken) && Receivers.IsUnknown(receiver));

    /// <summary>Whether <paramref name="now"/> is declared where <paramref name="before"/> has ended up.</summary>
    private bool SameImage(ISymbol before, ISymbol? now)
    {
        if (now is null)
            return false;
        var old = Sites.Root(before);
        var current = Sites.Root(now);
        if (old is IPropertySymbol { ContainingType.IsAnonymousType: true })
            return current is IPropertySymbol { ContainingType.IsAnonymousType: true };
        if (old is IFieldSymbol { ContainingType.IsTupleType: true } element)
            return current is IFieldSymbol { ContainingType.IsTupleType: true } other && Ordinal(element) == Ordinal(other);
        var oldSites = RazorAfter.SitesOf(old, tree => snapshot.ViewOf(tree.FilePath)?.Razor);
        var sites = RazorAfter.SitesOf(current, razor.ViewOf);
        if (oldSites.Count == 0 || sites.Count == 0)
        {
            if (oldSites.Count == 0 && sites.Count == 0)
                return old.ToDisplayString() == current.ToDisplayString();
            return MovedType(old, current);
        }

        foreach (var site in oldSites)
        {
            var position = site.Start < 0 ? -1 : rewritten.NewPosition(site.Path, site.Start);
            if (sites.Any(candidate => candidate.Path == site.Path && (candidate.Start == position || position < 0)))
                return true;
        }

        return MovedType(old, current);
    }

    /// <summary>A member of a legacy table whose type has moved: the counterpart's member of the same or the new name.</summary>
    private bool MovedType(ISymbol old, ISymbol current)
    {
        var schema = document.Document.Project.Schema;
        if (old is INamedTypeSymbol type)
            return schema.IsLegacy(type.ContainingNamespace) && schema.CounterpartOf(type)?.Name == current.Name;
        return old.ContainingType is { } table && schema.IsLegacy(table.ContainingNamespace) && schema.CounterpartOf(table)?.Name == current.ContainingType?.Name;
    }

    private static int Ordinal(IFieldSymbol element) => element.ContainingType.TupleElements.IndexOf(element);
}
