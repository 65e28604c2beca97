using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Clerk;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>C2W501: rewrites a call of Clerk's SDK where WorkOS's takes the same and what it gives is used alike. Everything else is listed.</summary>
internal sealed class ClerkCallFix : LocalFix
{
    public override string Rule => RuleIds.ClerkSdk;

    public override LocalChange Of(DocumentView document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.Properties[ClerkSdkAnalyzer.Kind] != nameof(ClerkUseKind.Call)
            || document.Root.FindToken(diagnostic.Location.SourceSpan.End - 1).Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } invocation
            || ClerkCall.Of(invocation, document.Model, unresolved: true, cancellationToken) is not { Api.Rewrite: { } rewrite } call)
            return LocalChange.None(Reasons.ByHand);
        if (document.Project.Compilation.GetTypeByMetadataName(WorkOSCall.Client) is not { } client)
            return LocalChange.None(Reasons.WorkOSNotInstalled);
        if (WorkOSCall.Of(client, rewrite) is not { } target)
            return LocalChange.None(Reasons.WorkOSHasNoSuchCall(rewrite.Service + "." + rewrite.Method));
        if (Obstacle(call, document, cancellationToken) is { } obstacle)
            return LocalChange.None(obstacle);

        var edits = ImmutableArray.CreateBuilder<(DocumentView Document, Edit Edit)>();
        string Written(INamedTypeSymbol type)
        {
            var written = WrittenType.Of(type, document, invocation.SpanStart);
            Add(document, written.Import);
            return written.Name;
        }

        var (reason, result) = ClerkResult.Of(call, rewrite, target, document.Model, cancellationToken);
        if (reason is not null)
            return LocalChange.None(reason);
        var arguments = ClerkArguments.Of(call, rewrite, target, document, Written);
        if (arguments.Reason is not null)
            return LocalChange.None(arguments.Reason);
        var name = WrittenType.Of(client, document, invocation.SpanStart);
        var instance = ServiceInstance.For(invocation, client, "workos", document.Model, cancellationToken, name.Name);
        if (instance.Reason is not null)
            return LocalChange.None(instance.Reason);

        foreach (var (tree, edit) in instance.Edits)
        {
            var other = tree == document.Tree ? document : new DocumentView(document.Project, id: null, tree.FilePath, tree, tree.GetText(cancellationToken));
            var there = WrittenType.Of(client, other, edit.Span.Start);
            if (there.Name != name.Name)
                return LocalChange.None(Reasons.ByHand);
            Add(other, there.Import);
            edits.Add((other, edit));
        }

        foreach (var edit in Receiver(call, rewrite, instance.Name).Concat(arguments.Edits).Concat(result))
            edits.Add((document, edit));
        return new LocalChange(edits.ToImmutable(), null) { NeedsService = instance.Edits.IsEmpty ? null : client.Name };

        void Add(DocumentView there, Edit? import)
        {
            if (import is not null && !edits.Any(edit => edit.Document.Path == there.Path && edit.Edit.Span == import.Span && edit.Edit.Pieces.SequenceEqual(import.Pieces)))
                edits.Add((there, import));
        }
    }

    /// <summary>What speaks against it whatever is passed and given.</summary>
    private static string? Obstacle(ClerkCall call, DocumentView document, CancellationToken cancellationToken)
    {
        if (call.Call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver }
            || receiver.DescendantNodesAndSelf().Any(node => node is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax))
            return Reasons.ClerkCalledConditionally;
        if (!AuditPurity.IsPure(receiver, document.Project.Map))
            return Reasons.ClerkReceiver(receiver.ToString());
        return CatchesClerk(call.Call, document, cancellationToken) ? Reasons.ClerkErrorsCaught : null;
    }

    /// <summary>Whether an error of Clerk's is caught around the call: WorkOS's would not be.</summary>
    private static bool CatchesClerk(SyntaxNode call, DocumentView document, CancellationToken cancellationToken)
    {
        for (var up = call.Parent; up is not null and not MemberDeclarationSyntax; up = up.Parent)
        {
            if (up is not TryStatementSyntax attempt || !attempt.Block.Span.Contains(call.Span))
                continue;
            foreach (var name in attempt.Catches.SelectMany(clause => clause.ChildNodes().Where(node => node is CatchDeclarationSyntax or CatchFilterClauseSyntax))
                .SelectMany(part => part.DescendantNodes().OfType<SimpleNameSyntax>()))
            {
                if (ClerkMention.Of(name, document.Model, unresolved: true, cancellationToken) is not null)
                    return true;
            }
        }

        return false;
    }

    private static IEnumerable<Edit> Receiver(ClerkCall call, ClerkRewrite rewrite, string instance)
    {
        var access = (MemberAccessExpressionSyntax)call.Call.Expression;
        if (call is { Part: { } part, Client: { } clerk })
        {
            yield return new Edit(clerk.Span, instance);
            if (part.Identifier.ValueText != rewrite.Service)
                yield return new Edit(part.Identifier.Span, rewrite.Service);
        }
        else
        {
            yield return new Edit(access.Expression.Span, instance + "." + rewrite.Service);
        }

        if (call.Name.Identifier.ValueText != rewrite.Method)
            yield return new Edit(call.Name.Identifier.Span, rewrite.Method);
    }
}
