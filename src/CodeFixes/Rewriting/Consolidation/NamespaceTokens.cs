using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The words in a document that name a renamed namespace: in its declarations, imports, qualified names and documentation references.</summary>
internal static class NamespaceTokens
{
    public static IEnumerable<(SyntaxToken Token, SchemaRename Rename)> In(DocumentView document, SchemaNames names, CancellationToken cancellationToken)
    {
        var text = document.Text.ToString();
        var words = names.Renames.Select(rename => rename.OldWord).Where(word => text.IndexOf(word, StringComparison.Ordinal) >= 0).ToList();
        if (words.Count == 0)
            yield break;
        foreach (var token in document.Root.DescendantTokens(descendIntoTrivia: true))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && words.Contains(token.ValueText) && token.Parent is IdentifierNameSyntax name
                && SpaceOf(name, document.Model, cancellationToken) is { } space
                && names.Renames.FirstOrDefault(rename => rename.From == space.ToDisplayString()) is { } found)
                yield return (token, found);
        }
    }

    /// <summary>
    /// The edit of a word, in the file that a person edits; <c>null</c> in what a generator makes of its own, which follows. Where the new word alone is
    /// something else already, the whole name stands in its place.
    /// </summary>
    public static PlannedEdit? EditOf(DocumentView document, SyntaxToken token, SchemaRename rename, IMove owner)
    {
        var text = IsTaken(token, rename, document.Model) ? rename.To : rename.NewWord;
        if (document.Razor is { } view)
            return view.PlaceOf(token.Span) is { } place ? new PlannedEdit(place.Path, new Edit(place.Span, text), owner) : null;
        return document.Id is null ? null : new PlannedEdit(document.Path, new Edit(token.Span, text), owner);
    }

    /// <summary>Whether a word that nothing stands before would find something else under the new name: a property, a class, a nearer namespace.</summary>
    private static bool IsTaken(SyntaxToken token, SchemaRename rename, SemanticModel model)
    {
        var name = token.Parent!;
        if (rename.NewWord == rename.To || Declaration(name) is not null
            || (name.Parent is QualifiedNameSyntax qualified && qualified.Right == name)
            || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
            || name.Parent is AliasQualifiedNameSyntax)
            return false;
        foreach (var found in model.LookupSymbols(token.SpanStart, name: rename.NewWord))
        {
            if (found is not INamespaceSymbol space || space.ToDisplayString() != rename.To)
                return true;
        }

        return false;
    }

    /// <summary>The edits of the names of entities, with their namespaces, in a model snapshot of Entity Framework Core: the next migration is compared with it.</summary>
    public static IEnumerable<PlannedEdit> InSnapshot(DocumentView document, SchemaNames names, IMove owner, CancellationToken cancellationToken)
    {
        if (document.Id is null || !IsModelSnapshot(document, cancellationToken))
            yield break;
        foreach (var token in document.Root.DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.StringLiteralToken)
                || names.Renames.FirstOrDefault(rename => token.ValueText.StartsWith(rename.From + ".", StringComparison.Ordinal)) is not { } rename)
                continue;
            var at = token.Text.IndexOf(rename.From, StringComparison.Ordinal) + rename.From.Length - rename.OldWord.Length;
            yield return new PlannedEdit(document.Path, new Edit(new TextSpan(token.SpanStart + at, rename.OldWord.Length), rename.NewWord), owner);
        }
    }

    private static bool IsModelSnapshot(DocumentView document, CancellationToken cancellationToken) =>
        document.Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<ClassDeclarationSyntax>()
            .Any(type => document.Model.GetDeclaredSymbol(type, cancellationToken)?.BaseType?.Name == "ModelSnapshot");

    private static INamespaceSymbol? SpaceOf(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (Declaration(name) is { } declaration)
            return Declared(name, declaration, model, cancellationToken);
        if (name.Parent is NameEqualsSyntax || model.GetAliasInfo(name, cancellationToken) is not null)
            return null;                                // an alias is somebody's own name for it
        return model.GetSymbolInfo(name, cancellationToken).Symbol as INamespaceSymbol;
    }

    /// <summary>The declaration in whose name a word stands.</summary>
    private static BaseNamespaceDeclarationSyntax? Declaration(SyntaxNode name)
    {
        var up = name;
        while (up.Parent is NameSyntax parent)
            up = parent;
        return up.Parent is BaseNamespaceDeclarationSyntax declaration && declaration.Name == up ? declaration : null;
    }

    private static INamespaceSymbol? Declared(IdentifierNameSyntax word, BaseNamespaceDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellationToken)
    {
        var space = model.GetDeclaredSymbol(declaration, cancellationToken) as INamespaceSymbol;
        for (var name = declaration.Name; space is not null; space = space.ContainingNamespace)
        {
            if (name == word || (name is QualifiedNameSyntax qualified && qualified.Right == word))
                return space;
            if (name is not QualifiedNameSyntax { Left: var left })
                return null;
            name = left;
        }

        return null;
    }
}
