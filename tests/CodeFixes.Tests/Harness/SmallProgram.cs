using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>What a rewrite of a small program comes to: its main file, what is left with its line, and what others know.</summary>
internal sealed record SmallOutcome(string Text, string[] Left, string[] Contracts);

/// <summary>Questions to a program that is too small to be worth running.</summary>
internal static class SmallProgram
{
    /// <summary>What is read from a program before anything is planned; it has to compile.</summary>
    public static async Task<Snapshot> ReadAsync(Preservation program)
    {
        using var workspace = new AdhocWorkspace();
        var snapshot = await Snapshot.LoadAsync(program.Open(workspace), null, CancellationToken.None);
        foreach (var project in snapshot.Projects)
            AssertCompiles(project.Compilation);
        return snapshot;
    }

    /// <summary>A type of the program's own.</summary>
    public static INamedTypeSymbol TypeOf(Snapshot snapshot, string name) =>
        snapshot.Projects.Select(project => project.Compilation.Assembly.GetTypeByMetadataName(name)).OfType<INamedTypeSymbol>().First();

    /// <summary>The rewrite of a program that compiles, proven.</summary>
    public static async Task<SmallOutcome> RewriteAsync(Preservation program)
    {
        var run = await EngineRun.OfAsync(program);
        return new SmallOutcome(
            await run.TextAsync("Program.cs"),
            [.. run.Result.Findings.Where(finding => finding.Status != FindingStatus.Fixed).Select(finding => $"{finding.Line.Start.Line + 1} {finding.RuleId}: {finding.Reason}")],
            [.. run.Result.Contracts.Select(contract => $"{contract.Kind} {contract.Owner}: {contract.OldName} -> {contract.NewName}")]);
    }

    private static void AssertCompiles(Compilation compilation) =>
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
