using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

internal sealed partial class Preservation
{
    /// <summary>Proves all of it, and shows everything that does not hold.</summary>
    public async Task HoldsAsync()
    {
        var problems = new List<string>();
        using var workspace = new AdhocWorkspace();
        var before = _program.Open(workspace, file => file.Before);
        var warnings = await ProvesItselfAsync(before, _program.Open(workspace, file => file.After));

        var result = await MigrationEngine.RewriteAsync(before, new RewriteOptions { Verify = true, CountErrorsBefore = true, Scope = ProofScope.Full });

        problems.AddRange(await TextsAsync(result.Solution));
        problems.AddRange(await EditsAsync(before, result));
        problems.AddRange(Findings(result.Findings));
        problems.AddRange(_contracts.Where(expected => !result.Contracts.Any(expected.Fits))
            .Select(expected => $"Not reported: {expected}; but: {string.Join("; ", result.Contracts)}"));
        problems.AddRange(result.TakenBack.Select(taken => $"Taken back: {taken.What}: {taken.Reason}"));

        var after = await Execution.DiagnosticsAsync(result.Solution);
        problems.AddRange(after.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !_errorsAfter.Contains(diagnostic.Id))
            .Select(error => $"Error after: {error}"));
        problems.AddRange(after.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning && !warnings.Contains(diagnostic.Id))
            .Select(warning => $"Warning after: {warning}"));
        if (result.ErrorsAfter is { } counted && counted != after.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            problems.Add($"The engine counts {counted} errors after.");
        if (_errorsAfter.IsEmpty && !after.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            var printed = await Execution.RunAsync(result.Solution, _program.Packages);
            if (printed != _output)
                problems.Add($"It prints\n{printed}\nand not\n{_output}");
        }

        var second = await MigrationEngine.RewriteAsync(result.Solution, new RewriteOptions { Verify = true });
        problems.AddRange(second.Files.Select(file => $"A second run changes {file.Path}: {string.Join(", ", file.Changes)}"));
        problems.AddRange(second.Findings.Where(finding => finding.Status == FindingStatus.Fixed).Select(finding => $"A second run would fix {finding}"));
        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
        await ScopesAgree.OnSampleAsync(workspace => _program.Open(workspace, file => file.Before));
    }

    /// <summary>The test itself has to be right: both sides compile and print the same. Gives the warnings that are there before.</summary>
    private async Task<ImmutableHashSet<string>> ProvesItselfAsync(Solution before, Solution after)
    {
        Assert.True(
            _program.Files.Any(file => file.Before != file.After) || !_findings.IsEmpty || _reportsNothing,
            "Nothing changes and nothing is listed: the test shows nothing.");
        var diagnosticsBefore = await Execution.DiagnosticsAsync(before);
        var diagnosticsAfter = await Execution.DiagnosticsAsync(after);
        AssertErrors(_errorsBefore, diagnosticsBefore);
        AssertErrors(_errorsAfter, diagnosticsAfter);
        var warnings = Ids(diagnosticsBefore, DiagnosticSeverity.Warning);
        if (_errorsBefore.IsEmpty)
        {
            _output = await Execution.RunAsync(before, _program.Packages);
            Assert.Empty(Ids(diagnosticsAfter, DiagnosticSeverity.Warning).Except(warnings));
        }
        else
        {
            warnings = warnings.Union(Ids(diagnosticsAfter, DiagnosticSeverity.Warning));
        }

        if (_errorsAfter.IsEmpty)
        {
            Assert.False(string.IsNullOrWhiteSpace(_output), "The program prints nothing.");
            Assert.Equal(_output, await Execution.RunAsync(after, _program.Packages));
        }

        return warnings;
    }

    private static void AssertErrors(ImmutableArray<string> expected, ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(
            errors.Select(error => error.Id).ToHashSet().SetEquals(expected),
            $"Expected are the errors [{string.Join(", ", expected)}], but there are: {string.Join("\n", errors)}");
    }

    private static ImmutableHashSet<string> Ids(ImmutableArray<Diagnostic> diagnostics, DiagnosticSeverity severity) =>
        diagnostics.Where(diagnostic => diagnostic.Severity == severity).Select(diagnostic => diagnostic.Id).ToImmutableHashSet();

    private async Task<List<string>> TextsAsync(Solution solution)
    {
        var problems = new List<string>();
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
        {
            var expected = _program.Files.FirstOrDefault(file => file.Path == document.FilePath)?.After;
            var actual = (await document.GetTextAsync()).ToString();
            if (expected is not null && expected != actual)
                problems.Add($"{document.Project.Name}: {document.FilePath} is\n{actual}\nand not\n{expected}");
        }

        return problems;
    }

    /// <summary>The edits of each physical file, applied to its text before, give the same text.</summary>
    private static async Task<List<string>> EditsAsync(Solution before, RewriteResult result)
    {
        var problems = new List<string>();
        var edited = result.Files.Select(file => file.Path).ToList();
        var changed = new HashSet<string>();
        foreach (var document in result.Solution.Projects.SelectMany(project => project.Documents))
        {
            var old = await before.GetDocument(document.Id)!.GetTextAsync();
            var text = await document.GetTextAsync();
            if (text.ContentEquals(old))
                continue;
            changed.Add(document.FilePath!);
            if (text.Encoding != old.Encoding)
                problems.Add($"{document.FilePath} changed its encoding.");
            var file = result.Files.FirstOrDefault(edit => edit.Path == document.FilePath);
            if (file?.Before.WithChanges(file.Changes).ContentEquals(text) == false)
                problems.Add($"The edits of {document.FilePath} give another text.");
        }

        if (!changed.SetEquals(edited) || changed.Count != edited.Count)
            problems.Add($"Files names [{string.Join(", ", edited)}], but changed are [{string.Join(", ", changed)}].");
        if (changed.Any(path => !result.Findings.Any(finding => finding.Status == FindingStatus.Fixed)))
            problems.Add("Something changed, but no finding was fixed.");
        return problems;
    }

    private IEnumerable<string> Findings(ImmutableArray<Finding> findings)
    {
        var left = findings.Where(finding => finding.Status != FindingStatus.Fixed).ToList();
        var missing = _findings.Where(expected => !left.Any(expected.Fits)).Select(expected => $"Not found: {expected}");
        var surplus = left.Where(finding => !_findings.Any(expected => expected.Fits(finding)))
            .Select(finding => $"Not expected: {finding.Status} {finding.RuleId} in {finding.Path}{finding.Line.Start}: {finding.Message} ({finding.Reason})");
        var fixedInstead = _reportsNothing ? findings.Where(finding => finding.Status == FindingStatus.Fixed).Select(finding => $"Not expected: {finding}") : [];
        return missing.Concat(surplus).Concat(fixedInstead);
    }
}
