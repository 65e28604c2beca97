using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Configuration;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Writing;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Consolidation;

/// <summary>Everything on the disk that a consolidation changes: the code, the project files, the settings, and where files go.</summary>
internal sealed class ConsolidationFiles
{
    private const int MaximumLength = 1 << 20;

    private ConsolidationFiles(ImmutableArray<PlannedFile> planned, ImmutableArray<Finding> listed)
    {
        Planned = planned;
        Listed = listed;
    }

    /// <summary>The files that change or move, by path.</summary>
    public ImmutableArray<PlannedFile> Planned { get; }

    /// <summary>Where files that are no code have an old name still.</summary>
    public ImmutableArray<Finding> Listed { get; }

    /// <param name="plan">What becomes of the code.</param>
    /// <param name="moves">What moves.</param>
    /// <param name="input">The solution.</param>
    /// <param name="own">Full paths of the run's own reports.</param>
    /// <param name="ownCopy">Whether the files are the run's own copies.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="CannotRunException">A file is read-only, has changed, or cannot be written back.</exception>
    public static ConsolidationFiles Of(ConsolidationResult plan, SchemaMoves moves, MigrationInput input, IReadOnlyCollection<string> own, bool ownCopy, CancellationToken cancellationToken)
    {
        var edits = plan.Files.Where(file => !IsBuilt(file.Path, input.Root)).ToDictionary(file => file.Path, StringComparer.Ordinal);
        var items = new ProjectItems(plan.Renames, new ItemPaths(moves, input.Root, input.Projects));
        var settings = new ConsolidatedSettings(plan, moves, input.Root);
        var listed = new List<Finding>();
        var others = FilesBeside.Below(input.Root, cancellationToken).Where(file => !own.Contains(file) && Path.GetFileName(file) != OutputCopy.MarkerName && Path.GetFileName(Path.GetDirectoryName(file)) != Writing.Journals.JournalFolder.Name).Order(StringComparer.Ordinal).ToList();
        var texts = others.Where(file => !IsCode(file)).Select(file => (Path: file, Text: Read(file))).Where(file => file.Text is not null).ToDictionary(file => file.Path, file => file.Text!, StringComparer.Ordinal);
        var candidates = settings.Candidates.ToHashSet(StringComparer.Ordinal);
        foreach (var (path, text) in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var set = texts.Where(other => other.Key != path && candidates.Contains(other.Key)).SelectMany(other => ConsolidatedSettings.Keys(other.Value)).ToList();
            var changes = candidates.Contains(path) ? settings.In(path, text, set) : ProjectItems.IsProjectFile(path) ? items.In(path, text) : [];
            if (!changes.IsEmpty)
                edits[path] = new FileEdit(path, SourceText.From(text), changes);
            listed.AddRange(MentionsIn(path, text, changes, plan.Renames));
        }

        var planned = PlannedFile.Plan(edits.Values, input.Root, ownCopy).ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var (from, to) in moves.Files)
            planned[from] = (planned.GetValueOrDefault(from) ?? PlannedFile.Unchanged(from, input.Root, ownCopy)).MovedTo(to, input.Root);
        var config = Path.Combine(input.Root, GlobalConfigFile.Name);
        if (!File.Exists(config) && settings.NewFile([.. texts.Where(file => candidates.Contains(file.Key)).SelectMany(file => ConsolidatedSettings.Keys(file.Value))]) is { } made)
            planned[config] = PlannedFile.New(config, input.Root, made);
        return new ConsolidationFiles([.. planned.Values.OrderBy(file => file.ShownPath, StringComparer.Ordinal)], [.. listed]);
    }

    private static IEnumerable<Finding> MentionsIn(string path, string text, ImmutableArray<TextChange> changes, ImmutableArray<SchemaRename> renames)
    {
        var source = SourceText.From(text);
        foreach (var (span, rename) in SchemaMentions.In(text, renames))
        {
            if (!changes.Any(change => change.Span.IntersectsWith(span)))
                yield return new Finding(RuleIds.InterimSchema, FindingStatus.Info, path, span, source.Lines.GetLinePositionSpan(span), SchemaMentions.Sentence(rename));
        }
    }

    /// <summary>What a build made is made anew by the next one.</summary>
    private static bool IsBuilt(string path, string root) => Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar).SkipLast(1).Any(OutputFolders.IsBuilt);

    /// <summary>What the engine looks at.</summary>
    private static bool IsCode(string path) => Path.GetExtension(path).ToUpperInvariant() is ".CS" or ".RAZOR" or ".CSHTML";

    /// <summary>The text of a file; <c>null</c> for one that is none, or too long to be read by anybody.</summary>
    private static string? Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > MaximumLength)
                return null;
            var bytes = File.ReadAllBytes(path);
            return TextFile.TryDecode(bytes) is { } text && !text.Text.Contains('\0', StringComparison.Ordinal) ? text.Text : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;        // nobody of the solution reads it either
        }
    }
}
