using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Binds every identifier that holds a name of the map, in one document.</summary>
internal static class NameCollector
{
    public static List<NameToken> Collect(DocumentView document, bool evidenceElsewhere, CancellationToken cancellationToken)
    {
        var found = new List<NameToken>();
        var tokens = CandidateWords.Identifiers(document.Root, document.Text, Words.Clerk | Words.Escape);
        foreach (var token in tokens)
        {
            var kind = document.Project.Map.Names.KindOf(token.ValueText);
            if (kind == ClerkNameKind.None)
                continue;
            document.Project.Map.Names.TryRename(token.ValueText, out var renamed);
            var counts = document.Project.Evidence.Counts(kind, document.Project.Map, evidenceElsewhere);
            if (Bind(document, token, kind, renamed, cancellationToken) is { } name && (counts || name.Binding is Binding.Declares or Binding.Refers))
                found.Add(name with { Counts = counts });
        }

        return found;
    }

    /// <summary>What a name in an expression, type, pattern or documentation comment refers to, aliases included.</summary>
    public static ISymbol? Referred(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (name is IdentifierNameSyntax identifier && model.GetAliasInfo(identifier, cancellationToken) is { } alias)
            return alias;
        var info = model.GetSymbolInfo(name, cancellationToken);
        if (info.Symbol is { } symbol)
            return symbol;
        if (info.CandidateReason is CandidateReason.LateBound)
            return null;
        return info.CandidateSymbols.FirstOrDefault();
    }

    private static NameToken? Bind(DocumentView document, SyntaxToken token, ClerkNameKind kind, string renamed, CancellationToken cancellationToken)
    {
        var model = document.Model;
        if (DeclaredName.TryGet(token, model, cancellationToken) is { } declared)
            return Make(declared, Binding.Declares);
        if (DeclaredName.RepeatsTypeName(token) && model.GetDeclaredSymbol(token.Parent!, cancellationToken) is { } constructor)
            return Make(constructor, Binding.Refers);
        if (token.Parent is not SimpleNameSyntax name)
            return null;
        if (Referred(name, model, cancellationToken) is { } referred)
            return referred is IErrorTypeSymbol ? Unresolved(name) : Make(referred, Binding.Refers);
        return Unresolved(name);

        NameToken Make(ISymbol symbol, Binding binding)
        {
            var root = Sites.Root(symbol);
            if (IsLegacyMember(document, root))
                return new NameToken(document, token, kind, CounterpartName(document, root, renamed), Binding.LegacyMember, root, Sites.Of(root));
            var sites = Sites.Of(root);
            return new NameToken(document, token, kind, renamed, sites.Count == 0 ? Binding.Foreign : binding, root, sites);
        }

        NameToken? Unresolved(SimpleNameSyntax unresolved)
        {
            var isBehind = Receivers.TryGet(unresolved, model, out var receiver, cancellationToken);
            if (receiver is { TypeKind: TypeKind.Dynamic })
                return new NameToken(document, token, kind, renamed, Binding.Dynamic, null, Array.Empty<Site>());
            if (UnresolvedName.NewNameOf(token, model, document.Project.Map.Names, cancellationToken) is { } newName)
                return new NameToken(document, token, kind, newName, Binding.Unresolved, null, Array.Empty<Site>());
            return isBehind && !Receivers.IsUnknown(receiver) && !UnresolvedName.Resolves(unresolved, model, cancellationToken)
                ? new NameToken(document, token, kind, renamed, Binding.Unresolved, null, Array.Empty<Site>()) { IsHopeless = true }
                : null;
        }
    }

    private static bool IsLegacyMember(DocumentView document, ISymbol symbol) =>
        symbol.Kind is SymbolKind.Property or SymbolKind.Field or SymbolKind.Method or SymbolKind.Event or SymbolKind.NamedType or SymbolKind.Parameter
        && symbol.ContainingNamespace is { IsGlobalNamespace: false } space
        && document.Project.Schema.IsLegacy(space);

    private static string CounterpartName(DocumentView document, ISymbol member, string renamed) =>
        document.Project.Schema.CounterpartOf(member)?.Name ?? renamed;
}
