using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>
/// A proof that looks only at what the edits reach comes to what one comes to that looks at everything: of the plan as it is, and of one in which everything
/// moves, which breaks more.
/// </summary>
internal static class ScopesAgree
{
    /// <summary>One program of so many; all of them with <c>C2W_SOAK=1</c>.</summary>
    private static int Every => Soak.IsOn ? 1 : 20;

    /// <summary>The same, for a sample of the programs that the tests have, the same ones each time.</summary>
    public static async Task OnSampleAsync(Func<AdhocWorkspace, Solution> open, RewriteOptions? options = null)
    {
        using var workspace = new AdhocWorkspace();
        var solution = open(workspace);
        var sum = 0L;
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
            sum += (await document.GetTextAsync()).ToString().Sum(character => (long)character);
        if (sum % Every == 0)
            await OnAsync(solution, options);
    }

    public static async Task OnAsync(Solution solution, RewriteOptions? options = null)
    {
        options ??= new RewriteOptions();
        var full = await MigrationEngine.RewriteAsync(solution, options with { Scope = ProofScope.Full });
        var affected = await MigrationEngine.RewriteAsync(solution, options with { Scope = ProofScope.Affected });
        Assert.Equal(full.Findings.Select(finding => finding.ToString()), affected.Findings.Select(finding => finding.ToString()));
        Assert.Equal(full.TakenBack.Select(taken => taken.ToString()), affected.TakenBack.Select(taken => taken.ToString()));
        Assert.Equal(full.Files.Select(Edits), affected.Files.Select(Edits));
        Assert.Equal(await FaultsAsync(solution, ProofScope.Full), await FaultsAsync(solution, ProofScope.Affected));
    }

    private static string Edits(FileEdit file) => $"{file.Path}: {string.Join(", ", file.Changes)}";

    /// <summary>What is new and wrong when everything moves.</summary>
    private static async Task<string> FaultsAsync(Solution solution, ProofScope scope)
    {
        var forced = await ForcedRewrite.OfAsync(solution, scope);
        return await forced.ErrorsAsync();
    }
}
