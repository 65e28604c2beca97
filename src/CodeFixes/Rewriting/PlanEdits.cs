using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>An edit of a physical file, and the unit that it belongs to.</summary>
/// <param name="Path">The file; for code that is made of a Razor file, that code until the edit is placed.</param>
/// <param name="Edit">What changes.</param>
/// <param name="Owner">What it belongs to.</param>
internal readonly record struct PlannedEdit(string Path, Edit Edit, IMove Owner)
{
    /// <summary>Where no Razor file has the text, the generator makes it anew from what does change, and there is nothing to edit.</summary>
    public bool Follows { get; init; }
}

/// <summary>Gathers the edits of everything in a plan that moves.</summary>
internal sealed class PlanEdits(Plan plan, Collected collected, CancellationToken cancellationToken)
{
    /// <summary>The edits as the compiler sees the code: those of a Razor file in the code that is made of it.</summary>
    public List<PlannedEdit> AsSeen()
    {
        var edits = new List<PlannedEdit>();
        foreach (var unit in plan.Names.All.Where(plan.Moves))
        {
            foreach (var token in unit.Tokens)
                edits.Add(new PlannedEdit(token.Path, new Edit(token.Span, token.NewText), unit) { Follows = true });
            foreach (var (path, edit) in unit.Markup)
                edits.Add(new PlannedEdit(path, edit, unit));
            foreach (var (document, edit) in unit.Companions)
                edits.Add(new PlannedEdit(document.Path, edit, unit));
            edits.AddRange(plan.Wire.Pins(unit));
        }

        foreach (var unit in plan.Names.Unresolved.Where(unit => plan.Moves(unit)))
            edits.Add(new PlannedEdit(unit.First.Path, new Edit(unit.First.Span, unit.First.NewText), unit) { Follows = true });
        edits.AddRange(plan.Anonymous.Edits(plan));
        foreach (var document in collected.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (plan.MovesTablesIn(document))
                AddTables(document, edits);
            if (plan.MovesAuditIn(document))
                AddAudit(document, edits);
        }

        foreach (var finding in collected.Documents.Where(plan.Chooses).SelectMany(document => document.Local).Where(plan.Moves))
            edits.AddRange(finding.Edits);
        foreach (var finding in collected.Markup.Where(finding => plan.Moves(finding)))
            edits.AddRange(finding.Edits);
        edits.AddRange(plan.Guests.Edits(plan));
        edits.AddRange(plan.Imports.Edits());
        edits.AddRange(plan.Keys.Edits());
        return edits;
    }

    private void AddTables(DocumentFindings document, List<PlannedEdit> edits)
    {
        foreach (var token in document.Tables.Tokens)
        {
            var owner = plan.Table(token.OldName);
            if (owner.Reason is null && token.NewName != token.OldName)
                edits.Add(new PlannedEdit(document.Document.Path, new Edit(token.Token.Span, token.IsHidden ? document.Document.Project.Schema.TargetNamespace + "." + token.NewName : token.NewName), owner) { Follows = true });
        }

        foreach (var token in document.Names.Where(token => token.Binding == Binding.LegacyMember))
        {
            var owner = plan.Table(Plan.TableOf(token));
            if (owner.Reason is null)
                edits.Add(new PlannedEdit(document.Document.Path, new Edit(token.Span, token.NewText), owner) { Follows = true });
        }
    }

    private void AddAudit(DocumentFindings document, List<PlannedEdit> edits)
    {
        var owner = plan.AuditFile(document.Document.Path);
        var dropped = new List<ExpressionSyntax>();
        foreach (var use in document.Audit)
        {
            if (use.Rewrite.Edit is not { } edit)
                continue;
            edits.Add(new PlannedEdit(document.Document.Path, edit, owner));
            edits.AddRange(use.Companions.Select(companion => new PlannedEdit(document.Document.Path, companion, owner)));
            if (use.Target is { } target && target.Name != use.Name.Identifier.ValueText)
                edits.Add(new PlannedEdit(document.Document.Path, new Edit(use.Name.Identifier.Span, target.Name), owner));
            if (!use.IsOnService && use.Target is { } method && use.TypeName is { } type && type.Identifier.ValueText == use.Legacy?.ContainingType.Name
                && type.Identifier.ValueText != method.ContainingType.Name)
                edits.Add(new PlannedEdit(document.Document.Path, new Edit(type.Identifier.Span, method.ContainingType.Name), owner));
            dropped.AddRange(use.Rewrite.Dropped);
        }

        if (dropped.Count == 0)
            return;
        var unused = new List<(IParameterSymbol Parameter, SyntaxNode Place)>();
        foreach (var edit in AuditRemains.Remove(document.Document, dropped, unused, cancellationToken))
            edits.Add(new PlannedEdit(document.Document.Path, edit, owner));
        foreach (var (parameter, place) in unused)
        {
            if (plan.UnusedParameters.All(known => known.Place.SpanStart != place.SpanStart || known.Place.SyntaxTree.FilePath != place.SyntaxTree.FilePath))
                plan.UnusedParameters.Add((document.Audit[0], parameter, place));
        }
    }
}
