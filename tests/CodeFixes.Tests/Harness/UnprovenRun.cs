using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>What one run makes of a program; without the proof, so that what the plan itself decides shows.</summary>
internal sealed record UnprovenRun(RewriteResult Result)
{
    /// <summary>Rewrites a program.</summary>
    public static async Task<UnprovenRun> OfAsync(Preservation program, RewriteOptions? options = null)
    {
        using var workspace = new AdhocWorkspace();
        return new UnprovenRun(await MigrationEngine.RewriteAsync(program.Open(workspace), options ?? new RewriteOptions { Verify = false }));
    }

    /// <summary>Rewrites a program that is one file.</summary>
    public static Task<UnprovenRun> OfAsync(string text) => OfAsync(Unchanged(text));

    /// <summary>The main file's text after.</summary>
    public string Text => this["/booking/App/Program.cs"];

    /// <summary>A file's text after.</summary>
    public string this[string path] => Result.Solution.Projects.SelectMany(project => project.Documents)
        .First(document => document.FilePath == path).GetTextAsync().Result.ToString();

    /// <summary>Why things are left, each reason once, in the order of their places.</summary>
    public IReadOnlyList<string> Reasons => [.. Result.Findings.Where(finding => finding.Status == FindingStatus.Listed).Select(finding => finding.Reason!).Distinct()];

    /// <summary>What is left or only named: file, line, rule and reason.</summary>
    public IReadOnlyList<string> Left =>
        [.. Result.Findings.Where(finding => finding.Status != FindingStatus.Fixed)
            .Select(finding => $"{Path.GetFileName(finding.Path)}:{finding.Line.Start.Line + 1} {finding.RuleId} {finding.Status}: {finding.Reason}")];
}
