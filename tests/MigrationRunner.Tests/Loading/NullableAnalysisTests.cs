using Clerk2WorkOS.MigrationRunner.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Clerk2WorkOS.MigrationRunner.Tests.Loading;

/// <summary>The compile check goes without nullable analysis, but never past an error that a project makes of its warnings.</summary>
public sealed class NullableAnalysisTests
{
    private const string Code = "class User { public int Length(string? name) => name.Length; }";

    [Theory]
    [InlineData(ReportDiagnostic.Error, null, null)]
    [InlineData(ReportDiagnostic.Default, "CS8602", null)]
    [InlineData(ReportDiagnostic.Default, null, "is_global = true\ndotnet_diagnostic.CS8602.severity = error\n")]
    public async Task Stays_where_a_warning_of_it_is_an_error(ReportDiagnostic all, string? id, string? configuration) =>
        Assert.Contains("CS8602", await ErrorsAsync(all, id, configuration));

    [Fact]
    public async Task Goes_where_it_can_only_warn()
    {
        using var workspace = new AdhocWorkspace();
        var project = (await NullableAnalysis.WithoutAsync(Open(workspace, ReportDiagnostic.Default, null, null), CancellationToken.None)).Projects.Single();
        Assert.DoesNotContain((await project.GetCompilationAsync())!.GetDiagnostics(), diagnostic => diagnostic.Id == "CS8602");
        Assert.Contains((await Open(workspace, ReportDiagnostic.Default, null, null).Projects.Single().GetCompilationAsync())!.GetDiagnostics(), diagnostic => diagnostic.Id == "CS8602");
    }

    private static async Task<IEnumerable<string>> ErrorsAsync(ReportDiagnostic all, string? id, string? configuration)
    {
        using var workspace = new AdhocWorkspace();
        var solution = await NullableAnalysis.WithoutAsync(Open(workspace, all, id, configuration), CancellationToken.None);
        return (await solution.Projects.Single().GetCompilationAsync())!.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id).ToList();
    }

    private static Solution Open(AdhocWorkspace workspace, ReportDiagnostic all, string? id, string? configuration)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: all);
        if (id is not null)
            options = options.WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic> { [id] = ReportDiagnostic.Error });
        var project = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(project, VersionStamp.Default, "App", "App", LanguageNames.CSharp, compilationOptions: options, metadataReferences: [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]))
            .AddDocument(DocumentId.CreateNewId(project), "User.cs", Code, filePath: "/app/User.cs");
        return configuration is null
            ? solution
            : solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(project), ".globalconfig", Microsoft.CodeAnalysis.Text.SourceText.From(configuration), filePath: "/app/.globalconfig");
    }
}
