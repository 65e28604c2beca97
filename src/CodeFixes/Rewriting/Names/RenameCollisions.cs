using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Names that are different today and would become one: the stronger old name wins, then the earlier.</summary>
internal static class RenameCollisions
{
    /// <summary>Two declarations that would get one name: the stronger old name wins, then the earlier.</summary>
    public static void Block(NameUnits units)
    {
        var members = new Dictionary<(ProjectView Project, Site Owner, string Name), NameUnit>();
        var types = new Dictionary<(ProjectView Project, Site Owner, string Name), NameUnit>();
        var locals = new List<(NameToken Token, SyntaxNode Scope, NameUnit Unit)>();
        foreach (var unit in units.All.OrderByDescending(unit => unit.Kind).ThenBy(unit => unit.First.Place).Where(unit => unit.Reason is null))
        {
            foreach (var token in unit.Declarations)
            {
                if (unit.Reason is not null)
                    break;
                if (LocalScope.IsLocal(token.Symbol!) && !token.IsRecordParameter)
                {
                    AgainstLocals(unit, token, locals);
                }
                else if (token.Symbol!.ContainingType is { IsTupleType: false, IsAnonymousType: false } type && !NameConflicts.IsExplicit(token.Symbol)
                    && Sites.Of(type.OriginalDefinition) is { Count: > 0 } owner)
                {
                    var key = (token.Document.Project, owner[0], token.NewName);
                    if ((members.TryGetValue(key, out var winner) || types.TryGetValue(key, out winner)) && winner != unit)
                        unit.Block(Reasons.StrongerName(winner.First.OldName, token.NewName));
                    else
                        members[key] = unit;
                }

                // A member cannot have the name of its type.
                if (token.Symbol is INamedTypeSymbol && unit.Reason is null)
                {
                    var key = (token.Document.Project, token.Sites[0], token.NewName);
                    if (members.TryGetValue(key, out var winner) && winner != unit)
                        unit.Block(Reasons.StrongerName(winner.First.OldName, token.NewName));
                    else
                        types[key] = unit;
                }
            }
        }

        CapturedByRenamedLocals(units, locals);
    }

    private static void AgainstLocals(NameUnit unit, NameToken token, List<(NameToken Token, SyntaxNode Scope, NameUnit Unit)> locals)
    {
        var scope = LocalScope.Of(token.Token);
        foreach (var (other, otherScope, otherUnit) in locals)
        {
            if (otherUnit != unit && other.NewName == token.NewName && other.OldName != token.OldName && LocalScope.Overlap(scope, otherScope))
            {
                unit.Block(Reasons.StrongerName(other.OldName, token.NewName));
                return;
            }
        }

        locals.Add((token, scope, unit));
    }

    /// <summary>A member that is read by its simple name where a local of another old name would get the same new one.</summary>
    private static void CapturedByRenamedLocals(NameUnits units, List<(NameToken Token, SyntaxNode Scope, NameUnit Unit)> locals)
    {
        var byTree = locals.ToLookup(local => (local.Token.Document.Tree, local.Token.NewName));
        foreach (var unit in units.All.Where(unit => unit.Reason is null))
        {
            foreach (var token in unit.Tokens)
            {
                if (token.Binding != Binding.Refers || LocalScope.IsLocal(token.Symbol!) || !LocalScope.IsSimpleReference(token.Token))
                    continue;
                foreach (var (local, scope, localUnit) in byTree[(token.Document.Tree, token.NewName)])
                {
                    if (localUnit.Reason is not null || local.OldName == token.OldName || !LocalScope.Contains(scope, token.Token.Parent!))
                        continue;
                    localUnit.Block(Reasons.NameCaptured(token.NewName, Scopes.NameAt(token.Token)));
                }
            }
        }
    }
}
