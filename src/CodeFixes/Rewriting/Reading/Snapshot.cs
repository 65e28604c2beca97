using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Audit;
using Clerk2WorkOS.Analyzers.Imports;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Razor;
using Clerk2WorkOS.Analyzers.Tables;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>One project in one target framework: its compilation and what it says about schemas, audit and Clerk.</summary>
internal sealed class ProjectView(Project project, Compilation compilation, MigrationMap map, CancellationToken cancellationToken)
{
    private readonly Lazy<SchemaFacts> _schema = new(() => SchemaFacts.Of(compilation, map, cancellationToken));
    private readonly Lazy<AuditFacts> _audit = new(() => AuditFacts.Of(compilation, map, cancellationToken));
    private IReadOnlyList<NamespaceMove>? _leaving;
    private MigrationProject? _rules;
    private IReadOnlyList<FileView> _files = Array.Empty<FileView>();
    private readonly Lazy<NameEvidence> _evidence = new(() => NameEvidence.Of(compilation, map.Names, cancellationToken));

    public ProjectId Id => project.Id;

    public string Name => project.Name;

    public Compilation Compilation => compilation;

    public MigrationMap Map => map;

    /// <summary>What the configuration files say.</summary>
    public AnalyzerConfigOptionsProvider Settings => project.AnalyzerOptions.AnalyzerConfigOptionsProvider;

    /// <summary>The Razor files of the project, and what is generated from them.</summary>
    public required RazorFiles Razor { get; init; }

    public bool UsesDapper { get; } = compilation.GetTypeByMetadataName("Dapper.SqlMapper") is not null;

    public bool UsesAutoMapper { get; } = compilation.GetTypeByMetadataName("AutoMapper.Profile") is not null;

    /// <summary>The namespaces that are left, as the rules see them.</summary>
    public IReadOnlyList<NamespaceMove> Leaving => _leaving ??= new[] { NamespaceMove.Of(Schema), NamespaceMove.Of(Audit, map), NamespaceMove.OfInterim(Schema) };

    public SchemaFacts Schema => _schema.Value;

    public AuditFacts Audit => _audit.Value;

    public NameEvidence Evidence => _evidence.Value;

    /// <summary>Lets the rules see the files beside the code of the whole solution.</summary>
    public void See(IReadOnlyList<FileView> files) => _files = files;

    /// <summary>The project as the rules that look at one file at a time see it.</summary>
    public MigrationProject AsRulesSeeIt(bool clerkElsewhere) => LazyInitializer.EnsureInitialized(
        ref _rules, () => new MigrationProject(compilation, map, text => CandidateWords.In(text, CandidateWords.All))
        {
            ClerkElsewhere = clerkElsewhere,
            Razor = Razor,
            FilesBeside = () => _files.Select(file => (file.Path, file.Text)),
        })!;
}

/// <summary>One document of one project. Several may share a physical file: linked files, and one per target framework.</summary>
internal sealed class DocumentView(ProjectView project, DocumentId? id, string path, SyntaxTree tree, SourceText text)
{
    private SemanticModel? _model;

    public ProjectView Project => project;

    /// <summary>The workspace's id; <c>null</c> for what a source generator wrote.</summary>
    public DocumentId? Id => id;

    public string Path => path;

    public SyntaxTree Tree => tree;

    public SourceText Text => text;

    public SyntaxNode Root => tree.GetRoot();

    public SemanticModel Model => _model ??= project.Compilation.GetSemanticModel(tree);

    /// <summary>Lets go of what was bound; it is bound again where that is asked for.</summary>
    public void Forget() => _model = null;

    /// <summary>The Razor file that the document is made of and speaks for; <c>null</c> for any other.</summary>
    public RazorView? Razor { get; init; }

    /// <summary>The file that a person reads and a run edits.</summary>
    public string PhysicalPath => Razor?.Path ?? path;

    /// <summary>A piece of the document as a piece of the physical file; as it is where a generator wrote it of its own.</summary>
    public TextSpan PhysicalSpan(TextSpan span) => Razor?.PlaceOf(span) is { } place ? place.Span : span;

    /// <summary>Where a piece of the document stands in the physical file; <c>null</c> when a generator wrote it of its own.</summary>
    public Site? PhysicalPlace(TextSpan span) =>
        Razor is null ? new Site(path, span.Start) : Razor.PlaceOf(span) is { } place ? new Site(place.Path, place.Span.Start) : null;

    /// <summary>Generated code that is no view of a Razor file, by its origin, name or first comment.</summary>
    public bool IsGenerated { get; init; }
}

/// <summary>The solution as it was before any edit; everything is decided on it.</summary>
internal sealed class Snapshot
{
    private readonly Dictionary<string, DocumentView> _views;

    private Snapshot(Solution solution, ImmutableArray<ProjectView> projects, ImmutableArray<DocumentView> documents, IReadOnlyList<FileView> files, ImmutableArray<Finding> settings)
    {
        Solution = solution;
        Files = files;
        Settings = settings;
        Projects = projects;
        Documents = documents;
        _views = documents.Where(document => document.Razor is not null).GroupBy(document => document.Path, StringComparer.Ordinal)
            .ToDictionary(view => view.Key, view => view.First(), StringComparer.Ordinal);
    }

    public Solution Solution { get; }

    public ImmutableArray<ProjectView> Projects { get; }

    /// <summary>All documents, generated ones included, in a stable order.</summary>
    public ImmutableArray<DocumentView> Documents { get; }

    /// <summary>The files beside the code, each once.</summary>
    public IReadOnlyList<FileView> Files { get; }

    /// <summary>The document that is made of a Razor file, by the path of the generated code; <c>null</c> for any other.</summary>
    public DocumentView? ViewOf(string path) => _views.TryGetValue(path, out var view) ? view : null;

    /// <summary>The text of a Razor file; <c>null</c> when no project has it.</summary>
    public SourceText? RazorTextOf(string path) => RazorTree.IsRazor(path) ? Projects.Select(project => project.Razor.TextOf(path)).FirstOrDefault(text => text is not null) : null;

    /// <summary>The text of a file beside the code, of whatever kind; <c>null</c> when no project has it.</summary>
    public SourceText? TextBeside(string path) => RazorTextOf(path) ?? Files.FirstOrDefault(file => file.Path == path)?.Text;

    /// <summary>Whether any document is made of a Razor file.</summary>
    public bool HasViews => _views.Count > 0;

    /// <summary>What is wrong with the settings of the projects.</summary>
    public ImmutableArray<Finding> Settings { get; }

    public static async Task<Snapshot> LoadAsync(Solution solution, IProgress<RewriteProgress>? progress, CancellationToken cancellationToken)
    {
        var projects = ImmutableArray.CreateBuilder<ProjectView>();
        var documents = ImmutableArray.CreateBuilder<DocumentView>();
        var settings = ImmutableArray.CreateBuilder<Finding>();
        var csharp = solution.Projects.Where(project => project.Language == LanguageNames.CSharp)
            .OrderBy(project => project.FilePath ?? project.Name, StringComparer.Ordinal).ThenBy(project => project.Name, StringComparer.Ordinal).ToList();
        foreach (var project in csharp)
        {
            progress?.Report(new RewriteProgress("Reading", projects.Count, csharp.Count));
            var compilation = (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
            var map = MigrationMap.From(new MapOptions(project.AnalyzerOptions.AnalyzerConfigOptionsProvider, compilation));
            var texts = await RazorTextsAsync(project, cancellationToken).ConfigureAwait(false);
            var view = new ProjectView(project, compilation, map, cancellationToken) { Razor = new RazorFiles(compilation, () => texts) };
            projects.Add(view);
            settings.AddRange(await SettingFindings.InAsync(project, compilation, cancellationToken).ConfigureAwait(false));

            var own = new Dictionary<SyntaxTree, Document>();
            foreach (var document in project.Documents)
            {
                if (await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is { } tree)
                    own[tree] = document;
            }

            foreach (var tree in compilation.SyntaxTrees)
            {
                own.TryGetValue(tree, out var document);
                var razor = document is null ? view.Razor.ViewOf(tree, cancellationToken) : null;
                documents.Add(new DocumentView(view, document?.Id, PathOf(document, tree), tree, tree.GetText(cancellationToken))
                {
                    Razor = razor,
                    IsGenerated = razor is null && (document is null || ProtectedCode.IsGenerated(tree, project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(tree), cancellationToken)),
                });
            }
        }

        var files = await FileView.InAsync(csharp.Zip(projects, (project, view) => (project, view)), cancellationToken).ConfigureAwait(false);
        foreach (var project in projects)
            project.See(files);
        return new Snapshot(solution, projects.ToImmutable(), documents.ToImmutable(), files, settings.ToImmutable());
    }

    private static async Task<List<(string Path, SourceText Text)>> RazorTextsAsync(Project project, CancellationToken cancellationToken)
    {
        var texts = new List<(string, SourceText)>();
        foreach (var document in project.AdditionalDocuments)
        {
            if (document.FilePath is { } path && RazorTree.IsRazor(path))
                texts.Add((path, await document.GetTextAsync(cancellationToken).ConfigureAwait(false)));
        }

        return texts;
    }

    /// <summary>The path by which a document is known here; one without a file goes by its name, which the workspace gives to the tree.</summary>
    internal static string PathOf(Document? document, SyntaxTree tree) => document?.FilePath ?? tree.FilePath;
}
