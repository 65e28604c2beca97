using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// What is generated from a Razor file names each renamed symbol as often as before. An attribute that no longer sets a property, or a parameter that is
/// no longer one, compiles as well as before, and shows here.
/// </summary>
internal static class GeneratedAnew
{
    public static IEnumerable<(IMove Move, string Reason)> Faults(DocumentFindings document, SyntaxTree? after, Plan plan)
    {
        // An audit call that is rewritten drops arguments.
        if (document.Names.Count == 0 || document.Audit.Count > 0)
            yield break;
        foreach (var name in document.Names.Where(token => MoveOf(token, plan) is not null).GroupBy(token => token.NewName, StringComparer.Ordinal))
        {
            var expected = name.Count() + document.Existing.Count(token => token.ValueText == name.Key);
            if (after is not null && Count(after, name.Key) == expected)
                continue;
            foreach (var move in name.Select(token => MoveOf(token, plan)!).Distinct())
                yield return (move, Reasons.RazorGenerated(Plan.FileName(document.Document.Path), name.Key));
        }
    }

    private static int Count(SyntaxTree tree, string name) =>
        CandidateWords.Identifiers(tree.GetRoot(), tree.GetText(), Words.Workos).Count(token => token.ValueText == name);

    private static IMove? MoveOf(NameToken token, Plan plan)
    {
        switch (token.Binding)
        {
            case Binding.Declares or Binding.Refers:
                return plan.Names.Find(token.Sites[0]) is { } unit && plan.Moves(unit) ? unit : null;
            case Binding.LegacyMember:
                var table = plan.Table(Plan.TableOf(token));
                return plan.MovesTables && table.Reason is null ? table : null;
            case Binding.Unresolved:
                return plan.Names.Unresolved.FirstOrDefault(unresolved => unresolved.First.Place == token.Place) is { } single && plan.Moves(single) ? single : null;
            default:
                return null;
        }
    }
}
