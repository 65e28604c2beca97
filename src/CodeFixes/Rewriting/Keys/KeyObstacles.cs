using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Clerk.Files;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What stands in the way of renaming the keys: sentences that name file and line.</summary>
internal sealed class KeyObstacles(
    Collected collected, RewriteOptions options, IReadOnlyList<OtherFile> others, KeysInCode code, List<KeyUse> moving, bool keepsSettings, CancellationToken cancellationToken)
{
    private const int Named = 3;

    /// <summary>The first few of them; <c>null</c> where there is none.</summary>
    public string? First()
    {
        var all = Settings().Concat(Places()).Concat(Suppressed()).Concat(Meetings())
            .Concat(new KeysTaken(collected.Snapshot, moving, keepsSettings).All())
            .Concat(new KeysMadeInCode(collected.Snapshot, code, moving, cancellationToken).All())
            .Concat(new KeysMadeInFiles(collected.Snapshot.Files, moving).All())
            .Distinct(StringComparer.Ordinal).ToList();
        if (all.Count == 0)
            return null;
        var named = string.Join(" ", all.Take(Named));
        return all.Count <= Named ? named : $"{named} {all.Count - Named} more stand in the way.";
    }

    /// <summary>Clerk's SDK for JavaScript reads its variables by itself: they stay while it is there.</summary>
    public static List<KeyUse> WithPackages(List<KeyUse> uses, IReadOnlyList<FileView> files)
    {
        var reader = files.Where(file => file.Kind == BesideKind.Packages)
            .SelectMany(file => Analyzers.Clerk.Configuration.ClerkTraces.In(file.Text.ToString()).Where(trace => trace.What == ClerkTrace.Package)
                .Select(trace => Reasons.KeyOfPackage(trace.Shown, KeyPlace.Of(file.Path, file.Text, trace.Span.Start))))
            .FirstOrDefault();
        return reader is null ? uses : uses.Select(use => use.IsVariable && use.Stays is null ? use with { Stays = reader } : use).ToList();
    }

    private IEnumerable<string> Settings()
    {
        if (collected.Snapshot.Projects.FirstOrDefault(project => project.Map.ConfigurationKeys != ConfigurationKeys.Rename) is { } other)
            yield return Reasons.KeysListedIn(other.Name);
        if (!options.UnloadedProjects.IsEmpty)
            yield return Reasons.Unloaded(options.UnloadedProjects[0]);
        foreach (var obstacle in others.Select(file => file.Obstacle()).OfType<string>())
            yield return obstacle;
    }

    /// <summary>Files that a run may not edit.</summary>
    private IEnumerable<string> Places() => moving.Select(use => ReasonOf(use)).OfType<string>();

    private string? ReasonOf(KeyUse use)
    {
        var path = use.Document?.PhysicalPath ?? use.Path;
        var map = (use.Document?.Project ?? use.File!.Project).Map;
        if (ProtectedCode.IsExcluded(path, map) || ProtectedCode.IsLegacyReader(path, map) || !options.Chooses(use.Path))
            return Reasons.KeyExcluded(use.Key, use.Where);
        if (use.Document is { } document && (document.IsGenerated || IsProtected(use, document)))
            return Reasons.KeyProtected(use.Key, use.Where);
        if (options.IsReadOnly?.Invoke(path) == true)
            return Reasons.KeyReadOnly(use.Key, use.Where);
        return use.File is { } file && file.Text.Length > BesideFiles.MaximumLength ? Reasons.KeyInLargeFile(use.Key, use.Where) : null;
    }

    private bool IsProtected(KeyUse use, DocumentView document)
    {
        var file = new MigrationFile(document.Project.AsRulesSeeIt(collected.ClerkElsewhere), document.Model, document.Text, _ => { }, cancellationToken) { Razor = document.Razor };
        var node = document.Root.FindToken(use.Span.Start).Parent!;
        return file.IsProtected(node) || ProtectedCode.IsMarkedAsGenerated(node, document.Model, cancellationToken);
    }

    /// <summary>Where the rule is off, somebody wants the key to stay.</summary>
    private IEnumerable<string> Suppressed()
    {
        var places = moving.Where(use => use.Document is { Razor: null })
            .Select(use => (Use: use, Finding: new Finding(RuleIds.ClerkConfiguration, FindingStatus.Fixed, use.Path, use.Span, default, ""))).ToList();
        var heard = new HashSet<Finding>(collected.Suppressions.Without(places.Select(place => place.Finding).ToList(), cancellationToken));
        foreach (var (use, _) in places.Where(place => !heard.Contains(place.Finding)))
            yield return Reasons.KeySuppressed(use.Key, use.Where);
        foreach (var use in moving.Where(use => use.File is not null && IsOff(use.File.Project)))
            yield return Reasons.KeySuppressed(use.Key, use.Where);
    }

    /// <summary>Whether the rule is off in a project, and so for the files beside its code.</summary>
    public static bool IsOff(ProjectView project) => Rewriting.Suppressions.IsOff(project, Diagnostic.Create(Rules.ClerkConfiguration, Location.None, "", "", ""));

    /// <summary>Two keys, or two sections, that would become one.</summary>
    private IEnumerable<string> Meetings()
    {
        var sections = moving.Where(use => use.Way is not null).Select(use => (Old: use.Way!.SectionKey, New: use.Way.Renamed(keepsSettings).SectionKey, Use: use));
        var keys = moving.Where(use => use.Way?.Setting is not null).Select(use => (Old: use.Key, New: use.NewKey(keepsSettings), Use: use));
        var variables = moving.Where(use => use.IsVariable).Select(use => (Old: use.Key, New: use.NewVariable!, Use: use));
        return Meetings(sections, StringComparer.OrdinalIgnoreCase).Concat(Meetings(keys, StringComparer.OrdinalIgnoreCase)).Concat(Meetings(variables, StringComparer.Ordinal));
    }

    private static IEnumerable<string> Meetings(IEnumerable<(string Old, string New, KeyUse Use)> names, StringComparer comparer)
    {
        foreach (var meeting in names.GroupBy(name => name.New, comparer))
        {
            var first = meeting.First();
            var other = meeting.FirstOrDefault(name => !comparer.Equals(name.Old, first.Old));
            if (other.Use is not null)
                yield return Reasons.KeysMeet(first.Old, first.Use.Where, other.Old, other.Use.Where, first.New);
        }
    }
}
