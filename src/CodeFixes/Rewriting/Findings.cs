using System.Collections.Immutable;
using System.Globalization;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What a plan means for each place that a rule speaks of.</summary>
internal static class Findings
{
    public static ImmutableArray<Finding> Of(Collected collected, Plan plan)
    {
        var options = plan.Options;
        // A setting that is ignored bears on whatever was chosen.
        var found = new List<Finding>(collected.Snapshot.Settings);
        if (options.Has(RuleIds.ClerkUserIdName))
            AddNames(plan, found, options);
        var replaced = new ReplacedText(plan.Edits());
        var kept = new KeptNames(collected, plan);
        foreach (var document in collected.Documents)
        {
            if (!plan.Chooses(document))
                continue;
            AddTables(document, plan, found, options);
            AddAudit(document, plan, found, options);
            foreach (var finding in document.Local.Where(finding => options.Has(finding.Diagnostic.Id)
                && (plan.ReasonOf(finding) is null || !replaced.Holds(finding.Document.PhysicalPath, finding.Document.PhysicalSpan(finding.Diagnostic.Location.SourceSpan)))))
                found.Add(At(finding, plan.ReasonOf(finding), kept.ReasonOf(finding)));
            foreach (var use in document.Namespaces)
                AddNamespace(document, use, plan, found, options);
        }

        foreach (var (file, diagnostic) in collected.Beside.Where(beside => options.Has(beside.Diagnostic.Id) && options.Chooses(beside.File.Path)))
            found.Add(At(file, diagnostic, plan));
        found.AddRange(plan.Keys.Others);

        foreach (var (document, token, move, type) in plan.Imports.Leftovers.Where(leftover => options.Has(leftover.Move.Rule) && !leftover.Document.IsLegacyReader))
            found.Add(At(move.Rule, FindingStatus.Listed, document.Document, token, $"'{type}' is of the legacy namespace '{move.From}'.", Reasons.TableNoTarget(type)));

        if (options.Has(RuleIds.LegacyAuditCall))
        {
            foreach (var (use, parameter, place) in plan.UnusedParameters)
                found.Add(At(RuleIds.LegacyAuditCall, FindingStatus.Info, use.Document, place.GetFirstToken(), $"Parameter '{parameter.Name}' was only audited.", Reasons.AuditParameterUnused(parameter.Name)));
        }

        if (plan.Guests.Unregistered(plan) is { } meeting)
            found.Add(At(RuleIds.UnregisteredGuest, FindingStatus.Info, meeting.Document, meeting.Token, "Nothing registers 'IGuestRegistration'.", Reasons.GuestServiceNotRegistered));

        return collected.Suppressions.Without(found)
            .Select(finding => InRazor(finding, collected.Snapshot)).OfType<Finding>()
            .Concat(collected.Markup.Where(finding => options.Has(finding.Diagnostic.Id) && options.Chooses(finding.Path))
                .Select(finding => finding.Report(replaced.Holds(finding.Path, finding.Span))))
            .GroupBy(finding => (finding.RuleId, finding.Path, finding.Span))
            .Select(group => group.OrderBy(finding => finding.Status == FindingStatus.Listed ? 0 : 1).First())
            .OrderBy(finding => finding.Path, StringComparer.Ordinal).ThenBy(finding => finding.Span.Start).ThenBy(finding => finding.RuleId, StringComparer.Ordinal)
            .ToImmutableArray();
    }

    public static ImmutableArray<Contract> Contracts(Collected collected, Plan plan) => plan.Names.All.Where(plan.Moves)
        .SelectMany(plan.Wire.Contracts)
        .Concat(plan.Anonymous.Contracts)
        .Concat(plan.Keys.Contracts())
        .Select(contract => InRazor(contract, collected.Snapshot))
        .Distinct()
        .OrderBy(contract => contract.Path, StringComparer.Ordinal).ThenBy(contract => contract.Line.Start).ThenBy(contract => contract.Kind)
        .ToImmutableArray();

    /// <summary>A finding of generated code at its place in the Razor file; <c>null</c> where no Razor file has it, and it follows.</summary>
    private static Finding? InRazor(Finding finding, Snapshot snapshot)
    {
        if (snapshot.ViewOf(finding.Path) is not { } view)
            return finding;
        if (view.Razor!.PlaceOf(finding.Span) is not { } place)
            return null;
        var text = view.Project.Razor.TextOf(place.Path)!;
        return finding with { Path = place.Path, Span = place.Span, Line = text.Lines.GetLinePositionSpan(place.Span) };
    }

    private static Contract InRazor(Contract contract, Snapshot snapshot)
    {
        if (snapshot.ViewOf(contract.Path) is not { } view)
            return contract;
        var lines = view.Text.Lines;
        var span = TextSpan.FromBounds(lines.GetPosition(contract.Line.Start), lines.GetPosition(contract.Line.End));
        return view.Razor!.PlaceOf(span) is { } place
            ? contract with { Path = place.Path, Line = view.Project.Razor.TextOf(place.Path)!.Lines.GetLinePositionSpan(place.Span) }
            : contract with { Path = view.PhysicalPath, Line = default };
    }

    private static void AddNames(Plan plan, List<Finding> found, RewriteOptions options)
    {
        foreach (var unit in plan.Names.All)
        {
            if (!plan.Wants(unit) || unit.IsPinned || Plan.IsTableMember(unit))
                continue;
            foreach (var token in unit.Declarations.Where(token => options.Chooses(token.Path) && !plan.IsProtected(token.Document)))
            {
                found.Add(At(RuleIds.ClerkUserIdName, unit.Reason is null ? FindingStatus.Fixed : FindingStatus.Listed, token.Document, token.Token,
                    $"'{token.OldName}' is named after {Meaning(token)}; use '{token.NewName}'.", unit.Reason));
            }
        }

        foreach (var (token, reason) in plan.Anonymous.Losers.Where(loser => options.Chooses(loser.Token.Path) && !StaysWithItsSource(loser.Token, plan)))
            found.Add(At(RuleIds.ClerkUserIdName, FindingStatus.Listed, token.Document, token.Token, $"'{token.OldName}' is named after {Meaning(token)}; use '{token.NewName}'.", reason));

        foreach (var unit in plan.Names.Unresolved.Where(plan.Wants))
        {
            found.Add(At(RuleIds.ClerkUserIdName, unit.Reason is null ? FindingStatus.Fixed : FindingStatus.Listed, unit.First.Document, unit.First.Token,
                $"'{unit.First.OldName}' is not found; it is named after {Meaning(unit.First)}, use '{unit.First.NewName}'.", unit.Reason));
        }
    }

    /// <summary>An inferred name whose source stays, too: the finding is at the source.</summary>
    private static bool StaysWithItsSource(NameToken token, Plan plan) =>
        token.Binding != Binding.Declares && token.Sites.Count > 0 && plan.Names.Find(token.Sites[0]) is { Reason: not null };

    private static string Meaning(NameToken token) => token.Document.Project.Map.Names.MeaningOf(token.OldName);

    private static void AddTables(DocumentFindings document, Plan plan, List<Finding> found, RewriteOptions options)
    {
        if (!options.Has(RuleIds.SingularTable))
            return;
        var reader = document.IsLegacyReader;
        foreach (var token in document.Tables.Tokens.Where(token => token.NewName != token.OldName || token.Legacy is null))
        {
            var reason = reader ? Reasons.LegacyReader : document.KeepsTables ? Reasons.SuppressedBeside(RuleIds.SingularTable, RuleIds.LegacySchemaImport) : plan.Table(token.OldName).Reason;
            found.Add(At(RuleIds.SingularTable, Status(reader, reason), document.Document, token.Token, $"'{token.OldName}' is a table of the legacy schema; use '{token.NewName}'.", reason));
        }
    }

    private static void AddAudit(DocumentFindings document, Plan plan, List<Finding> found, RewriteOptions options)
    {
        if (!options.Has(RuleIds.LegacyAuditCall))
            return;
        foreach (var use in document.Audit)
        {
            var reason = use.Rewrite.Reason ?? plan.AuditFile(document.Document.Path).Reason;
            found.Add(At(RuleIds.LegacyAuditCall, Status(false, reason), document.Document, use.Name.Identifier, $"'{use.Name.Identifier.ValueText}' is called in its old shape.", reason));
        }
    }

    private static void AddNamespace(DocumentFindings document, NamespaceUse use, Plan plan, List<Finding> found, RewriteOptions options)
    {
        if (!options.Has(use.Move.Rule))
            return;
        var what = use.Move.Rule switch
        {
            RuleIds.LegacyAuditImport => "legacy audit",
            RuleIds.InterimSchema => "WorkOS schema's interim name",
            _ => "legacy schema",
        };
        if (use.Move.Rule == RuleIds.LegacySchemaImport && document.IsLegacyReader)
        {
            found.Add(At(use.Move.Rule, FindingStatus.Info, document.Document, use.Last, $"'{use.Move.From}' is the {what}.", Reasons.LegacyReader));
            return;
        }

        var moves = plan.Imports.MovesUse(document, use);
        if (!moves && use.Import is null)
        {
            // A table that stays is reported as one; another type that has no counterpart is reported here.
            if (ImportPlan.TypeBehind(document, use) is { } type && document.Audit.All(audit => audit.TypeName != ImportPlan.Behind(use)) && use.Move.Counterpart(type) is null)
                found.Add(At(use.Move.Rule, FindingStatus.Listed, document.Document, use.Last, $"'{type.Name}' is of the legacy namespace '{use.Move.From}'.", Reasons.TableNoTarget(type.Name)));
            return;
        }

        var reason = moves ? null
            : document.KeepsTables && use.Move.Rule == RuleIds.LegacySchemaImport ? Reasons.SuppressedBeside(RuleIds.SingularTable, RuleIds.LegacySchemaImport)
            : plan.Imports.File(document.Document.Path).Reason ?? plan.AuditFile(document.Document.Path).Reason ?? "What it imports has no counterpart.";
        found.Add(At(use.Move.Rule, Status(false, reason), document.Document, use.Last, $"'{use.Move.From}' is the {what}; use '{use.Move.To}'.", reason));
    }

    private static Finding At(FileView file, Diagnostic diagnostic, Plan plan)
    {
        var span = diagnostic.Location.SourceSpan;
        var reason = plan.Keys.ReasonAt(file.Path, span, Reasons.SettingMovesTogether);
        return new(diagnostic.Id, Status(false, reason), file.Path, span, file.Text.Lines.GetLinePositionSpan(span), diagnostic.GetMessage(CultureInfo.InvariantCulture) + ".", reason);
    }

    private static Finding At(LocalFinding finding, string? reason, string? kept) => new(
        finding.Diagnostic.Id, Status(finding.IsInfo || kept is not null, reason), finding.Document.Path,
        finding.Diagnostic.Location.SourceSpan, finding.Document.Text.Lines.GetLinePositionSpan(finding.Diagnostic.Location.SourceSpan),
        finding.Diagnostic.GetMessage(CultureInfo.InvariantCulture) + ".", kept ?? reason);

    private static FindingStatus Status(bool isInfo, string? reason) =>
        isInfo ? FindingStatus.Info : reason is null ? FindingStatus.Fixed : FindingStatus.Listed;

    private static Finding At(string rule, FindingStatus status, DocumentView document, SyntaxToken token, string message, string? reason) =>
        new(rule, status, document.Path, token.Span, document.Text.Lines.GetLinePositionSpan(token.Span), message, reason);
}
