using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Names.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// The names that attributes and mappings keep for others, all over the solution: written out already, or by this run. A JSON name in the code that one of
/// them says is right as it is, and so is the name that a test expects; a compiler, which sees one project, cannot know.
/// </summary>
internal sealed class KeptNames
{
    private readonly Lazy<(Dictionary<string, SortedSet<string>> Json, Dictionary<string, SortedSet<string>> All)> _owners;

    public KeptNames(Collected collected, Plan plan) => _owners = new(() => Owners(collected, plan));

    /// <summary>Why the name is right as it is; <c>null</c> where nothing shows that it is.</summary>
    public string? ReasonOf(LocalFinding finding)
    {
        if (finding.Diagnostic.Id != RuleIds.ClerkNameInText || !finding.Diagnostic.Properties.TryGetValue(ClerkNameInTextAnalyzer.Known, out var known)
            || known is not (nameof(KnownTo.Json) or nameof(KnownTo.Test)))
            return null;
        var name = finding.Document.Text.ToString(finding.Diagnostic.Location.SourceSpan);
        return (known == nameof(KnownTo.Json) ? _owners.Value.Json : _owners.Value.All).TryGetValue(name, out var owners) ? Reasons.NameKept(string.Join(", ", owners), name) : null;
    }

    /// <summary>The types that keep each name.</summary>
    private static (Dictionary<string, SortedSet<string>> Json, Dictionary<string, SortedSet<string>> All) Owners(Collected collected, Plan plan)
    {
        var owners = (Json: new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal), All: new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal));
        foreach (var document in collected.Documents)
        {
            if (!document.HasClerk || document.IsProtected || document.IsLegacyReader)
                continue;
            foreach (var text in LiteralText.In(document.Document.Root, document.Document.Text))
            {
                if (text is { IsWhole: true, Expression: { } literal } && PinnedText.Is(literal) && !IsProtected(document.Document, literal))
                    Add(text.Value, OwnerOf(literal), PinnedText.IsJson(literal));
            }
        }

        foreach (var contract in plan.Names.All.Where(plan.Moves).SelectMany(plan.Wire.Contracts).Where(contract => contract.IsKept))
            Add(contract.OldName, contract.Owner, contract.Kind == ContractKind.Json);
        return owners;

        void Add(string name, string owner, bool isJson)
        {
            AddTo(owners.All, name, owner);
            if (isJson)
                AddTo(owners.Json, name, owner);
        }
    }

    private static void AddTo(Dictionary<string, SortedSet<string>> owners, string name, string owner)
    {
        if (!owners.TryGetValue(name, out var types))
            owners[name] = types = new SortedSet<string>(StringComparer.Ordinal);
        types.Add(owner);
    }

    /// <summary>The legacy schema keeps nothing: it goes.</summary>
    private static bool IsProtected(DocumentView document, ExpressionSyntax literal) =>
        ProtectedCode.IsMigration(literal, document.Model, CancellationToken.None)
        || ProtectedCode.IsInLegacySchema(literal, document.Model, document.Project.Schema, CancellationToken.None);

    private static string OwnerOf(ExpressionSyntax literal) => literal.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText ?? "";
}
