using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>
/// One run of the engine over a program that compiles: what became of its files and what is left. Quicker than <see cref="Preservation"/>, which also runs
/// the program, and so the one for many small cases.
/// </summary>
internal sealed class EngineRun(RewriteResult result)
{
    /// <summary>What the engine gives.</summary>
    public RewriteResult Result => result;

    /// <summary>What is not fixed, one a line: where, which rule and why.</summary>
    public string Left => string.Join('\n', result.Findings.Where(finding => finding.Status != FindingStatus.Fixed)
        .Select(finding => $"{Path.GetFileName(finding.Path)}:{finding.Line.Start.Line + 1} {finding.RuleId} {finding.Reason}"));

    /// <summary>The reasons of what is not fixed.</summary>
    public string Reasons => string.Join('\n', result.Findings.Where(finding => finding.Status != FindingStatus.Fixed).Select(finding => finding.Reason));

    /// <summary>The columns that types have now and databases have not, one table a line.</summary>
    public string Columns => string.Join('\n', result.AddedColumns.Select(added =>
        $"{added.Type} in {added.ProjectPath}: {added.Schema ?? "-"}.{added.Table}({string.Join(", ", added.Columns.Select(column => column.Name + " " + column.Type))})"
        + $" of {added.Context ?? "-"} in {added.ContextProjectPath ?? "-"}"));

    /// <summary>Rewrites the program, which compiles before and after.</summary>
    public static Task<EngineRun> OfAsync(Preservation program) => OfAsync(program, new RewriteOptions());

    /// <summary>The same, for some rules or files.</summary>
    public static async Task<EngineRun> OfAsync(Preservation program, RewriteOptions options)
    {
        using var workspace = new AdhocWorkspace();
        var before = program.Open(workspace);
        var result = await MigrationEngine.RewriteAsync(before, options with { Verify = true, CountErrorsBefore = true, Scope = ProofScope.Full });
        if (result.ErrorsBefore != 0 || result.ErrorsAfter != 0)
            Assert.Fail(string.Join('\n', (await Execution.DiagnosticsAsync(result.ErrorsBefore != 0 ? before : result.Solution)).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        Assert.Empty(result.TakenBack);
        await ScopesAgree.OnSampleAsync(workspace => program.Open(workspace), options);
        return new EngineRun(result);
    }

    /// <summary>The text of a file after the run.</summary>
    public async Task<string> TextAsync(string path) =>
        (await result.Solution.Projects.SelectMany(project => project.Documents).First(document => document.FilePath!.EndsWith("/" + path, StringComparison.Ordinal)).GetTextAsync()).ToString();
}
