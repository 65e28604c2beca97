using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// The keys of Clerk's settings, renamed in the code and in every file beside it: all of them or none, since one that is left behind reads nothing while the
/// application starts, and no compiler sees that. Everything is decided before anything is edited.
/// </summary>
internal sealed class KeyPlan : IMove
{
    private readonly List<KeyUse> _uses = new();
    private readonly Dictionary<(string Path, int Start), KeyUse> _places = new();
    private readonly bool _keepsSettings;

    private KeyPlan()
    {
    }

    private KeyPlan(List<KeyUse> uses)
    {
        _uses = uses;
        _keepsSettings = uses.Any(use => use.Opens && use.Moves);
        foreach (var use in uses)
        {
            _places[(use.Path, use.Span.Start)] = use;
            if (use.Document?.PhysicalPlace(use.Span) is { } place)
                _places[(place.Path, place.Start)] = use;       // a rule may speak of the Razor file as text, too
        }
    }

    public string What => "the keys of Clerk's settings";

    public string? Reason { get; private set; }

    /// <summary>What other files say, of which nothing is edited.</summary>
    public List<Finding> Others { get; } = new();

    public void Block(string reason) => Reason ??= reason;

    public void Release(string reason) => Reason = null;

    /// <summary>The plan of a run; an empty one where the settings list the keys, or where a single finding is to be mended.</summary>
    public static KeyPlan Of(Collected collected, RewriteOptions options, CancellationToken cancellationToken)
    {
        var snapshot = collected.Snapshot;
        var isAsked = options.Only.IsEmpty && options.Has(RuleIds.ClerkConfiguration)
            && snapshot.Projects.Any(project => project.Map.ConfigurationKeys == ConfigurationKeys.Rename);
        if (!isAsked)
            return new();
        var code = new KeysInCode(snapshot, collected.ClerkElsewhere, cancellationToken);
        var uses = Sure(code, snapshot.Files.SelectMany(file => KeysInFiles.In(file, collected.ClerkElsewhere)).ToList());
        uses = KeyObstacles.WithPackages(uses, snapshot.Files);
        var plan = new KeyPlan(uses);
        var moving = uses.Where(use => use.Moves).OrderBy(use => use.Path, StringComparer.Ordinal).ThenBy(use => use.Span.Start).ToList();
        var others = options.OtherFiles?.Invoke() ?? ImmutableArray<OtherFile>.Empty;
        if (snapshot.Projects.Any(project => project.Map.Evidence != Evidence.Off && !KeyObstacles.IsOff(project)))
            plan.Others.AddRange(others.Where(file => options.Chooses(file.Path)).SelectMany(file => file.Findings()));
        if (moving.Count > 0 && new KeyObstacles(collected, options, others, code, moving, plan._keepsSettings, cancellationToken).First() is { } obstacle)
            plan.Block(Reasons.KeysTogether(obstacle));
        return plan;
    }

    /// <summary>Why the key at a place is not renamed, <c>null</c> where it is; what is no key of this plan is left for <paramref name="otherwise"/>.</summary>
    public string? ReasonAt(string path, TextSpan span, string? otherwise) =>
        _places.TryGetValue((path, span.Start), out var use) ? use.Stays ?? (use.IsSure ? Reason : otherwise) : otherwise;

    public IEnumerable<PlannedEdit> Edits() => Reason is not null
        ? Array.Empty<PlannedEdit>()
        : _uses.Where(use => use.Moves).Select(use => (Use: use, NewText: use.NewText(_keepsSettings))).Where(edit => edit.Use.Text.ToString(edit.Use.Span) != edit.NewText)
            .Select(edit => new PlannedEdit(edit.Use.Path, new Edit(edit.Use.Span, edit.NewText), this));

    /// <summary>Every key that moves, once, at the first place where it is set; else at the first where it is read.</summary>
    public IEnumerable<Contract> Contracts() => Reason is not null
        ? Array.Empty<Contract>()
        : _uses.Where(use => use.Moves)
            .OrderBy(use => use.Path, StringComparer.Ordinal).ThenBy(use => use.Span.Start)
            .GroupBy(use => use.IsVariable ? use.Key : use.Key.ToUpperInvariant(), StringComparer.Ordinal)
            .Select(group => ContractOf(group.FirstOrDefault(use => use.File is not null) ?? group.First()));

    private Contract ContractOf(KeyUse use) => new(
        ContractKind.Configuration, use.Path, use.Text.Lines.GetLinePositionSpan(use.Span), use.IsVariable ? "variable" : use.Way!.Setting is null ? "section" : "key",
        use.Key, use.NewKey(_keepsSettings))
    {
        Advice = use.Way?.Setting is { Name: null } setting ? setting.Advice : null,
    };

    /// <summary>
    /// What moves with a section that surely moves, too: settings that nobody knows, in the files that set them and in the code that reads them.
    /// </summary>
    private static List<KeyUse> Sure(KeysInCode code, List<KeyUse> beside)
    {
        var views = new HashSet<(string, int)>(code.Uses.Where(use => use.Document!.Razor is not null)
            .Select(use => use.Document!.PhysicalPlace(use.Span)!.Value).Select(place => (place.Path, place.Start)));
        var all = code.Uses.Concat(beside.Where(use => !views.Contains((use.Path, use.Span.Start)))).ToList();
        var sections = all.Where(use => use.Moves && use.Way is not null).Select(use => ":" + use.Way!.SectionKey).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var keys = new HashSet<string>(all.Where(use => use.Way is not null && (use.IsSure || IsSet(use))).Select(use => use.Key), StringComparer.OrdinalIgnoreCase);
        var variables = new HashSet<string>(all.Where(use => use.Moves && use.IsVariable).Select(use => use.Key), StringComparer.Ordinal);
        return all.Select(use => use with { IsSure = use.IsSure || variables.Contains(use.Key) || (IsBelow(use) && MovesAlong(use, keys, code)) }).ToList();

        // The code may name the last part of the way to a section alone.
        bool IsBelow(KeyUse use) => use.Way is { } way && sections.Exists(section => section.EndsWith(":" + way.SectionKey, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsSet(KeyUse use) => use.File is { } file && file.Kind is Analyzers.Clerk.Files.BesideKind.Settings or Analyzers.Clerk.Files.BesideKind.Environment;

    private static bool MovesAlong(KeyUse use, HashSet<string> keys, KeysInCode code)
    {
        if (IsSet(use) || use.Text.ToString(use.Span).Contains("__") || keys.Contains(use.Key))
            return true;
        var text = code.Texts.FirstOrDefault(text => text.Document == use.Document && text.Text.Token.Span.Contains(use.Span)).Text;
        return text is { IsWhole: true } && text.Value.Length == use.Span.Length && code.UsageOf(text.Expression!, use.Document!) != KeyUsage.Elsewhere;
    }
}
