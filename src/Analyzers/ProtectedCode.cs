using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers;

/// <summary>Code that is neither reported nor edited: migrations, generated code, the legacy schema itself and what reads it on purpose.</summary>
internal static class ProtectedCode
{
    /// <summary>Whether <paramref name="node"/> stands in a migration or a model snapshot (every part of a partial class included).</summary>
    public static bool IsMigration(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var type = EnclosingType(node); type is not null; type = EnclosingType(type.Parent))
        {
            if (model.GetDeclaredSymbol(type, cancellationToken) is INamedTypeSymbol symbol && IsMigration(symbol))
                return true;
        }

        return false;
    }

    /// <summary>Whether <paramref name="type"/> derives from <c>Migration</c> or <c>ModelSnapshot</c>, or is marked <c>[Migration]</c>.</summary>
    public static bool IsMigration(INamedTypeSymbol type)
    {
        for (var up = type.BaseType; up is not null; up = up.BaseType)
        {
            if (up.Name is "Migration" or "ModelSnapshot" or "DbMigration" && IsOfMigrationFramework(up))
                return true;
        }

        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "MigrationAttribute" or "Migration" } marker && IsOfMigrationFramework(marker))
                return true;
        }

        return type.ContainingType is { } outer && IsMigration(outer);
    }

    /// <summary>Whether a tool writes the file, by its name, its first comment or <c>generated_code = true</c>.</summary>
    public static bool IsGenerated(SyntaxTree tree, AnalyzerConfigOptions? options, CancellationToken cancellationToken)
    {
        if (options is not null && options.TryGetValue("generated_code", out var said) && bool.TryParse(said, out var generated))
            return generated;
        return HasGeneratedName(tree.FilePath) || HasGeneratedMark(tree.GetRoot(cancellationToken));
    }

    /// <summary>Whether <paramref name="node"/> stands in something that is marked <c>[GeneratedCode]</c>, as a tool does within a file that people write.</summary>
    public static bool IsMarkedAsGenerated(SyntaxNode? node, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var up = node; up is not null; up = ParentOf(up))
        {
            if (up is not MemberDeclarationSyntax member || member is BaseNamespaceDeclarationSyntax or BaseFieldDeclarationSyntax)
                continue;
            for (var symbol = model.GetDeclaredSymbol(member, cancellationToken); symbol is not null; symbol = symbol.ContainingType)
            {
                foreach (var attribute in symbol.GetAttributes())
                {
                    if (attribute.AttributeClass is { Name: "GeneratedCodeAttribute", ContainingNamespace: { Name: "Compiler", ContainingNamespace.Name: "CodeDom" } })
                        return true;
                }
            }

            return false;
        }

        return false;
    }

    /// <summary>Whether the configuration says that the file at <paramref name="path"/> reads the legacy schema on purpose.</summary>
    public static bool IsLegacyReader(string path, MigrationMap map) => PathGlob.IsAnyMatch(map.LegacyReaders, path);

    /// <summary>Whether the configuration says that the file at <paramref name="path"/> is neither reported nor edited.</summary>
    public static bool IsExcluded(string path, MigrationMap map) => PathGlob.IsAnyMatch(map.ExcludedPaths, path);

    /// <summary>Whether <paramref name="node"/> stands in a declaration of a legacy schema namespace.</summary>
    public static bool IsInLegacySchema(SyntaxNode node, SemanticModel model, SchemaFacts schema, CancellationToken cancellationToken)
    {
        if (schema.LegacyNamespaces.Count == 0)
            return false;
        for (var up = node; up is not null; up = ParentOf(up))
        {
            if (up is BaseNamespaceDeclarationSyntax declaration)
                return model.GetDeclaredSymbol(declaration, cancellationToken) is INamespaceSymbol symbol && schema.IsLegacy(symbol);
        }

        return false;
    }

    private static BaseTypeDeclarationSyntax? EnclosingType(SyntaxNode? node)
    {
        for (var up = node; up is not null; up = ParentOf(up))
        {
            if (up is BaseTypeDeclarationSyntax type)
                return type;
        }

        return null;
    }

    /// <summary>The parent, and for documentation that of the declaration that it stands before.</summary>
    private static SyntaxNode? ParentOf(SyntaxNode node) =>
        node.Parent ?? (node is StructuredTriviaSyntax trivia ? trivia.ParentTrivia.Token.Parent : null);

    /// <summary>A framework that is not restored cannot be asked for its namespace; its name is enough then.</summary>
    private static bool IsOfMigrationFramework(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Error)
            return true;
        var space = type.ContainingNamespace.ToDisplayString();
        return space.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || space.StartsWith("System.Data.Entity", StringComparison.Ordinal)
            || space.StartsWith("FluentMigrator", StringComparison.Ordinal);
    }

    private static bool HasGeneratedName(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        return name.StartsWith("TemporaryGeneratedFile_", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".designer", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".generated", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".g", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".g.i", StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasGeneratedMark(SyntaxNode root)
    {
        foreach (var trivia in root.GetLeadingTrivia())
        {
            if (!trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && !trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
                continue;
            var comment = trivia.ToString();
            if (comment.Contains("<auto-generated") || comment.Contains("<autogenerated"))
                return true;
        }

        return false;
    }
}
