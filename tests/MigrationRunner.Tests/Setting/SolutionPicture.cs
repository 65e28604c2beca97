using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>All that matters of a loaded solution, a line each, so that two ways of loading can be compared.</summary>
internal static class SolutionPicture
{
    public static async Task<string> OfAsync(Solution solution)
    {
        var lines = new List<string>();
        foreach (var project in solution.Projects.Where(project => project.Language == LanguageNames.CSharp))
            lines.AddRange((await LinesAsync(project)).Select(line => $"{project.Name}: {line}"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal));
    }

    private static async Task<List<string>> LinesAsync(Project project)
    {
        var parse = (CSharpParseOptions)project.ParseOptions!;
        var options = (CSharpCompilationOptions)project.CompilationOptions!;
        var lines = new List<string>
        {
            $"file {project.FilePath}",
            $"assembly {project.AssemblyName} in {project.OutputFilePath} and {project.OutputRefFilePath}, compiled to {project.CompilationOutputInfo.AssemblyPath}",
            $"namespace {project.DefaultNamespace}",
            $"language {parse.LanguageVersion} {parse.SpecifiedLanguageVersion} {parse.DocumentationMode} {string.Join(' ', parse.Features.Select(feature => feature.Key).Order())}",
            $"symbols {string.Join(' ', parse.PreprocessorSymbolNames.Order(StringComparer.Ordinal))}",
            $"options {options.OutputKind} {options.NullableContextOptions} {options.OptimizationLevel} {options.Platform} {options.AllowUnsafe} {options.CheckOverflow} {options.WarningLevel} {options.GeneralDiagnosticOption} {options.CryptoKeyFile} {options.Deterministic} {options.ConcurrentBuild}",
            $"severities {string.Join(' ', options.SpecificDiagnosticOptions.Select(option => $"{option.Key}={option.Value}").Order(StringComparer.Ordinal))}",
        };
        lines.AddRange(project.Documents.Select(document => $"document {document.FilePath} {document.Name}"));
        lines.AddRange(project.AdditionalDocuments.Select(document => $"additional {document.FilePath}"));
        lines.AddRange(project.AnalyzerConfigDocuments.Select(document => $"settings {document.FilePath}"));
        lines.AddRange(project.MetadataReferences.Select(reference => $"metadata {reference.Display} {string.Join(',', reference.Properties.Aliases)} {reference.Properties.EmbedInteropTypes}"));
        lines.AddRange(project.ProjectReferences.Select(reference => $"project {project.Solution.GetProject(reference.ProjectId)!.Name} {string.Join(',', reference.Aliases)}"));
        lines.AddRange(project.AnalyzerReferences.Where(analyzer => File.Exists(analyzer.FullPath)).Select(analyzer => $"analyzer {analyzer.FullPath}"));
        lines.AddRange((await project.GetSourceGeneratedDocumentsAsync()).Select(document => $"generated {document.HintName}"));
        var compilation = (await project.GetCompilationAsync())!;
        lines.AddRange(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(error => $"error {error}"));
        return lines;
    }
}
