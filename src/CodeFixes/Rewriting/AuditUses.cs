using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>An audit call of the old shape, or a method group of it.</summary>
/// <param name="Document">Where.</param>
/// <param name="Name">The method's name as written.</param>
/// <param name="Rewrite">The new shape; its reason says why there is none.</param>
/// <param name="Legacy">The old method; <c>null</c> where nothing resolves.</param>
/// <param name="Target">The new method.</param>
internal sealed record AuditUse(DocumentView Document, SimpleNameSyntax Name, AuditCallRewrite Rewrite, IMethodSymbol? Legacy, IMethodSymbol? Target)
{
    public Site Place => new(Document.Path, Name.SpanStart);

    /// <summary>What makes the call on a service: its receiver, and the injection of one.</summary>
    public ImmutableArray<Edit> Companions { get; init; } = ImmutableArray<Edit>.Empty;

    /// <summary>The call is made on a service that takes the place of the old type.</summary>
    public bool IsOnService { get; init; }

    /// <summary>The type in front of a static call, or <c>null</c>: an instance, or a static import.</summary>
    public SimpleNameSyntax? TypeName => Name.Parent is MemberAccessExpressionSyntax { Expression: var receiver } && Legacy is { IsStatic: true }
        ? receiver switch
        {
            SimpleNameSyntax simple => simple,
            MemberAccessExpressionSyntax access => access.Name,
            AliasQualifiedNameSyntax alias => alias.Name,
            _ => null,
        }
        : null;

    /// <summary>A call that stays can stand alone: it is static, so the old type can be written out in front of it.</summary>
    public bool CanBeQualified => Legacy is { IsStatic: true, IsExtensionMethod: false };
}

/// <summary>Finds audit calls, and what they leave behind.</summary>
internal static class AuditUses
{
    public static List<AuditUse> Collect(DocumentView document, CancellationToken cancellationToken)
    {
        var found = new List<AuditUse>();
        var tokens = CandidateWords.Identifiers(document.Root, document.Text, Words.Audit);
        foreach (var token in tokens)
        {
            if (!AuditFacts.IsAuditName(token.ValueText) || token.Parent is not SimpleNameSyntax name)
                continue;
            var facts = document.Project.Audit;
            var call = name.FirstAncestorOrSelf<InvocationExpressionSyntax>(invocation => LegacyAuditCall.NameOf(invocation) == name);
            if (call is not null && LegacyAuditCall.TryBind(call, document.Model, facts, cancellationToken) is { } legacy)
            {
                found.Add(Use(document, name, legacy, legacy.Counterpart, cancellationToken));
            }
            else if (call is null && LegacyAuditCall.IsMethodGroup(name, document.Model, facts, cancellationToken))
            {
                var method = document.Model.GetSymbolInfo(name, cancellationToken).Symbol as IMethodSymbol;
                var rewrite = new AuditCallRewrite(null, Reasons.AuditMethodGroup, ImmutableArray<ExpressionSyntax>.Empty);
                found.Add(new AuditUse(document, name, rewrite, method, method is null ? null : facts.CounterpartOf(method)));
            }
        }

        return found;
    }

    private static AuditUse Use(DocumentView document, SimpleNameSyntax name, LegacyAuditCall legacy, IMethodSymbol? target, CancellationToken cancellationToken)
    {
        AuditUse Stay(string reason) => new(document, name, new AuditCallRewrite(null, reason, ImmutableArray<ExpressionSyntax>.Empty), legacy.Legacy, target);
        if (target is null)
            return Stay(Reasons.AuditNoTarget);
        var rewrite = AuditCallRewrite.Of(legacy, target, document.Model, cancellationToken);
        if (rewrite.Reason is not null || !AuditInstance.IsNeeded(legacy.Legacy, target))
            return new AuditUse(document, name, rewrite, legacy.Legacy, target);
        var instance = AuditInstance.For(legacy.Call, target.ContainingType, document.Model, cancellationToken);
        if (instance.Reason is { } none)
            return Stay(none);
        if (Receiver(legacy.Call, name, instance.Name) is not { } receiver)
            return Stay(Reasons.AuditNeedsInstance(target.ContainingType.Name));
        var companions = instance.Edits.Add(receiver);
        if (legacy.Legacy is { ReturnsVoid: true } && !target.ReturnsVoid)
        {
            if (legacy.Call.Parent is not ExpressionStatementSyntax statement || !IsAsynchronous(statement))
                return Stay(Reasons.AuditIsAsynchronous);
            companions = companions.Add(new Edit(new TextSpan(statement.SpanStart, 0), "await "));
        }

        return new AuditUse(document, name, rewrite, legacy.Legacy, target) { Companions = companions, IsOnService = true };
    }

    /// <summary>Puts the service in the place of the old type or object; a static import has nothing in that place.</summary>
    private static Edit? Receiver(InvocationExpressionSyntax call, SimpleNameSyntax name, string instance) => call.Expression switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => new Edit(access.Expression.Span, instance),
        SimpleNameSyntax => new Edit(new TextSpan(name.SpanStart, 0), instance + "."),
        _ => null,
    };

    private static bool IsAsynchronous(SyntaxNode statement) =>
        statement.FirstAncestorOrSelf<SyntaxNode>(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or GlobalStatementSyntax) switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.RawKind != 0,
            LocalFunctionStatementSyntax function => function.Modifiers.Any(modifier => modifier.ValueText == "async"),
            BaseMethodDeclarationSyntax method => method.Modifiers.Any(modifier => modifier.ValueText == "async"),
            GlobalStatementSyntax => true,
            _ => false,
        };
}

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
                    && AuditPurity.IsPure(variable.Initializer?.Value, document.Model, cancellationToken))
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
        if (symbol is IParameterSymbol && declaration.Parent?.Parent is TypeDeclarationSyntax or LambdaExpressionSyntax)
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
