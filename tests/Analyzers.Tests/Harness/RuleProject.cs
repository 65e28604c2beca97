using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Tests.Harness;

/// <summary>How a library is referred to: the compiler sees metadata, an IDE sees another compilation.</summary>
public enum ReferenceKind
{
    Metadata,
    Compilation,
}

/// <summary>A project under all rules. Its files say in their marks what is to be found, everything that is, and nothing else.</summary>
internal sealed record RuleProject
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Compiled = new(StringComparer.Ordinal);

    private ImmutableArray<(string Path, string Marked)> Files { get; init; } = [];

    private ImmutableArray<(string Path, string Marked)> FilesBeside { get; init; } = [];

    private ImmutableArray<MetadataReference> Libraries { get; init; } = [];

    /// <summary>What the libraries are made of: many tests refer to the same ones, which are compiled once.</summary>
    private string LibrarySource { get; init; } = "";

    private ImmutableDictionary<string, string> Global { get; init; } = ImmutableDictionary<string, string>.Empty;

    private ImmutableDictionary<string, string> EditorConfig { get; init; } = ImmutableDictionary<string, string>.Empty;

    private ImmutableDictionary<(string Path, string Key), string> FileConfig { get; init; } = ImmutableDictionary<(string Path, string Key), string>.Empty;

    public static RuleProject Of(params string[] files)
    {
        var project = new RuleProject();
        for (var i = 0; i < files.Length; i++)
            project = project.With($"/app/File{i}.cs", files[i]);
        return project;
    }

    public RuleProject With(string path, string marked) => this with { Files = Files.Add((path, marked)) };

    /// <summary>A file that is passed to the compiler beside the code.</summary>
    public RuleProject Beside(string path, string marked) => this with { FilesBeside = FilesBeside.Add((path, marked)) };

    public RuleProject Referring(string code, ReferenceKind kind = ReferenceKind.Metadata, string name = "Library")
    {
        var source = $"{LibrarySource}\n{kind} {name}\n{code}";
        return this with { LibrarySource = source, Libraries = Libraries.Add(Compiled.GetOrAdd(source, _ => Compile())) };

        MetadataReference Compile()
        {
            var library = TestPlatform.Compile(name, code, [.. TestPlatform.References, .. Libraries]);
            return kind == ReferenceKind.Metadata ? library.ToMetadata() : library.ToMetadataReference();
        }
    }

    /// <summary>Whether the compiler reads documentation; without <c>/doc</c> it is comments to it.</summary>
    public DocumentationMode Documentation { get; init; } = DocumentationMode.Parse;

    /// <summary>What the compiler's own options say of rules: <c>nowarn</c>, severities by file.</summary>
    public Func<CSharpCompilationOptions, CSharpCompilationOptions> Severities { get; init; } = options => options;

    public RuleProject Configured(string key, string value) => this with { Global = Global.Add(key, value) };

    public RuleProject ConfiguredByEditorConfig(string key, string value) => this with { EditorConfig = EditorConfig.Add(key, value) };

    /// <summary>A section of an <c>.editorconfig</c> that is about one file.</summary>
    public RuleProject ConfiguredFor(string path, string key, string value) => this with { FileConfig = FileConfig.Add((path, key), value) };

    public CSharpCompilation Compile() => CSharpCompilation.Create(
        "App",
        Files.Select(file => CSharpSyntaxTree.ParseText(Markup.Strip(file.Marked), TestPlatform.ParseOptions.WithDocumentationMode(Documentation), file.Path)),
        [.. TestPlatform.References, .. Libraries],
        Severities(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)));

    /// <summary>The project compiles, and the rules find what its marks say.</summary>
    public async Task Shows()
    {
        var compilation = Compile();
        Assert.Empty(ErrorsOf(compilation));
        await Compare(compilation);
    }

    /// <summary>The project does not compile, and the rules find what its marks say.</summary>
    public async Task ShowsThoughBroken()
    {
        var compilation = Compile();
        Assert.NotEmpty(ErrorsOf(compilation));
        await Compare(compilation);
    }

    /// <summary>The messages of all findings, in order.</summary>
    public async Task<string[]> Messages() =>
        [.. (await Find(Compile())).Select(finding => $"{finding.Id}: {finding.GetMessage(null)}")];

    /// <summary>All findings, in order.</summary>
    public Task<ImmutableArray<Diagnostic>> Findings() => Find(Compile());

    private async Task Compare(CSharpCompilation compilation)
    {
        var findings = await Find(compilation);
        for (var i = 0; i < Files.Length; i++)
        {
            var tree = compilation.SyntaxTrees[i];
            var shown = Markup.Write(tree.ToString(), findings.Where(finding => finding.Location.SourceTree == tree));
            Assert.Equal(Files[i].Marked, shown);
        }

        foreach (var (path, marked) in FilesBeside)
            Assert.Equal(marked, Markup.Write(Markup.Strip(marked), findings.Where(finding => finding.Location.GetLineSpan().Path == path)));
    }

    private async Task<ImmutableArray<Diagnostic>> Find(CSharpCompilation compilation)
    {
        var thrown = new ConcurrentQueue<Exception>();          // one that is thrown on from here, the compiler would catch and drop
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. FilesBeside.Select(file => new FileBeside(file.Path, Markup.Strip(file.Marked)))], new Options(Global, EditorConfig) { ByFile = FileConfig }),
            onAnalyzerException: (exception, _, _) => thrown.Enqueue(exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var findings = await new CompilationWithAnalyzers(compilation, AllAnalyzers.Create(), options).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(thrown);
        return [.. findings.OrderBy(finding => finding.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(finding => finding.Location.SourceSpan.Start)];
    }

    private static IEnumerable<Diagnostic> ErrorsOf(Compilation compilation) =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
