using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Imports and qualified names of namespaces that move. They come last: what they have to cover is known by then.</summary>
internal sealed class ImportPlan(Plan plan, Collected collected)
{
    private readonly Dictionary<string, Move> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<ProjectView, List<GlobalImport>> _globals = new();

    /// <summary>Uses of legacy types that have no counterpart.</summary>
    public List<(DocumentFindings Document, SyntaxToken Token, LegacyNamespace Move, string Type)> Leftovers { get; } = new();

    private sealed record GlobalImport(string Namespace, string? MovesTo);

    /// <summary>The imports of one file, as a unit.</summary>
    public Move File(string path)
    {
        if (!_files.TryGetValue(path, out var move))
            _files[path] = move = new Move($"the imports of {path}");
        return move;
    }

    public List<PlannedEdit> Edits()
    {
        var edits = new List<PlannedEdit>();
        _globals.Clear();
        Leftovers.Clear();
        foreach (var document in collected.Documents)
            AddGlobals(document);
        foreach (var document in collected.Documents)
        {
            if (plan.Chooses(document))
                AddDocument(document, edits);
        }

        return edits;
    }

    /// <summary>Whether an import or a qualified name is re-pointed.</summary>
    public bool MovesUse(DocumentFindings document, NamespaceUse use)
    {
        if (!plan.Chooses(document) || File(document.Document.Path).Reason is not null || collected.Suppressions.Hold(use))
            return false;
        var moves = use.Move.Rule switch
        {
            RuleIds.LegacyAuditImport => plan.MovesAuditIn(document),
            RuleIds.InterimSchema => plan.MovesInterim,
            _ => MovesSchemaUse(document, use),
        };
        if (!moves)
            return false;
        return use.IsPlainImport || MovesWith(document, use);
    }

    /// <summary>A global import serves the whole project; it moves although the file that it stands in may be a reader.</summary>
    private bool MovesSchemaUse(DocumentFindings document, NamespaceUse use) =>
        plan.MovesTablesIn(document) || (plan.MovesTables && use.IsPlainImport && use.IsGlobal && !document.KeepsTables);

    /// <summary>What stands behind the namespace decides: a type that has a counterpart moves, another stays.</summary>
    private bool MovesWith(DocumentFindings document, NamespaceUse use)
    {
        if (Behind(use) is not { } behind)
            return use.Import is { Alias: not null };
        if (TypeBehind(document, use) is not { } type)
            return !use.IsResolved;
        if (use.Move.Rule == RuleIds.LegacyAuditImport && document.Audit.FirstOrDefault(audit => audit.TypeName == behind) is { } call)
            return call is { Rewrite.Reason: null, IsOnService: false };
        return Moves(document, use.Move, type);
    }

    /// <summary>The type that is written behind a namespace; <c>null</c> where there is none.</summary>
    public static INamedTypeSymbol? TypeBehind(DocumentFindings document, NamespaceUse use)
    {
        if (Behind(use) is not { } behind)
            return null;
        var symbol = NameCollector.Referred(behind, document.Document.Model, CancellationToken.None);
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
            symbol = constructor.ContainingType;
        return symbol is INamedTypeSymbol { TypeKind: not TypeKind.Error } type ? type.OriginalDefinition : null;
    }

    public static SimpleNameSyntax? Behind(NamespaceUse use) => use.Name.Node.Parent switch
    {
        QualifiedNameSyntax qualified when qualified.Left == use.Name.Node => qualified.Right,
        MemberAccessExpressionSyntax access when access.Expression == use.Name.Node => access.Name,
        QualifiedCrefSyntax { Member: NameMemberCrefSyntax { Name: SimpleNameSyntax name } } cref when cref.Container == use.Name.Node => name,
        _ => null,
    };

    private bool Moves(DocumentFindings document, LegacyNamespace move, INamedTypeSymbol type)
    {
        if (move.Rule == RuleIds.LegacySchemaImport)
        {
            if (!plan.MovesTablesIn(document))
                return false;
            if (document.Document.Project.Schema.IsLegacyTable(type) && plan.Table(type.Name).Reason is not null)
                return false;
        }
        else if (move.Rule == RuleIds.InterimSchema ? !plan.MovesInterim : !plan.MovesAuditIn(document))
        {
            return false;
        }

        return move.Counterpart(type) is not null;
    }

    private void AddGlobals(DocumentFindings document)
    {
        if (!_globals.TryGetValue(document.Document.Project, out var globals))
            _globals[document.Document.Project] = globals = new List<GlobalImport>();
        foreach (var import in ((CompilationUnitSyntax)document.Document.Root).Usings)
        {
            if (!import.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) || import.Alias is not null || !import.StaticKeyword.IsKind(SyntaxKind.None) || import.Name is null)
                continue;
            var use = document.Namespaces.FirstOrDefault(candidate => candidate.Import == import && candidate.IsPlainImport);
            globals.Add(new GlobalImport(NamespaceOf(document, import), use is not null && MovesUse(document, use) ? use.Move.To : null));
        }
    }

    private static string NamespaceOf(DocumentFindings document, UsingDirectiveSyntax import) =>
        document.Document.Model.GetSymbolInfo(import.Name!).Symbol is INamespaceSymbol space ? space.ToDisplayString() : import.Name!.ToString();

    private void AddDocument(DocumentFindings document, List<PlannedEdit> edits)
    {
        var path = document.Document.Path;
        var owner = File(path);
        var moved = new List<NamespaceUse>();
        var beside = new List<LegacyNamespace>();
        foreach (var use in document.Namespaces)
        {
            if (!MovesUse(document, use))
                continue;
            if (StaysBeside(document, use))
            {
                if (!IsCovered(document, use, moved))
                    edits.Add(RazorImports.IsRazor(document) ? RazorImports.InsertBefore(document, use, owner) : new PlannedEdit(path, ImportEdits.InsertBefore(document, use), owner));
                beside.Add(use.Move);
            }
            else
            {
                edits.Add(IsNeedless(document, use, moved) ? new PlannedEdit(path, ImportEdits.Unqualify(use, Behind(use)!), owner) { Follows = true }
                    : !use.IsPlainImport || !IsCovered(document, use, moved) ? new PlannedEdit(path, ImportEdits.Rename(use), owner) { Follows = true }
                    : RazorImports.IsRazor(document) ? RazorImports.RemoveLine(document, use, owner)
                    : new PlannedEdit(path, ImportEdits.RemoveLine(document.Document.Text, use.Import!), owner));
            }

            moved.Add(use);
        }

        foreach (var move in LegacyNamespaces.Of(document.Document.Project))
        {
            var lost = moved.Any(use => use.Move == move && use.IsPlainImport)
                || _globals[document.Document.Project].Any(import => import.Namespace == move.From && import.MovesTo is not null);
            if (lost && !beside.Contains(move))
                Qualify(document, move, edits, owner);
            if (move.Rule == RuleIds.LegacyAuditImport)
                QualifyStaticCalls(document, move, moved, edits, owner);
            if (NeedsImport(document, move) && !InScope(document, move.To, moved))
                edits.Add(Added(document, move.To, owner));
        }

        foreach (var needed in plan.Wire.NeededImports(document.Document, plan))
        {
            if (!InScope(document, needed, moved))
                edits.Add(Added(document, needed, owner));
        }
    }

    private static PlannedEdit Added(DocumentFindings document, string space, Move owner) => document.Document.Razor is { } razor
        ? RazorImports.Add(razor, space, owner)
        : new PlannedEdit(document.Document.Path, ImportEdits.Add(document, space), owner);

    /// <summary>
    /// Where one table is moved and others wait, the file imports both until the last one moves, so that any order ends in the same text;
    /// not where a name that both have is used, which would be ambiguous.
    /// </summary>
    private bool StaysBeside(DocumentFindings document, NamespaceUse use)
    {
        if (!use.IsPlainImport || use.IsGlobal || use.Move.Rule != RuleIds.LegacySchemaImport || !plan.LeavesTablesIn(document))
            return false;
        var shared = TypesOf(document.Document.Project.Compilation, use.Move.From);
        shared.IntersectWith(TypesOf(document.Document.Project.Compilation, use.Move.To));
        return shared.Count == 0 || !document.Document.Root.DescendantTokens()
            .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && shared.Contains(token.ValueText) && token.Parent is SimpleNameSyntax && IsUnqualified(token));
    }

    /// <summary>
    /// Whether a table that is written in full, as one that stayed behind an earlier move is, is found by its simple name when it has moved: then it is written
    /// like the others, so that any order ends in the same text.
    /// </summary>
    private bool IsNeedless(DocumentFindings document, NamespaceUse use, List<NamespaceUse> moved)
    {
        if (use.Import is not null || use.Move.Rule != RuleIds.LegacySchemaImport || use.Name.Node.ToString() != use.Move.From
            || TypeBehind(document, use) is not { } type || document.Document.Project.Schema.CounterpartOf(type) is not { } counterpart || !InScope(document, use.Move.To, moved))
            return false;
        var leaves = moved.Any(other => other.IsPlainImport && other.Move == use.Move);
        return document.Document.Model.LookupSymbols(use.Name.Node.SpanStart, name: counterpart.Name).All(symbol =>
            symbol is INamedTypeSymbol found && (found.ContainingNamespace.ToDisplayString() == use.Move.To || (leaves && found.ContainingNamespace.ToDisplayString() == use.Move.From)));
    }

    /// <summary>Whether the new namespace is imported without this directive.</summary>
    private bool IsCovered(DocumentFindings document, NamespaceUse use, List<NamespaceUse> moved)
    {
        if (moved.Any(other => other.IsPlainImport && other.Move.To == use.Move.To && other.Import!.Parent == use.Import!.Parent))
            return true;
        if (!use.IsGlobal && _globals[document.Document.Project].Any(import => (import.MovesTo ?? import.Namespace) == use.Move.To))
            return true;
        return Imports(document, use.Import!.Parent!).Any(import => import != use.Import && NamespaceOf(document, import) == use.Move.To);
    }

    /// <summary>The plain imports that count at a node: its own list and those around it.</summary>
    private static IEnumerable<UsingDirectiveSyntax> Imports(DocumentFindings document, SyntaxNode at)
    {
        for (var node = at; node is not null; node = node.Parent)
        {
            var list = node switch
            {
                CompilationUnitSyntax unit => unit.Usings,
                BaseNamespaceDeclarationSyntax space => space.Usings,
                _ => default,
            };
            foreach (var import in list)
            {
                if (import.Alias is null && import.StaticKeyword.IsKind(SyntaxKind.None) && import.Name is not null)
                    yield return import;
            }
        }
    }

    private bool InScope(DocumentFindings document, string space, List<NamespaceUse> moved)
    {
        if (moved.Any(use => use.IsPlainImport && use.Move.To == space))
            return true;
        if (_globals[document.Document.Project].Any(import => (import.MovesTo ?? import.Namespace) == space))
            return true;
        var root = (CompilationUnitSyntax)document.Document.Root;
        var innermost = root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>().LastOrDefault();
        if (Imports(document, (SyntaxNode?)innermost ?? root).Any(import => NamespaceOf(document, import) == space))
            return true;
        return innermost is not null && document.Document.Model.GetDeclaredSymbol(innermost) is { } declared
            && (declared.ToDisplayString() + ".").StartsWith(space + ".", StringComparison.Ordinal);
    }

    private bool NeedsImport(DocumentFindings document, LegacyNamespace move)
    {
        if (move.Rule == RuleIds.LegacySchemaImport)
        {
            return plan.MovesTablesIn(document) && document.Tables.Tokens.Any(token =>
                !token.IsMember && !token.IsHidden && plan.Table(token.OldName).Reason is null && IsUnqualified(token.Token));
        }

        if (move.Rule == RuleIds.InterimSchema)
            return false;                               // what it served is served by the import that takes its place
        return plan.MovesAuditIn(document) && document.Audit.Any(use => use.Rewrite.Edit is not null && use.Target?.ContainingNamespace.ToDisplayString() == move.To
            && (!use.Companions.IsEmpty || (use.TypeName is { } type && IsUnqualified(type.Identifier))));
    }

    private static bool IsUnqualified(SyntaxToken token) => token.Parent is SimpleNameSyntax name && name.Parent switch
    {
        QualifiedNameSyntax qualified => qualified.Left == name,
        MemberAccessExpressionSyntax access => access.Expression == name,
        AliasQualifiedNameSyntax => false,
        QualifiedCrefSyntax qualified => qualified.Container == name,
        NameMemberCrefSyntax { Parent: QualifiedCrefSyntax } => false,
        _ => true,
    };

    /// <summary>A leftover that still needs the old import is written with its full name.</summary>
    private void Qualify(DocumentFindings document, LegacyNamespace move, List<PlannedEdit> edits, Move owner)
    {
        if (document.IsLegacyReader && !_globals[document.Document.Project].Any(import => import.Namespace == move.From && import.MovesTo is not null))
            return;
        var names = TypesOf(document.Document.Project.Compilation, move.From);
        foreach (var token in document.Document.Root.DescendantTokens(descendIntoTrivia: true))
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken) || !names.Contains(token.ValueText) || !IsUnqualified(token))
                continue;
            var symbol = NameCollector.Referred((SimpleNameSyntax)token.Parent!, document.Document.Model, CancellationToken.None);
            if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
                symbol = constructor.ContainingType;
            if (symbol is not INamedTypeSymbol type || type.ContainingNamespace.ToDisplayString() != move.From)
                continue;
            var call = document.Audit.FirstOrDefault(use => use.TypeName?.Identifier == token);
            if (call is { Rewrite.Reason: null } && plan.MovesAuditIn(document))
                continue;                               // the new class, or a service, takes its place
            var stays = call is not null || !Moves(document, move, type.OriginalDefinition);
            if (stays && call is null && move.Counterpart(type.OriginalDefinition) is null)
                Leftovers.Add((document, token, move, type.Name));
            if (stays)
                edits.Add(new PlannedEdit(document.Document.Path, new Edit(new TextSpan(token.SpanStart, 0), move.From + "."), owner) { Follows = true });
        }
    }

    /// <summary>A call that stays and was found through a static import that moves.</summary>
    private static void QualifyStaticCalls(DocumentFindings document, LegacyNamespace move, List<NamespaceUse> moved, List<PlannedEdit> edits, Move owner)
    {
        foreach (var use in document.Audit)
        {
            if (use.Rewrite.Reason is null || use.TypeName is not null || use.Legacy is not { IsStatic: true } legacy || !IsUnqualified(use.Name.Identifier)
                || !moved.Any(import => import.Move == move && import.Import is { } directive && directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword)))
                continue;
            edits.Add(new PlannedEdit(document.Document.Path, new Edit(new TextSpan(use.Name.SpanStart, 0), legacy.ContainingType.ToDisplayString() + "."), owner));
        }
    }

    private static HashSet<string> TypesOf(Compilation compilation, string space)
    {
        INamespaceSymbol? current = compilation.GlobalNamespace;
        foreach (var segment in space.Split('.'))
            current = current?.GetNamespaceMembers().FirstOrDefault(member => member.Name == segment);
        return new HashSet<string>(current?.GetTypeMembers().Select(type => type.Name) ?? Enumerable.Empty<string>(), StringComparer.Ordinal);
    }
}
