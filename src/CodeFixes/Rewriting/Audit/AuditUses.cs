using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

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
        var rewrite = AuditCallRewrite.Of(legacy, target, document.Project.Map);
        if (rewrite.Reason is not null || !NeedsInstance(legacy.Legacy, target))
            return new AuditUse(document, name, rewrite, legacy.Legacy, target);
        var instance = ServiceInstance.For(legacy.Call, target.ContainingType, "auditLog", document.Model, cancellationToken);
        if (instance.Reason is { } none)
            return Stay(none);
        if (instance.Edits.Any(edit => edit.Tree != document.Tree))
            return Stay(Reasons.AuditNeedsInstance(target.ContainingType.Name));    // its constructor is in another file of a partial class
        if (Receiver(legacy.Call, name, instance.Name) is not { } receiver)
            return Stay(Reasons.AuditNeedsInstance(target.ContainingType.Name));
        var companions = instance.Edits.Select(edit => edit.Edit).Append(receiver).ToImmutableArray();
        if (legacy.Legacy is { ReturnsVoid: true } && !target.ReturnsVoid)
        {
            if (legacy.Call.Parent is not ExpressionStatementSyntax statement || !AsynchronousCaller.Is(statement))
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

    /// <summary>Whether the call has to be made on another object, or on one at all.</summary>
    private static bool NeedsInstance(IMethodSymbol? legacy, IMethodSymbol target) =>
        legacy is not null && !target.IsStatic && (legacy.IsStatic || legacy.ContainingType.Name != target.ContainingType.Name);
}
