using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Imports;

/// <summary>What a file imports, as far as it says from which schema a table that resolves to nothing would have come.</summary>
internal sealed class FileImports
{
    private readonly List<ExpressionSyntax> _unresolved = new();
    private bool _unresolvedGlobal;

    private readonly NamespaceMove _move;

    private FileImports(NamespaceMove move) => _move = move;

    /// <summary>An import is of the legacy schema, or of what must have been it: <c>N</c> where <c>NWorkos</c> is there.</summary>
    public bool HasLegacy { get; private set; }

    /// <summary>An import is of the WorkOS schema.</summary>
    public bool HasTarget { get; private set; }

    /// <summary>
    /// The one import that resolves to nothing and looks like the schema's: of the same product (its first word is the WorkOS schema's), or
    /// itself called a schema. It counts only in a file that uses a mapped table which resolves to nothing. <c>null</c> where there is
    /// another explanation.
    /// </summary>
    public ExpressionSyntax? Inferred { get; private set; }

    /// <summary>Whether an unresolved mapped table of this file must have come from the legacy schema.</summary>
    public bool ExplainTables => HasLegacy || Inferred is not null || (HasTarget && _unresolved.Count == 0 && !_unresolvedGlobal);

    /// <summary>Whether a qualifier that resolves to nothing must have been the legacy schema.</summary>
    public bool Replaces(ExpressionSyntax qualifier) => _move.ReplacementFor(NamespaceMention.TextOf(qualifier), partial: true) is not null;

    /// <summary>Looks at the imports of one file and the global ones of its compilation.</summary>
    public static FileImports Of(
        SyntaxNode root, SemanticModel model, SchemaFacts schema, NamespaceMove move, ImmutableArray<string> globals, CancellationToken cancellationToken)
    {
        var imports = new FileImports(move);
        if (root is not CompilationUnitSyntax unit)
            return imports;
        imports.Add(unit.Usings, model, schema, cancellationToken);
        foreach (var member in unit.Members)
            imports.Add(member, model, schema, cancellationToken);
        foreach (var global in globals)
            imports.AddGlobal(global, model.Compilation, schema);
        imports.Inferred = imports.HasLegacy ? null : imports.OnlyRelated(schema.TargetNamespace);
        return imports;
    }

    /// <summary>The names of the global imports of a compilation.</summary>
    public static ImmutableArray<string> GlobalIn(Compilation compilation)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetRoot() is not CompilationUnitSyntax unit)
                continue;
            foreach (var import in unit.Usings)
            {
                if (import.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) && import.NamespaceOrType is NameSyntax name && import.Alias is null)
                    names.Add(NamespaceMention.TextOf(name));
            }
        }

        return names.ToImmutable();
    }

    private void Add(MemberDeclarationSyntax member, SemanticModel model, SchemaFacts schema, CancellationToken cancellationToken)
    {
        if (member is not BaseNamespaceDeclarationSyntax declaration)
            return;
        Add(declaration.Usings, model, schema, cancellationToken);
        foreach (var nested in declaration.Members)
            Add(nested, model, schema, cancellationToken);
    }

    private void Add(
        SyntaxList<UsingDirectiveSyntax> imports, SemanticModel model, SchemaFacts schema, CancellationToken cancellationToken)
    {
        foreach (var import in imports)
        {
            if (import.NamespaceOrType is not NameSyntax name)
                continue;
            switch (model.GetSymbolInfo(name, cancellationToken).Symbol)
            {
                case INamespaceSymbol space:
                    Add(space, schema);
                    break;
                case null when import.Alias is null:
                    AddUnresolved(name, schema);
                    break;
            }
        }
    }

    private void Add(INamespaceSymbol space, SchemaFacts schema)
    {
        HasLegacy |= schema.IsLegacy(space);
        HasTarget |= space.ToDisplayString() == schema.TargetNamespace;
    }

    private void AddUnresolved(NameSyntax name, SchemaFacts schema)
    {
        if (schema.IsInterim(NamespaceMention.TextOf(name)))
            HasTarget = true;
        else if (_move.ReplacementFor(NamespaceMention.TextOf(name), partial: false) is not null)
            HasLegacy = true;
        else
            _unresolved.Add(name);
    }

    private void AddGlobal(string name, Compilation compilation, SchemaFacts schema)
    {
        if (Resolve(name, compilation) is { } space)
            Add(space, schema);
        else if (_move.ReplacementFor(name, partial: false) is not null)
            HasLegacy = true;
        else if (schema.IsInterim(name))
            HasTarget = true;
        else
            _unresolvedGlobal |= compilation.GetTypeByMetadataName(name) is null;
    }

    private static INamespaceSymbol? Resolve(string name, Compilation compilation)
    {
        var space = compilation.GlobalNamespace;
        foreach (var word in name.Split('.'))
        {
            INamespaceSymbol? next = null;
            foreach (var member in space.GetMembers(word))
                next ??= member as INamespaceSymbol;
            if (next is null)
                return null;
            space = next;
        }

        return space;
    }

    private ExpressionSyntax? OnlyRelated(string? target)
    {
        if (target is null)
            return null;
        ExpressionSyntax? related = null;
        foreach (var name in _unresolved)
        {
            if (!IsRelated(NamespaceMention.TextOf(name), target))
                continue;
            if (related is not null)
                return null;
            related = name;
        }

        return related;
    }

    private static bool IsRelated(string name, string target) =>
        FirstWord(name) == FirstWord(target) || name.EndsWith("Schema", StringComparison.OrdinalIgnoreCase);

    private static string FirstWord(string name) => name.IndexOf('.') is var dot and >= 0 ? name.Substring(0, dot) : name;
}
