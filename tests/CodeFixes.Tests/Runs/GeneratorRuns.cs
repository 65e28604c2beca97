using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Runs;

/// <summary>What a source generator writes is not edited: it follows what it is generated from, or holds it fast.</summary>
public sealed class GeneratorRuns
{
    private const string Row = "public partial class Row { public string ClerkUserId = \"\"; }";

    [Fact]
    public async Task A_name_that_a_generator_takes_from_the_code_moves()
    {
        var result = await RewriteAsync(compilation =>
            $"partial class Row {{ public string Read() => {compilation.GetTypeByMetadataName("Row")!.GetMembers().OfType<IFieldSymbol>().First().Name}; }}");
        Assert.Equal("public partial class Row { public string WorkosUserId = \"\"; }", await TextAsync(result));
        Assert.Equal([FindingStatus.Fixed], result.Findings.Select(finding => finding.Status));
    }

    [Fact]
    public async Task A_name_that_a_generator_always_writes_stays()
    {
        var result = await RewriteAsync(_ => "partial class Row { public string Read() => ClerkUserId; }");
        Assert.Equal(Row, await TextAsync(result));
        Assert.Equal([(FindingStatus.Listed, "/booking/App/Row.cs")], result.Findings.Select(finding => (finding.Status, finding.Path)));
    }

    [Fact]
    public async Task A_generators_own_names_are_none_of_the_users()
    {
        var result = await RewriteAsync(_ => "class Generated { public string ClerkUserId = \"\"; }");
        Assert.Equal("public partial class Row { public string WorkosUserId = \"\"; }", await TextAsync(result));
        Assert.Equal(["/booking/App/Row.cs"], result.Findings.Select(finding => finding.Path));
    }

    private static async Task<RewriteResult> RewriteAsync(Func<Compilation, string> write)
    {
        using var workspace = new AdhocWorkspace();
        var solution = Preservation.Files.Given("Row.cs", Row).Open(workspace);
        return await MigrationEngine.RewriteAsync(solution.AddAnalyzerReference(solution.ProjectIds[0], new Reference(write)), new RewriteOptions());
    }

    private static async Task<string> TextAsync(RewriteResult result) =>
        (await result.Solution.Projects.Single().Documents.Single(document => document.Name == "Row.cs").GetTextAsync()).ToString();

    private sealed class Reference(Func<Compilation, string> write) : Microsoft.CodeAnalysis.Diagnostics.AnalyzerReference
    {
        private readonly ImmutableArray<ISourceGenerator> _generators = [new Generator(write).AsSourceGenerator()];

        public override string? FullPath => null;

        public override object Id => this;

        public override ImmutableArray<Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
    }

    private sealed class Generator(Func<Compilation, string> write) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.CompilationProvider, (output, compilation) => output.AddSource("Row.g.cs", SourceText.From(write(compilation), Encoding.UTF8)));
    }
}
