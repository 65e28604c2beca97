using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What a solution says about its own migration: what <c>clerk2workos init</c> writes down, so that a compiler, which sees one project, knows it too.</summary>
public sealed record SolutionSurvey
{
    /// <summary>Something in the solution shows that Clerk the product is used.</summary>
    public required bool UsesClerk { get; init; }

    /// <summary>A clerk is a person in one of the projects.</summary>
    public required bool HasPerson { get; init; }

    /// <summary>Where the migration stands.</summary>
    public required Stage Stage { get; init; }

    /// <summary>How the code spells the vendor in the names of user ids.</summary>
    public required string Vendor { get; init; }

    /// <summary>Namespaces of the legacy schema; more than one where projects differ.</summary>
    public required ImmutableArray<string> LegacySchemas { get; init; }

    /// <summary>Namespaces of the WorkOS schema.</summary>
    public required ImmutableArray<string> TargetSchemas { get; init; }

    /// <summary>Namespaces of the legacy audit.</summary>
    public required ImmutableArray<string> LegacyAudits { get; init; }

    /// <summary>Namespaces of the new audit.</summary>
    public required ImmutableArray<string> TargetAudits { get; init; }

    /// <summary>Files that read both schemas on purpose, and those that declare what they read.</summary>
    public required ImmutableArray<string> LegacyReaders { get; init; }

    /// <summary>Looks at every project.</summary>
    /// <param name="solution">The solution as loaded.</param>
    /// <param name="usesClerk">Whether something outside of the C# code shows that Clerk the product is used.</param>
    /// <param name="progress">Told of every document.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<SolutionSurvey> OfAsync(
        Solution solution, bool usesClerk, IProgress<RewriteProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var snapshot = await Snapshot.LoadAsync(solution, progress, cancellationToken).ConfigureAwait(false);
        var collected = await Collected.FromAsync(snapshot, usesClerk, progress, cancellationToken).ConfigureAwait(false);
        var moves = snapshot.Projects.SelectMany(LegacyNamespaces.Of).ToList();
        var targets = Names(snapshot.Projects.Where(project => project.Schema.Targets.Count > 0).Select(project => project.Schema.TargetNamespace!));
        return new SolutionSurvey
        {
            UsesClerk = Collected.ShowsClerk(snapshot, usesClerk),
            HasPerson = snapshot.Projects.Any(project => project.Evidence.IsPerson),
            Stage = StageOf(snapshot, moves, targets),
            Vendor = VendorOf(collected),
            LegacySchemas = Names(moves.Where(move => move.Rule == RuleIds.LegacySchemaImport).Select(move => move.From)),
            TargetSchemas = targets,
            LegacyAudits = Names(moves.Where(move => move.Rule == RuleIds.LegacyAuditImport).Select(move => move.From)),
            TargetAudits = Names(moves.Where(move => move.Rule == RuleIds.LegacyAuditImport).Select(move => move.To)),
            LegacyReaders = Names(collected.Documents.Where(document => document.IsLegacyReader).Select(document => document.Document.Path)),
        };
    }

    private static ImmutableArray<string> Names(IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToImmutableArray();

    /// <summary>Consolidated: the plural tables have taken the schema's name, and the legacy ones are a back-up beside them.</summary>
    private static Stage StageOf(Snapshot snapshot, List<LegacyNamespace> moves, ImmutableArray<string> targets) =>
        snapshot.Projects.Any(project => project.Map.Stage == Stage.Consolidated)
        || moves.Any(move => move.Rule == RuleIds.LegacySchemaImport && move.From == move.To + "Legacy" && targets.Contains(move.To))
            ? Stage.Consolidated
            : Stage.Migrate;

    private static string VendorOf(Collected collected)
    {
        int spelledWorkOS = 0, spelledWorkos = 0;
        foreach (var token in collected.Documents.Where(document => !document.Document.IsGenerated).SelectMany(document => document.Existing))
        {
            if (token.ValueText.IndexOf("WorkOSUserId", StringComparison.Ordinal) >= 0)
                spelledWorkOS++;
            else if (token.ValueText.IndexOf("WorkosUserId", StringComparison.Ordinal) >= 0)
                spelledWorkos++;
        }

        return spelledWorkOS > spelledWorkos ? "WorkOS" : Analyzers.Names.ClerkNames.DefaultVendor;
    }
}
