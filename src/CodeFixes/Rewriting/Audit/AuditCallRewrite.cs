using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>One audit call in its new shape: an edit, or the reason why there is none.</summary>
/// <param name="Edit">The edit; <c>null</c> when the call has to stay.</param>
/// <param name="Reason">Why it has to stay.</param>
/// <param name="Dropped">The arguments that go and are not kept as statements.</param>
internal sealed record AuditCallRewrite(Edit? Edit, string? Reason, ImmutableArray<ExpressionSyntax> Dropped)
{
    private static readonly string[] GoneRoles = { "workosUserId", "ipAddress", "userAgent" };

    /// <summary>Rewrites <paramref name="call"/> to the shape of <paramref name="target"/>.</summary>
    public static AuditCallRewrite Of(LegacyAuditCall call, IMethodSymbol target, MigrationMap map)
    {
        static AuditCallRewrite Stay(string reason) => new(null, reason, ImmutableArray<ExpressionSyntax>.Empty);

        var gone = call.Call.ArgumentList.Arguments.Where(argument => GoneRoles.Any(role => call[role] == argument)).ToList();
        var parameters = Parameters(target);
        if (call.CancellationToken is { } token && !parameters.Any(parameter => parameter.Name == "cancellationToken"))
            gone.Add(token);
        var kept = call.Call.ArgumentList.Arguments.Except(gone).ToList();
        var hoisted = gone.Where(argument => !AuditPurity.IsPure(argument.Expression, map)).OrderBy(argument => argument.SpanStart).ToList();
        var statement = StatementOf(call.Call);
        foreach (var argument in hoisted)
        {
            if (statement is null)
                return Stay(Reasons.AuditSideEffect(argument.Expression.ToString()));
            if (kept.Any(other => other.SpanStart < argument.SpanStart && !AuditPurity.IsPure(other.Expression, map)))
                return Stay(Reasons.AuditOrder(argument.Expression.ToString()));
        }

        if (AuditChanges.Of(call, parameters) is not { } changes)
            return Stay(Reasons.AuditChangesType(parameters.First(parameter => parameter.Name == "changes").Type.ToDisplayString()));
        var list = Arguments(call, kept, parameters, changes);
        var dropped = gone.Except(hoisted).Select(argument => argument.Expression)
            .Concat(changes.Omitted).ToImmutableArray();
        if (hoisted.Count == 0)
            return new AuditCallRewrite(new Edit(call.Call.ArgumentList.Span, list), null, dropped);

        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var indentation = Indentation(statement!);
        foreach (var argument in hoisted)
        {
            pieces.Add(Piece.Of("_ = "));
            pieces.Add(Piece.Of(argument.Expression.Span));
            pieces.Add(Piece.Of(";" + LineEnd(statement!) + indentation));
        }

        pieces.Add(Piece.Of(TextSpan.FromBounds(statement!.SpanStart, call.Call.ArgumentList.SpanStart)));
        pieces.AddRange(list);
        return new AuditCallRewrite(
            new Edit(TextSpan.FromBounds(statement.SpanStart, call.Call.ArgumentList.Span.End), pieces.ToImmutable()), null, dropped);
    }

    /// <summary>The parameters behind an extension's receiver.</summary>
    private static ImmutableArray<IParameterSymbol> Parameters(IMethodSymbol method) =>
        method.IsExtensionMethod && method.ReducedFrom is null ? method.Parameters.RemoveAt(0) : method.Parameters;

    private static ImmutableArray<Piece> Arguments(
        LegacyAuditCall call, List<ArgumentSyntax> kept, ImmutableArray<IParameterSymbol> parameters, AuditChanges changes)
    {
        var list = call.Call.ArgumentList;
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        pieces.Add(Piece.Of(TextSpan.FromBounds(list.SpanStart, list.OpenParenToken.FullSpan.End)));
        var index = 0;
        var mustName = false;
        var pending = "";
        foreach (var argument in kept)
        {
            var isChanges = changes.Has(argument);
            if (isChanges && !changes.IsPlace(argument))
                continue;
            var role = isChanges ? "changes" : RoleOf(call, argument);
            pieces.Add(Piece.Of(pending));
            var startsLine = index == 0 ? EndsLine(list.OpenParenToken.TrailingTrivia.ToFullString()) : EndsLine(pending);
            pieces.Add(Piece.Of(Orphaned(list, kept, argument)));
            pieces.Add(Leading(argument, startsLine));
            var inPlace = index < parameters.Length && parameters[index].Name == role;
            mustName |= !inPlace;
            if (mustName || argument.NameColon is not null)
                pieces.Add(Piece.Of(role + ": "));
            if (isChanges)
                pieces.AddRange(changes.Pieces);
            else
                pieces.Add(Piece.Of(argument.Expression.Span));
            var last = isChanges ? changes.Last : argument;
            pieces.Add(Piece.Of(TextSpan.FromBounds(last.Span.End, last.FullSpan.End)));
            pending = "," + AfterComma(list, last);
            index++;
        }

        // A comment behind the last kept argument's comma stays behind that argument.
        if (pending.Contains("//"))
            pieces.Add(Piece.Of(pending.Substring(1) + Indentation(kept[kept.Count - 1])));
        else if (pending.Contains("/*"))
            pieces.Add(Piece.Of(pending.Substring(1).TrimEnd()));
        else if (list.Arguments.Count > 0 && EndsLine(list.CloseParenToken.GetPreviousToken().TrailingTrivia.ToFullString())
            && !(kept.Count > 0 && EndsLine(kept[kept.Count - 1].GetTrailingTrivia().ToFullString())))
            pieces.Add(Piece.Of(LineEnd(list) + list.CloseParenToken.LeadingTrivia.ToFullString()));
        else
            pieces.Add(Piece.Of(list.CloseParenToken.LeadingTrivia.ToFullString()));
        pieces.Add(Piece.Of(list.CloseParenToken.Span));
        return pieces.ToImmutable();
    }

    private static bool EndsLine(string text) => text.EndsWith("\n", StringComparison.Ordinal) || text.EndsWith("\r", StringComparison.Ordinal);

    /// <summary>A comment right before an argument that stays, behind the comma of one that goes.</summary>
    private static string Orphaned(ArgumentListSyntax list, List<ArgumentSyntax> kept, ArgumentSyntax argument)
    {
        var index = list.Arguments.IndexOf(argument) - 1;
        if (index < 0 || kept.Contains(list.Arguments[index]))
            return "";
        var text = list.Arguments.GetSeparator(index).TrailingTrivia.ToFullString();
        return text.Contains("/*") && !EndsLine(text) ? text.TrimStart() : "";
    }

    /// <summary>What stands before an argument; its indentation only where it begins a line now, comments always.</summary>
    private static Piece Leading(ArgumentSyntax argument, bool startsLine)
    {
        var span = TextSpan.FromBounds(argument.FullSpan.Start, argument.SpanStart);
        var text = argument.GetLeadingTrivia().ToFullString();
        if (text.Trim().Length > 0)
            return Piece.Of(span);
        return Piece.Of(!startsLine ? "" : text.Length > 0 ? text : Indentation(argument));
    }

    private static string RoleOf(LegacyAuditCall call, ArgumentSyntax argument)
    {
        foreach (var role in AuditSignature.Roles)
        {
            if (call[role] == argument)
                return role;
        }

        return "cancellationToken";
    }

    private static string AfterComma(ArgumentListSyntax list, ArgumentSyntax argument)
    {
        var index = list.Arguments.IndexOf(argument);
        return index < list.Arguments.SeparatorCount ? list.Arguments.GetSeparator(index).TrailingTrivia.ToFullString() : " ";
    }

    /// <summary>The statement that is nothing but the call (awaited or not), when statements can be put before it.</summary>
    private static ExpressionStatementSyntax? StatementOf(InvocationExpressionSyntax call)
    {
        SyntaxNode node = call;
        while (node.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax
            || node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" }
            || (node.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard && discard.Right == node))
            node = node.Parent;
        return node.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement ? statement : null;
    }

    private static string Indentation(SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    private static string LineEnd(SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(node.SpanStart);
        return line.EndIncludingLineBreak > line.End ? text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) : "\n";
    }
}
