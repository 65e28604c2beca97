using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Razor;

/// <summary>Which syntax trees the Razor generator has made, and of which files.</summary>
internal static class RazorTree
{
    /// <summary>Whether a file is a Razor page, view or component, by its name.</summary>
    public static bool IsRazor(string path) => path.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".razor", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a tree is called like what the generator makes; cheap enough to be asked of every tree.</summary>
    public static bool IsGenerated(SyntaxTree tree) =>
        tree.FilePath.EndsWith("_cshtml.g.cs", StringComparison.OrdinalIgnoreCase) || tree.FilePath.EndsWith("_razor.g.cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>The Razor file that a tree is made of, which its first line says; <c>null</c> when it is made of none.</summary>
    public static string? SourceOf(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!IsGenerated(tree))
            return null;
        foreach (var trivia in tree.GetRoot(cancellationToken).GetLeadingTrivia())
        {
            if (trivia.GetStructure() is PragmaChecksumDirectiveTriviaSyntax checksum)
                return IsRazor(checksum.File.ValueText) ? checksum.File.ValueText : null;
        }

        return null;
    }

    /// <summary>The name that a generated file is made of: <c>Expert.cshtml</c> for <c>Expert_cshtml.g.cs</c>; any other name as it is.</summary>
    public static string SourceName(string generated) =>
        EndOf(generated, "_cshtml.g.cs", ".cshtml") ?? EndOf(generated, "_razor.g.cs", ".razor") ?? generated;

    private static string? EndOf(string name, string end, string with) =>
        name.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - end.Length) + with : null;
}
