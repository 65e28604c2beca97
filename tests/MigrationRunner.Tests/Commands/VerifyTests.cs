using System.Text.Json;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary><c>fix --verify</c>: what is compiled, and what the summary and the report call it.</summary>
public sealed class VerifyTests
{
    [Theory]
    [InlineData("", ProofScope.Affected, "Compiler errors where the edits reach: 3 before, 0 after.\n", "affected")]
    [InlineData("affected", ProofScope.Affected, "Compiler errors where the edits reach: 3 before, 0 after.\n", "affected")]
    [InlineData("full", ProofScope.Full, "Compiler errors: 3 before, 0 after.\n", "all")]
    public async Task What_is_compiled_is_chosen_and_said(string given, ProofScope scope, string sentence, string reported)
    {
        using var folder = SmallSolution.CreateOneProject();
        var engine = new WordEngine();
        string[] choice = given.Length == 0 ? [] : ["--verify", given];
        var run = await Tool.RunAsync(folder, engine, ["fix", "--dry-run", "--report", "report.json", .. choice]);
        Assert.Equal(scope, engine.Options!.Scope);
        Assert.Contains(sentence, run.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(folder.Read("report.json"));
        Assert.Equal(reported, report.RootElement.GetProperty("summary").GetProperty("errorsScope").GetString());
    }

    [Fact]
    public async Task Another_word_is_refused()
    {
        using var folder = SmallSolution.CreateOneProject();
        (await Tool.RunAsync(folder, "fix", "--verify", "none")).ShouldRefuse("--verify takes affected or full, not 'none'.");
    }
}
