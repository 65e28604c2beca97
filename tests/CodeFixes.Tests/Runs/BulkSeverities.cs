using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Tests.Runs;

/// <summary>Severities for many rules at once, and the one of a rule itself, which wins: the engine hears of what a build reports.</summary>
public sealed class BulkSeverities : IDisposable
{
    private const string NoneAtAll = "dotnet_analyzer_diagnostic.severity = none";
    private const string NoNames = "dotnet_analyzer_diagnostic.category-Clerk2WorkOS.Names.severity = none";

    private readonly AdhocWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("", "", true)]
    [InlineData(NoneAtAll, "", false)]
    [InlineData("dotnet_analyzer_diagnostic.severity =  NONE ", "", false)]
    [InlineData("dotnet_analyzer_diagnostic.severity = warning", "", true)]
    [InlineData(NoNames, "", false)]
    [InlineData("dotnet_analyzer_diagnostic.category-Clerk2WorkOS.Audit.severity = none", "", true)]
    [InlineData("", NoneAtAll, false)]
    [InlineData("", NoNames, false)]
    [InlineData(NoneAtAll, "dotnet_diagnostic.C2W101.severity = warning", true)]
    [InlineData(NoneAtAll, "dotnet_diagnostic.C2W201.severity = warning", false)]
    [InlineData(NoneAtAll + "\ndotnet_diagnostic.C2W101.severity = warning", "", true)]
    [InlineData(NoneAtAll + "\ndotnet_diagnostic.C2W201.severity = warning", "", false)]
    [InlineData("dotnet_diagnostic.C2W101.severity = warning", NoneAtAll, true)]
    [InlineData("dotnet_diagnostic.C2W101.severity = none", "", false)]
    [InlineData("", "dotnet_diagnostic.C2W101.severity = none", false)]
    [InlineData(NoneAtAll + "\ndotnet_analyzer_diagnostic.category-Clerk2WorkOS.Names.severity = warning", "", true)]
    [InlineData("dotnet_analyzer_diagnostic.severity = warning\n" + NoNames, "", false)]
    public Task The_setting_of_the_rule_itself_wins(string global, string section, bool isHeard) => SeesAsync(global, section, options => options, isHeard);

    [Theory]
    [InlineData("", "C2W101", ReportDiagnostic.Suppress, false)]
    [InlineData("", "C2W201", ReportDiagnostic.Suppress, true)]
    [InlineData(NoneAtAll, "C2W101", ReportDiagnostic.Warn, true)]
    [InlineData(NoneAtAll, "C2W101", ReportDiagnostic.Error, true)]
    [InlineData(NoneAtAll, "C2W101", ReportDiagnostic.Suppress, false)]
    [InlineData(NoneAtAll, "C2W201", ReportDiagnostic.Warn, false)]
    [InlineData("dotnet_diagnostic.C2W201.severity = none", "CS0168", ReportDiagnostic.Suppress, true)]
    public Task So_does_what_the_project_says_of_the_rule(string global, string rule, ReportDiagnostic severity, bool isHeard) =>
        SeesAsync(global, "", options => options.WithSpecificDiagnosticOptions([new(rule, severity)]), isHeard);

    [Theory]
    [InlineData(ReportDiagnostic.Default, 4, true)]
    [InlineData(ReportDiagnostic.Error, 4, true)]
    [InlineData(ReportDiagnostic.Suppress, 4, false)]
    [InlineData(ReportDiagnostic.Default, 1, true)]
    public Task A_project_that_hears_of_no_warnings_hears_of_none(ReportDiagnostic general, int level, bool isHeard) =>
        SeesAsync("", "", options => options.WithGeneralDiagnosticOption(general).WithWarningLevel(level), isHeard);

    private async Task SeesAsync(string global, string section, Func<CSharpCompilationOptions, CSharpCompilationOptions> with, bool isHeard)
    {
        var program = Files.Given("User.cs", "public class User { public string ClerkUserId = \"\"; }");
        var solution = (global.Length == 0 ? program : program.Configured(global)).Open(_workspace);
        var id = solution.ProjectIds.Single();
        solution = solution.WithProjectCompilationOptions(id, with((CSharpCompilationOptions)solution.GetProject(id)!.CompilationOptions!));
        if (section.Length > 0)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".editorconfig", SourceText.From("root = true\n[*.cs]\n" + section), filePath: "/booking/.editorconfig");
        var project = solution.GetProject(id)!;
        var built = await (await project.GetCompilationAsync())!.WithAnalyzers(AllAnalyzers.Create(), project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        Assert.Equal(isHeard, built.Any(found => found.Id == "C2W101" && !found.IsSuppressed));
        Assert.Equal(isHeard ? ["C2W101"] : [], (await MigrationEngine.FindAsync(solution, new RewriteOptions())).Select(finding => finding.RuleId));
        Assert.Equal(isHeard, (await MigrationEngine.RewriteAsync(solution, new RewriteOptions { Verify = false })).Files.Length > 0);
    }

    /// <summary>A file of two projects is quiet only where both of them keep it so.</summary>
    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    public async Task A_place_is_quiet_where_every_project_keeps_it_quiet(bool one, bool other, bool isHeard)
    {
        var solution = Files.Project("A").Project("B").Given("/booking/User.cs", "public class User { public string ClerkUserId = \"\"; }", "A", "B").Open(_workspace);
        foreach (var (name, isQuiet) in new[] { ("A", one), ("B", other) })
        {
            var project = solution.Projects.Single(project => project.Name == name);
            if (isQuiet)
                solution = solution.WithProjectCompilationOptions(project.Id, project.CompilationOptions!.WithSpecificDiagnosticOptions([new("C2W101", ReportDiagnostic.Suppress)]));
        }

        Assert.Equal(isHeard ? ["C2W101"] : [], (await MigrationEngine.FindAsync(solution, new RewriteOptions())).Select(finding => finding.RuleId));
    }

    /// <summary>No section of a configuration file and no pragma reaches what is beside the code; the settings of the whole project do.</summary>
    [Theory]
    [InlineData("", ReportDiagnostic.Default, true)]
    [InlineData("dotnet_diagnostic.C2W501.severity = none", ReportDiagnostic.Default, true)]
    [InlineData("dotnet_diagnostic.C2W502.severity = none", ReportDiagnostic.Default, false)]
    [InlineData("", ReportDiagnostic.Suppress, false)]
    [InlineData(NoneAtAll, ReportDiagnostic.Default, false)]
    [InlineData("dotnet_analyzer_diagnostic.severity = warning", ReportDiagnostic.Default, true)]
    [InlineData(NoneAtAll, ReportDiagnostic.Warn, true)]
    [InlineData(NoneAtAll + "\ndotnet_diagnostic.C2W502.severity = warning", ReportDiagnostic.Default, true)]
    [InlineData(NoneAtAll + "\ndotnet_diagnostic.C2W501.severity = warning", ReportDiagnostic.Default, false)]
    public async Task What_is_beside_the_code_goes_by_the_settings_of_the_project(string global, ReportDiagnostic severity, bool isHeard)
    {
        var program = Files.Given("User.cs", "public class User { public string ClerkUserId = \"\"; }");
        var solution = (global.Length == 0 ? program : program.Configured(global)).Open(_workspace);
        var id = solution.ProjectIds.Single();
        if (severity != ReportDiagnostic.Default)
            solution = solution.WithProjectCompilationOptions(id, solution.GetProject(id)!.CompilationOptions!.WithSpecificDiagnosticOptions([new("C2W502", severity)]));
        solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), "appsettings.json", SourceText.From("{ \"Clerk\": { \"SecretKey\": \"\" } }"), filePath: "/booking/App/appsettings.json");
        var found = (await MigrationEngine.FindAsync(solution, new RewriteOptions())).Where(finding => finding.Path.EndsWith(".json", StringComparison.Ordinal)).Select(finding => finding.RuleId).Distinct();
        Assert.Equal(isHeard ? ["C2W502"] : [], found);
    }
}
