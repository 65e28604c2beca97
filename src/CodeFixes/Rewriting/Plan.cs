using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// One plan over all projects: which units there are, which of them are blocked, and the edits of those that are not. Building the edits again after a unit
/// was blocked costs next to nothing, because everything is bound already.
/// </summary>
internal sealed class Plan
{
    private readonly Collected _collected;
    private readonly RewriteOptions _options;
    private readonly Dictionary<string, Move> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Move> _audit = new(StringComparer.Ordinal);
    private readonly HashSet<DocumentView> _protected;
    private readonly RegisteredServices _services;
    private readonly ILookup<string, TextSpan>? _only;
    private readonly CancellationToken _cancellationToken;
    private readonly RazorEdits _razor;
    private readonly PlanEdits _edits;

    private Plan(Collected collected, RewriteOptions options, NameUnits names, CancellationToken cancellationToken)
    {
        _collected = collected;
        _options = options;
        _cancellationToken = cancellationToken;
        _only = options.Only.IsEmpty ? null : options.Only.ToLookup(place => place.Path, place => place.Span, StringComparer.Ordinal);
        _protected = new HashSet<DocumentView>(collected.Documents.Where(document => document.IsProtected).Select(document => document.Document));
        _services = new RegisteredServices(collected.Snapshot);
        Names = names;
        Wire = new WireNames(collected, names, options, cancellationToken);
        Anonymous = AnonymousMembers.Of(collected, names, cancellationToken);
        Imports = new ImportPlan(this, collected);
        Guests = new GuestPlan(collected);
        Keys = KeyPlan.Of(collected, options, cancellationToken);
        _razor = new RazorEdits(collected.Snapshot);
        _edits = new PlanEdits(this, collected, cancellationToken);
    }

    /// <summary>What was asked for, without what the settings exclude.</summary>
    public RewriteOptions Options => _options;

    public NameUnits Names { get; }

    public WireNames Wire { get; }

    public AnonymousMembers Anonymous { get; }

    public ImportPlan Imports { get; }

    public KeyPlan Keys { get; }

    public GuestPlan Guests { get; }

    public List<(AuditUse Use, IParameterSymbol Parameter, SyntaxNode Place)> UnusedParameters { get; } = new();

    public static Plan Make(Collected collected, RewriteOptions options, CancellationToken cancellationToken)
    {
        options = options.Within(collected.Snapshot);
        var tokens = collected.Documents
            .SelectMany(document => document.Names.Concat(document.Tables.Members));
        var names = NameUnits.Of(tokens);
        var plan = new Plan(collected, options, names, cancellationToken);
        plan.BlockNames();
        MissingMembers.Block(collected, plan, cancellationToken);
        plan.BlockAuditFiles();
        plan.BlockWhatIsNotAsked();
        return plan;
    }

    public bool MovesNames => _options.Has(RuleIds.ClerkUserIdName);

    public bool MovesTables => _options.Has(RuleIds.SingularTable) || _options.Has(RuleIds.LegacySchemaImport);

    public bool MovesInterim => _options.Has(RuleIds.InterimSchema);

    public bool MovesAudit => _options.Has(RuleIds.LegacyAuditCall) || _options.Has(RuleIds.LegacyAuditImport);

    public bool Chooses(DocumentFindings document) => !document.IsProtected && _options.Chooses(document.Document.Path);

    /// <summary>Whether the file at a path may be edited in this run.</summary>
    public bool ChoosesPath(string path) => _options.Chooses(path);

    public bool IsProtected(DocumentView document) => _protected.Contains(document);

    /// <summary>Whether a document's table uses and imports move.</summary>
    public bool MovesTablesIn(DocumentFindings document) => MovesTables && Chooses(document) && !document.IsLegacyReader && !document.KeepsTables;

    public bool MovesAuditIn(DocumentFindings document) => MovesAudit && Chooses(document) && AuditFile(document.Document.Path).Reason is null;

    public Move Table(string singular)
    {
        if (!_tables.TryGetValue(singular, out var move))
            _tables[singular] = move = new Move(singular);
        return move;
    }

    /// <summary>The tables that move and whose plural type a compiler message names.</summary>
    public List<IMove> TablesNamedIn(string message) => _collected.Documents
        .SelectMany(document => document.Tables.Tokens)
        .Where(token => token.NewName != token.OldName && message.Contains("'" + token.NewName + "'") && Table(token.OldName).Reason is null)
        .Select(token => (IMove)Table(token.OldName)).Distinct().ToList();

    public Move AuditFile(string path)
    {
        if (!_audit.TryGetValue(path, out var move))
            _audit[path] = move = new Move($"the audit calls of {path}");
        return move;
    }

    /// <summary>Whether a unit has a finding at one of the places that the run is restricted to.</summary>
    private bool IsAsked(IEnumerable<Site> places) => _only is null || places.Any(IsAsked);

    /// <summary>A member whose name is inferred goes with what it takes its name from; no rule reports it.</summary>
    private bool IsAsked(NameUnit unit)
    {
        if (_only is null)
            return true;
        var seen = new HashSet<NameUnit>();
        var open = new Stack<NameUnit>();
        open.Push(unit);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (!seen.Add(next))
                continue;
            if (IsAsked(next.Tokens.Select(token => token.Place)))
                return true;
            foreach (var naming in Anonymous.NamesOf(next, Names))
                open.Push(naming);
        }

        return false;
    }

    private bool IsAsked(Site place) => _only?[place.Path].Any(span => span.Contains(place.Start)) != false;

    /// <summary>Whether a unit is to be renamed in this run: its rule is wanted, and one of its declarations is in a chosen file.</summary>
    public bool Wants(NameUnit unit)
    {
        if (!(IsTableMember(unit) ? MovesTables : MovesNames) || !IsAsked(unit))
            return false;
        return unit.Declarations.Any(token => _options.Chooses(token.Path)) || (!unit.Declarations.Any() && unit.Tokens.Any(token => _options.Chooses(token.Path)));
    }

    public bool Moves(NameUnit unit) => unit.Reason is null && Wants(unit);

    /// <summary>Whether a finding's own edits are made in this run.</summary>
    public bool Moves(LocalFinding finding) => _options.Has(finding.Diagnostic.Id)
        && (IsAsked(finding.Place) || Guests.NeedingColumnsAt(finding.Place).Any(needing => needing.Reason is null && _options.Has(needing.Diagnostic.Id) && IsAsked(needing.Place)))
        && ReasonOf(finding) is null;

    /// <summary>Whether a name in a Razor file's markup is rewritten in this run.</summary>
    public bool Moves(MarkupFinding finding) => _options.Has(finding.Diagnostic.Id) && _options.Chooses(finding.Path) && IsAsked(new Site(finding.Path, finding.Span.Start)) && finding.Reason is null;

    /// <summary>Why a finding is not mended: its own reason, or that of what has to be changed with it.</summary>
    public string? ReasonOf(LocalFinding finding)
    {
        if (finding.Diagnostic.Id == RuleIds.ClerkConfiguration)
            return Keys.ReasonAt(finding.Document.Path, finding.Diagnostic.Location.SourceSpan, finding.Reason);
        if (finding.Reason is not null)
            return finding.Reason;
        if (finding.Needs.Table is { } table && (!MovesTables || Table(table).Reason is not null))
            return Reasons.GuestTableStays(table);
        if (finding.Needs.Columns is { } columns
            && !(_options.Has(RuleIds.GuestColumns) && Guests.ColumnsAt(columns).Any(one => one.Reason is null && _options.Chooses(one.Document.Path))))
            return Reasons.GuestColumnsMissing;
        if (finding.NeedsService is { } service && !_services.Has(service))
            return Reasons.ServiceNotRegistered(service);
        var excluded = finding.Edits.FirstOrDefault(edit => _options.Excludes?.Invoke(edit.Path) == true).Path;
        return excluded is null ? null : Reasons.Excluded(FileName(excluded));
    }

    public static bool IsTableMember(NameUnit unit) => !unit.First.Document.Project.Map.Names.Holds(unit.First.OldName);

    /// <summary>All edits of all units that move, each in the file that a person edits.</summary>
    public List<PlannedEdit> Edits()
    {
        for (; ; )
        {
            var edits = _razor.Place(_edits.AsSeen(), out var unplaced);
            if (unplaced.Count == 0)
                return edits;
            foreach (var (move, reason) in unplaced)
                move.Block(reason);
        }
    }

    public static string TableOf(NameToken member) => (member.Symbol as INamedTypeSymbol ?? member.Symbol!.ContainingType).Name;

    private void BlockNames()
    {
        Names.BlockMetadataRoots();
        foreach (var unit in Names.All.Where(unit => !unit.Counts))
            unit.Pin(Reasons.NotClerk);
        var documents = _collected.Documents.ToDictionary(document => document.Document);
        foreach (var unit in Names.All)
        {
            foreach (var token in unit.Tokens)
            {
                var document = documents[token.Document];
                if (document.IsProtected)
                    unit.Block(Reasons.Protected(FileName(document.Document.Path)));
                else if (_options.Excludes?.Invoke(token.Path) == true)
                    unit.Block(Reasons.Excluded(FileName(token.Path)));
                else if (IsSuppressed(token))
                    unit.Block(Reasons.Suppressed(RuleIds.ClerkUserIdName, FileName(token.Path)));
                else if (token.Binding == Binding.Declares && document.IsLegacyReader)
                    unit.Pin(Reasons.LegacyReader);
            }

            if (!_options.UnloadedProjects.IsEmpty && unit.Tokens.Any(token => token.Symbol is { DeclaredAccessibility: not Accessibility.Private } symbol && !LocalScope.IsLocal(symbol)))
                unit.Block(Reasons.Unloaded(_options.UnloadedProjects[0]));
        }

        foreach (var unit in Names.Unresolved.Where(unit => unit.Tokens.Any(IsSuppressed)))
            unit.Block(Reasons.Suppressed(RuleIds.ClerkUserIdName, FileName(unit.First.Path)));
        foreach (var unit in Names.Unresolved.Where(unit => unit.Tokens.All(token => token.IsHopeless)))
            unit.Block(Reasons.Unresolved(unit.First.NewName));
        RuntimeNames.Block(_collected, Names, _cancellationToken);
        Routes.Tie(_collected, Names, Anonymous.RouteValues, Wire, _cancellationToken);
        ParameterNames.Tie(_collected, Names, _cancellationToken);
        RazorTies.Tie(_collected, Names, Anonymous.RouteValues, Wire, _cancellationToken);
        RazorBlocks.Block(_collected, Names, _cancellationToken);
        new NameConflicts(_collected.Snapshot, Names, ExistingNames(), _cancellationToken).Block();
    }

    private bool IsSuppressed(NameToken token) =>
        token.Binding is Binding.Declares or Binding.Unresolved && _collected.Suppressions.Hold(RuleIds.ClerkUserIdName, token.Path, token.Span.Start);

    private List<ExistingName> ExistingNames()
    {
        var wanted = new HashSet<string>(Names.All.SelectMany(unit => unit.Tokens).Select(token => token.NewName), StringComparer.Ordinal);
        var found = new List<ExistingName>();
        foreach (var document in _collected.Documents)
        {
            foreach (var token in document.Existing)
            {
                if (!wanted.Contains(token.ValueText))
                    continue;
                var declared = Analyzers.Names.DeclaredName.TryGet(token, document.Document.Model, _cancellationToken);
                var symbol = declared ?? (token.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.SimpleNameSyntax name
                    ? NameCollector.Referred(name, document.Document.Model, _cancellationToken)
                    : null);
                found.Add(new ExistingName(document.Document, token, symbol, declared is not null));
            }
        }

        Existing = found;
        return found;
    }

    /// <summary>Identifiers that are spelled like a new name already.</summary>
    public IReadOnlyList<ExistingName> Existing { get; private set; } = Array.Empty<ExistingName>();

    /// <summary>The fix of one finding moves its unit: the table, the file's audit calls; the rest waits.</summary>
    private void BlockWhatIsNotAsked()
    {
        if (_only is null)
            return;
        var tables = _collected.Documents.SelectMany(document => document.Tables.Tokens.Select(token => (Table: token.OldName, token.Place))
            .Concat(document.Names.Where(token => token.Binding == Binding.LegacyMember).Select(token => (Table: TableOf(token), token.Place))));
        var imports = _collected.Documents.SelectMany(document => document.Namespaces).Where(use => IsAsked(new Site(use.Document.Path, use.Last.SpanStart))).ToList();
        var asksForSchema = imports.Any(use => use.Move.Rule == RuleIds.LegacySchemaImport);
        foreach (var table in tables.GroupBy(use => use.Table))
        {
            if (!asksForSchema && !IsAsked(table.Select(use => use.Place)))
                Table(table.Key).Block(NotAsked);
        }

        foreach (var file in _collected.Documents.Where(document => document.Audit.Count > 0 || document.Namespaces.Count > 0).GroupBy(document => document.Document.Path))
        {
            var isAsked = IsAsked(file.SelectMany(document => document.Audit).Select(use => use.Place))
                || imports.Any(use => use.Document.Path == file.Key && use.Move.Rule == RuleIds.LegacyAuditImport);
            if (!isAsked)
                AuditFile(file.Key).Block(NotAsked);
            var movesTables = file.Any(document => document.Tables.Tokens.Any(token => Table(token.OldName).Reason is null));
            if (!isAsked && !movesTables && imports.All(use => use.Document.Path != file.Key))
                Imports.File(file.Key).Block(NotAsked);
        }
    }

    /// <summary>Whether a document has tables that could move and were not asked for.</summary>
    public bool LeavesTablesIn(DocumentFindings document) => _only is not null
        && (document.Tables.Tokens.Any(token => Table(token.OldName).Reason == NotAsked)
            || document.Names.Any(token => token.Binding == Binding.LegacyMember && Table(TableOf(token)).Reason == NotAsked));

    private const string NotAsked = "It is not what was asked for.";

    /// <summary>An audit call that stays and cannot stand alone keeps its whole file on the old audit.</summary>
    private void BlockAuditFiles()
    {
        foreach (var document in _collected.Documents)
        {
            if (_collected.Suppressions.HoldAny(document, RuleIds.LegacyAuditCall, RuleIds.LegacyAuditImport))
                AuditFile(document.Document.Path).Block(Reasons.SuppressedBeside(RuleIds.LegacyAuditCall, RuleIds.LegacyAuditImport));
            foreach (var use in document.Audit)
            {
                if (use.Rewrite.Reason is { } reason && !use.CanBeQualified)
                    AuditFile(document.Document.Path).Block(reason);
            }
        }
    }

    /// <summary>What a file is called in a sentence; a Razor file's generated code by that file's name.</summary>
    public static string FileName(string path) => RazorTree.SourceName(path.Substring(Math.Max(path.LastIndexOf('/'), path.LastIndexOf('\\')) + 1));
}
