using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How a type is written in a file: by its name, with an import where that is needed and would make no other name ambiguous; else in full.</summary>
/// <param name="Name">What to write.</param>
/// <param name="Import">The import that the name needs; <c>null</c> where it needs none.</param>
internal sealed record WrittenType(string Name, Edit? Import)
{
    public static WrittenType Of(INamedTypeSymbol type, DocumentView document, int position)
    {
        var found = document.Model.LookupNamespacesAndTypes(position, name: type.Name);
        if (found.Any(symbol => SymbolEqualityComparer.Default.Equals(symbol, type)))
            return new WrittenType(type.Name, null);
        var space = type.ContainingNamespace;
        if (found.IsEmpty && !Clashes(space, document))
            return new WrittenType(type.Name, ImportEdits.Add(document, space.ToDisplayString()));
        var full = space.ToDisplayString() + "." + type.Name;
        var first = document.Model.LookupNamespacesAndTypes(position, name: full.Substring(0, full.IndexOf('.')));
        return new WrittenType(first.Length == 1 && first[0] is INamespaceSymbol { ContainingNamespace.IsGlobalNamespace: true } ? full : "global::" + full, null);
    }

    /// <summary>Whether the file names a type by a name that the namespace has as well.</summary>
    private static bool Clashes(INamespaceSymbol space, DocumentView document)
    {
        foreach (var name in document.Root.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (space.GetTypeMembers(name.Identifier.ValueText).IsEmpty)
                continue;
            var symbol = document.Model.GetSymbolInfo(name).Symbol;
            if (symbol is INamedTypeSymbol or IMethodSymbol { MethodKind: MethodKind.Constructor } && name.Parent is not QualifiedNameSyntax)
                return true;
        }

        return false;
    }
}
