using System.Collections.Concurrent;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Everything that one pass over every document finds; only documents that hold one of the words are bound.</summary>
internal sealed class Collected
{
    private Collected(Snapshot snapshot, List<DocumentFindings> documents, bool clerkElsewhere)
    {
        ClerkElsewhere = clerkElsewhere;
        Beside = FindBeside(snapshot, clerkElsewhere);
        Snapshot = snapshot;
        Documents = documents;
        Suppressions = new Suppressions(snapshot);
    }

    public Snapshot Snapshot { get; }

    /// <summary>Whether anything shows that Clerk the product is used.</summary>
    public bool ClerkElsewhere { get; }

    /// <summary>In the snapshot's order.</summary>
    public List<DocumentFindings> Documents { get; }

    /// <summary>What the rules find in files beside the code.</summary>
    public List<(FileView File, Diagnostic Diagnostic)> Beside { get; }

    /// <summary>What Razor files hold beside C#.</summary>
    public List<MarkupFinding> Markup { get; private set; } = new();

    /// <summary>Where the rules are to keep quiet.</summary>
    public Suppressions Suppressions { get; }

    public static async Task<Collected> FromAsync(Snapshot snapshot, bool usesClerk, IProgress<RewriteProgress>? progress, CancellationToken cancellationToken)
    {
        var elsewhere = ShowsClerk(snapshot, usesClerk);
        var results = new ConcurrentDictionary<int, DocumentFindings>();
        var done = 0;
        await Task.Run(
            () => Parallel.For(0, snapshot.Documents.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                results[i] = DocumentFindings.Of(snapshot.Documents[i], elsewhere, cancellationToken);
                progress?.Report(new RewriteProgress("Finding", Interlocked.Increment(ref done), snapshot.Documents.Length));
            }),
            cancellationToken).ConfigureAwait(false);
        var collected = new Collected(snapshot, results.OrderBy(result => result.Key).Select(result => result.Value).ToList(), elsewhere);
        LegacyReaders.Spread(collected, cancellationToken);
        NamesLeftAlone.Drop(collected);
        collected.AddReferencesToTableMembers(cancellationToken);
        collected.Suppressions.Learn(collected.Documents, cancellationToken);
        collected.DropSuppressed();
        collected.Markup = MarkupFinding.Collect(snapshot, elsewhere, cancellationToken);
        return collected;
    }

    private static List<(FileView File, Diagnostic Diagnostic)> FindBeside(Snapshot snapshot, bool elsewhere) => snapshot.Files
        .SelectMany(file => file.Find(elsewhere), (file, diagnostic) => (file, diagnostic))
        .Where(found => !Suppressions.IsOff(found.file.Project, found.diagnostic))
        .ToList();

    /// <summary>Whether anything shows that Clerk the product is used.</summary>
    public static bool ShowsClerk(Snapshot snapshot, bool usesClerk) =>
        usesClerk || snapshot.Projects.Any(HasStrongName) || snapshot.Documents.Any(ClerkTraces.Shows);

    /// <summary>A member such as <c>DbSet&lt;EventTable&gt; Event</c> is referred to by a name that holds none of the words.</summary>
    private void AddReferencesToTableMembers(CancellationToken cancellationToken)
    {
        var members = Documents.SelectMany(document => document.Tables.Members)
            .Where(member => member.Binding == Binding.Declares && !member.OldName.Contains("Table"))
            .Select(member => member.OldName).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToList();
        foreach (var document in Documents.Where(document => !document.IsProtected))
        {
            foreach (var member in members)
                document.Tables.AddReferences(document.Document, member, cancellationToken);
        }
    }

    /// <summary>What has nothing to do with other findings goes; of what moves together, the plan has to know.</summary>
    private void DropSuppressed()
    {
        foreach (var document in Documents)
        {
            document.Local.RemoveAll(finding => Suppressions.Hold(finding.Diagnostic.Id, document.Document.Path, finding.Diagnostic.Location.SourceSpan.Start));
            document.KeepsTables = Suppressions.HoldAny(document, RuleIds.SingularTable, RuleIds.LegacySchemaImport);
        }
    }

    private static bool HasStrongName(ProjectView project) => !project.Evidence.IsPerson && project.Evidence.HasStrongName;
}
