using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Locals that existed only for arguments that are gone, and parameters that nobody reads any more.</summary>
internal static class AuditRemains
{
    /// <param name="document">The document.</param>
    /// <param name="dropped">The arguments that go.</param>
    /// <param name="unusedParameters">Filled with parameters that nothing reads any more.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Edits that remove the locals with their lines.</returns>
    public static List<Edit> Remove(
        DocumentView document, IEnumerable<ExpressionSyntax> dropped, List<(IParameterSymbol Parameter, SyntaxNode Place)> unusedParameters, CancellationToken cancellationToken)
    {
        var unused = new List<VariableDeclaratorSyntax>();
        var gone = dropped.Select(expression => expression.Span).ToList();
        var pending = new Queue<SyntaxNode>(dropped);
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var retry = new List<ISymbol>();
        while (pending.Count > 0)
        {
            foreach (var name in pending.Dequeue().DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            {
                if (document.Model.GetSymbolInfo(name, cancellationToken).Symbol is { Kind: SymbolKind.Local or SymbolKind.Parameter } symbol && seen.Add(symbol))
                    retry.Add(symbol);
            }

            foreach (var symbol in retry.ToList())
            {
                if (!IsUnused(document, symbol, gone, out var declaration, cancellationToken))
                    continue;
                retry.Remove(symbol);
                if (symbol is IParameterSymbol parameter)
                    unusedParameters.Add((parameter, declaration!));
                else if (declaration is VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax, UsingKeyword.RawKind: 0 } } variable
                    && AuditPurity.IsPure(variable.Initializer?.Value, document.Project.Map))
                {
                    unused.Add(variable);
                    gone.Add(variable.Span);
                    pending.Enqueue(variable);
                }
            }
        }

        return unused.GroupBy(variable => (VariableDeclarationSyntax)variable.Parent!).SelectMany(group => Removed(document.Text, group.Key, group.ToList())).ToList();
    }

    /// <summary>The whole statement with its line, or the declarators that nobody reads.</summary>
    private static IEnumerable<Edit> Removed(SourceText text, VariableDeclarationSyntax declaration, List<VariableDeclaratorSyntax> unused)
    {
        var all = declaration.Variables;
        if (unused.Count == all.Count)
        {
            yield return new Edit(LineOf(text, declaration.Parent!), "");
            yield break;
        }

        var kept = all.Where(variable => !unused.Contains(variable)).ToList();
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        foreach (var variable in kept)
        {
            if (pieces.Count > 0)
                pieces.Add(Piece.Of(", "));
            pieces.Add(Piece.Of(variable.Span));
        }

        yield return new Edit(TextSpan.FromBounds(all[0].SpanStart, all[all.Count - 1].Span.End), pieces.ToImmutable());
    }

    private static bool IsUnused(DocumentView document, ISymbol symbol, List<TextSpan> gone, out SyntaxNode? declaration, CancellationToken cancellationToken)
    {
        declaration = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        if (declaration is null || declaration.SyntaxTree != document.Tree)
            return false;
        var identifier = declaration switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier,
            ParameterSyntax parameter => parameter.Identifier,
            _ => default,
        };
        if (identifier.RawKind == 0)
            return false;
        if (symbol is IParameterSymbol && (declaration.Parent is SimpleLambdaExpressionSyntax || declaration.Parent?.Parent is TypeDeclarationSyntax or LambdaExpressionSyntax))
            return false;
        foreach (var name in LocalScope.Of(identifier).DescendantNodes(descendIntoTrivia: false).OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText == symbol.Name && !gone.Any(span => span.Contains(name.Span))
                && SymbolEqualityComparer.Default.Equals(document.Model.GetSymbolInfo(name, cancellationToken).Symbol, symbol))
                return false;
        }

        return true;
    }

    /// <summary>The statement with its indentation and its line break, when nothing else is on the line.</summary>
    private static TextSpan LineOf(SourceText text, SyntaxNode statement)
    {
        var first = text.Lines.GetLineFromPosition(statement.SpanStart);
        var last = text.Lines.GetLineFromPosition(statement.Span.End);
        var before = text.ToString(TextSpan.FromBounds(first.Start, statement.SpanStart));
        var after = text.ToString(TextSpan.FromBounds(statement.Span.End, last.End));
        after = after.Trim();
        return before.Trim().Length == 0 && (after.Length == 0 || after.StartsWith("//", StringComparison.Ordinal))
            ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak)
            : statement.Span;
    }
}
