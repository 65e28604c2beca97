using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What the findings about guests have in common: who needs whose columns, and the registration of the service that all of them call.</summary>
internal sealed class GuestPlan
{
    private readonly Collected _collected;
    private readonly ILookup<Site, LocalFinding> _columns;
    private readonly ILookup<Site, LocalFinding> _needing;
    private readonly Move _registration = new("the registration of IGuestRegistration");
    private GuestServiceRegistration? _found;

    public GuestPlan(Collected collected)
    {
        _collected = collected;
        var guests = collected.Documents.SelectMany(document => document.Local).Where(finding => finding.Diagnostic.Id is RuleIds.GuestColumns or RuleIds.UnregisteredGuest).ToList();
        _columns = guests.Where(finding => finding.Diagnostic.Id == RuleIds.GuestColumns).ToLookup(finding => finding.Place);
        _needing = guests.Where(finding => finding.Needs.Columns is not null).ToLookup(finding => finding.Needs.Columns!.Value);
    }

    /// <summary>The C2W402 findings of a type, one per target framework.</summary>
    public IEnumerable<LocalFinding> ColumnsAt(Site place) => _columns[place];

    /// <summary>The C2W401 findings that need the columns of the type at a place.</summary>
    public IEnumerable<LocalFinding> NeedingColumnsAt(Site place) => _needing[place];

    /// <summary>The edits that register the service, where guests are registered and nobody does.</summary>
    public IEnumerable<PlannedEdit> Edits(Plan plan)
    {
        if (_registration.Reason is not null || !Registering(plan).Any())
            return Enumerable.Empty<PlannedEdit>();
        _found ??= GuestServiceRegistration.Find(_collected, Registering(plan).Select(finding => finding.Document.Project).Distinct().ToList());
        return _found.Edits.Where(edit => plan.ChoosesPath(edit.Document.Path)).Select(edit => new PlannedEdit(edit.Document.Path, edit.Edit, _registration));
    }

    /// <summary>The first meeting whose guest is registered by a service that nothing registers, and that could not be registered either.</summary>
    public (DocumentView Document, SyntaxToken Token)? Unregistered(Plan plan)
    {
        if (Registering(plan).FirstOrDefault() is not { } first)
            return null;
        Edits(plan);
        if (_found is not null && (_found.IsRegistered || (!_found.Edits.IsEmpty && _registration.Reason is null && _found.Edits.All(edit => plan.ChoosesPath(edit.Document.Path)))))
            return null;
        var creation = first.Document.Root.FindToken(first.Place.Start).Parent!.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>()!;
        return (first.Document, creation.NewKeyword);
    }

    /// <summary>The columns that the plan gives to tables' types; a type that is compiled several times has them once.</summary>
    public ImmutableArray<AddedColumns> AddedColumns(Plan plan, CancellationToken cancellationToken) => _collected.Documents.Where(plan.Chooses)
        .SelectMany(document => document.Local)
        .Where(finding => finding.Diagnostic.Id == RuleIds.GuestColumns && plan.Moves(finding))
        .GroupBy(finding => finding.Place)
        .Select(group => GuestMapping.Of(group.First(), _collected.Snapshot, cancellationToken)).OfType<AddedColumns>()
        .ToImmutableArray();

    private IEnumerable<LocalFinding> Registering(Plan plan) => _collected.Documents.Where(plan.Chooses).SelectMany(document => document.Local)
        .Where(finding => finding.Diagnostic.Id == RuleIds.UnregisteredGuest && plan.Moves(finding));
}
