using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// Members of anonymous types and tuples whose name is taken from an expression, and anonymous objects that leave as <c>object</c>:
/// there the name is read at run time and stays, written out.
/// </summary>
internal sealed class AnonymousMembers
{
    private readonly List<Inferred> _inferred = new();
    private ILookup<NameUnit, NameUnit>? _namedBy;

    private sealed record Inferred(DocumentView Document, NameToken Naming, int Start, Site Member, bool IsTuple, bool IsPinned);

    /// <summary>Names that stay on the wire because their object leaves.</summary>
    public List<Contract> Contracts { get; } = new();

    /// <summary>Inferred members that keep their name because a stronger one takes the new one.</summary>
    public List<(NameToken Token, string Reason)> Losers { get; } = new();

    /// <summary>Names of members that are passed as route values.</summary>
    public HashSet<string> RouteValues { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static AnonymousMembers Of(Collected collected, NameUnits names, CancellationToken cancellationToken)
    {
        var members = new AnonymousMembers();
        foreach (var document in collected.Documents)
        {
            if (!document.IsProtected)
                members.Add(document, names, cancellationToken);
        }

        return members;
    }

    /// <summary>Writes out a name wherever the inferred one would differ from what the member is called afterwards.</summary>
    public IEnumerable<PlannedEdit> Edits(Plan plan)
    {
        foreach (var inferred in _inferred)
        {
            var naming = NewNameOf(inferred.Naming, plan, out var owner);
            var member = inferred.IsPinned ? inferred.Naming.OldName
                : plan.Names.Find(inferred.Member) is { } unit ? plan.Moves(unit) ? inferred.Naming.NewName : inferred.Naming.OldName
                : naming;
            if (member != naming && owner is not null)
                yield return new PlannedEdit(inferred.Document.Path, new Edit(new TextSpan(inferred.Start, 0), member + (inferred.IsTuple ? ": " : " = ")), owner);
        }
    }

    /// <summary>What gives a unit its name where it is inferred: it takes the new name together with it.</summary>
    public IEnumerable<NameUnit> NamesOf(NameUnit unit, NameUnits names)
    {
        _namedBy ??= _inferred.Where(inferred => !inferred.IsPinned && inferred.Naming.Sites.Count > 0)
            .Select(inferred => (Member: names.Find(inferred.Member), By: names.Find(inferred.Naming.Sites[0])))
            .Where(pair => pair.Member is not null && pair.By is not null && pair.Member != pair.By)
            .ToLookup(pair => pair.Member!, pair => pair.By!);
        return _namedBy[unit];
    }

    private static string NewNameOf(NameToken token, Plan plan, out IMove? owner)
    {
        owner = null;
        if (token.Binding == Binding.LegacyMember)
        {
            owner = plan.Table(Plan.TableOf(token));
            return plan.MovesTables && owner.Reason is null ? token.NewName : token.OldName;
        }

        var unit = token.Sites.Count > 0 ? plan.Names.Find(token.Sites[0]) : plan.Names.Unresolved.FirstOrDefault(unresolved => unresolved.First.Place == token.Place);
        owner = unit;
        return unit is not null && plan.Moves(unit) ? token.NewName : token.OldName;
    }

    private void Add(DocumentFindings document, NameUnits names, CancellationToken cancellationToken)
    {
        var escaping = new Dictionary<SyntaxNode, bool>();
        var losers = LosersIn(document, names, cancellationToken);
        foreach (var token in document.Names)
        {
            if (DeclaratorOf(token.Token) is { } declarator && declarator.Parent is AnonymousObjectCreationExpressionSyntax creation)
            {
                if (!escaping.TryGetValue(creation, out var escapes))
                    escaping[creation] = escapes = AnonymousEscape.Escapes(creation, document.Document.Model, cancellationToken);
                AddMember(document, names, token, declarator, creation, escapes, losers.Contains(token), cancellationToken);
            }
            else if (TupleArgumentOf(token.Token) is { NameColon: null } argument
                && document.Document.Model.GetDeclaredSymbol(argument, cancellationToken) is { } element && Sites.Of(element) is { Count: > 0 } sites)
            {
                _inferred.Add(new Inferred(document.Document, token, argument.Expression.SpanStart, sites[0], IsTuple: true, IsPinned: losers.Contains(token)));
            }
        }
    }

    private void AddMember(
        DocumentFindings document, NameUnits names, NameToken token, AnonymousObjectMemberDeclaratorSyntax declarator, AnonymousObjectCreationExpressionSyntax creation,
        bool escapes, bool loses, CancellationToken cancellationToken)
    {
        if (document.Document.Model.GetDeclaredSymbol(declarator, cancellationToken) is not IPropertySymbol property)
            return;
        var site = Sites.Of(property)[0];
        if (escapes)
        {
            names.Find(site)?.Pin(Reasons.AnonymousEscapes);
            Contracts.Add(new Contract(ContractKind.Json, document.Document.Path, document.Document.Text.Lines.GetLinePositionSpan(token.Span), "anonymous object", property.Name, property.Name));
            if (Routes.TakesRouteValues(creation))
                RouteValues.Add(property.Name);
        }

        if (declarator.NameEquals is null)
            _inferred.Add(new Inferred(document.Document, token, declarator.Expression.SpanStart, site, IsTuple: false, escapes || loses));
    }

    /// <summary>Of two members of one object or tuple that would get one name, the weaker keeps its own.</summary>
    private HashSet<NameToken> LosersIn(DocumentFindings document, NameUnits names, CancellationToken cancellationToken)
    {
        var losers = new HashSet<NameToken>();
        var shapes = document.Names
            .Select(token => (Token: token, Member: (SyntaxNode?)DeclaratorOf(token.Token) ?? (TupleArgumentOf(token.Token) is { NameColon: null } argument ? argument : null)))
            .Where(entry => entry.Member is not null)
            .GroupBy(entry => entry.Member!.Parent!);
        foreach (var shape in shapes)
        {
            var members = new HashSet<SyntaxNode>(shape.Select(entry => entry.Member!));
            var taken = shape.Key.ChildNodes().Where(member => !members.Contains(member)).Select(NameOf).OfType<string>().Distinct().ToDictionary(name => name, StringComparer.Ordinal);
            foreach (var (token, member) in shape.OrderByDescending(entry => entry.Token.Kind).ThenBy(entry => entry.Token.Place))
            {
                if (!taken.TryGetValue(token.NewName, out var winner))
                {
                    taken[token.NewName] = token.OldName;
                    continue;
                }

                if (winner == token.OldName || document.Document.Model.GetDeclaredSymbol(member!, cancellationToken) is not { } symbol)
                    continue;
                losers.Add(token);
                var reason = winner == token.NewName ? Reasons.NameTaken(winner, shape.Key is TupleExpressionSyntax ? "the tuple" : "the anonymous object") : Reasons.StrongerName(winner, token.NewName);
                if (Sites.Of(symbol) is { Count: > 0 } sites)
                    names.Find(sites[0])?.Block(reason);
                if (token.Binding != Binding.Declares)
                    Losers.Add((token, reason));
            }
        }

        return losers;
    }

    /// <summary>What a member of an anonymous object or a tuple is called, be it written or inferred.</summary>
    private static string? NameOf(SyntaxNode member) => member switch
    {
        AnonymousObjectMemberDeclaratorSyntax { NameEquals: { } named } => named.Name.Identifier.ValueText,
        ArgumentSyntax { NameColon: { } named } => named.Name.Identifier.ValueText,
        AnonymousObjectMemberDeclaratorSyntax inferred => SyntaxFacts.TryGetInferredMemberName(inferred.Expression),
        ArgumentSyntax inferred => SyntaxFacts.TryGetInferredMemberName(inferred.Expression),
        _ => null,
    };

    /// <summary>The anonymous member that this identifier names, by writing it or by being the last name of its expression.</summary>
    private static AnonymousObjectMemberDeclaratorSyntax? DeclaratorOf(SyntaxToken token)
    {
        if (token.Parent is not IdentifierNameSyntax name)
            return null;
        if (name.Parent is NameEqualsSyntax { Parent: AnonymousObjectMemberDeclaratorSyntax named })
            return named;
        return NamedExpression(name).Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } inferred ? inferred : null;
    }

    private static ArgumentSyntax? TupleArgumentOf(SyntaxToken token) =>
        token.Parent is IdentifierNameSyntax name && NamedExpression(name).Parent is ArgumentSyntax { Parent: TupleExpressionSyntax } argument ? argument : null;

    /// <summary>The expression whose inferred name is this one: <c>a.b.Name</c>, <c>a?.Name</c>.</summary>
    private static ExpressionSyntax NamedExpression(IdentifierNameSyntax name)
    {
        ExpressionSyntax expression = name;
        while (true)
        {
            switch (expression.Parent)
            {
                case MemberAccessExpressionSyntax access when access.Name == expression:
                    expression = access;
                    continue;
                case MemberBindingExpressionSyntax binding:
                    expression = binding;
                    continue;
                case ConditionalAccessExpressionSyntax conditional when conditional.WhenNotNull == expression:
                    expression = conditional;
                    continue;
                default:
                    return expression;
            }
        }
    }
}
