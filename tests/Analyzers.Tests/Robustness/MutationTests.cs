using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Analyzers.Tests.Robustness;

/// <summary>Half-typed code: no analyzer ever throws.</summary>
public class MutationTests(ITestOutputHelper output)
{
    private const int Seed = 20260401;

    /// <summary>How many mutated files share a compilation: each also sees the others' damage.</summary>
    private const int FilesPerCompilation = 100;

    private static int Mutations => Soak.IsOn ? 20_000 : 1_000;

    [Fact]
    public async Task No_analyzer_throws_on_damaged_code()
    {
        var random = new Random(Seed);
        string[] originals = [.. Repository.SourceFiles().Select(File.ReadAllText), Schemas.Both, Schemas.Audit, RobustnessSample.Code];
        var findings = 0;
        for (var done = 0; done < Mutations; done += FilesPerCompilation)
        {
            var damaged = Enumerable.Range(0, Math.Min(FilesPerCompilation, Mutations - done))
                .Select(_ => Damage(originals[random.Next(originals.Length)], random))
                .Append(Schemas.Both + Schemas.Audit)
                .ToList();
            findings += await Analyse(damaged);
        }

        output.WriteLine($"{originals.Length} files, {Mutations} mutations, {findings} findings.");
        Assert.True(findings > Mutations / 10, $"Only {findings} findings: the rules have hardly seen anything.");
    }

    [Fact]
    public async Task No_analyzer_throws_on_a_sample_cut_at_every_place()
    {
        const int step = 31;
        for (var end = 0; end < RobustnessSample.Code.Length; end += step)
            await Analyse([RobustnessSample.Code[..end], Schemas.Both + Schemas.Audit]);
    }

    private static async Task<int> Analyse(IReadOnlyList<string> files)
    {
        var compilation = CSharpCompilation.Create(
            "Damaged",
            files.Select((code, index) => CSharpSyntaxTree.ParseText(code, TestPlatform.ParseOptions, $"/damaged/{index}.cs")),
            TestPlatform.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new Options(ImmutableDictionary<string, string>.Empty.Add("c2w_evidence", "on"), ImmutableDictionary<string, string>.Empty)),
            onAnalyzerException: (exception, analyzer, diagnostic) =>
            {
                lock (failures)
                    failures.Add($"{analyzer.GetType().Name}: {exception}");
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var findings = 0;
        try
        {
            findings = (await new CompilationWithAnalyzers(compilation, AllAnalyzers.Create(), options).GetAnalyzerDiagnosticsAsync()).Length;
        }
        catch (InvalidOperationException failure) when (IsTheCompilers(failure))
        {
            // The compiler cannot bind this code itself: no analyzer's doing, and nothing that one could prevent.
            return 0;
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        return findings;
    }

    private static bool IsTheCompilers(InvalidOperationException failure) =>
        failure.TargetSite?.DeclaringType?.Assembly == typeof(CSharpCompilation).Assembly;

    /// <summary>Cuts the file, or deletes, doubles or swaps some of its tokens.</summary>
    private static string Damage(string code, Random random)
    {
        var text = random.Next(3) == 0 ? code[..random.Next(code.Length + 1)] : code;
        var tokens = CSharpSyntaxTree.ParseText(text, TestPlatform.ParseOptions).GetRoot().DescendantTokens().ToList();
        if (tokens.Count == 0 || random.Next(4) == 0)
            return text;

        var changes = Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(tokens.Count)).Distinct().Order().ToList();
        var result = new StringBuilder();
        var copied = 0;
        foreach (var index in changes)
        {
            var span = tokens[index].Span;
            result.Append(text, copied, span.Start - copied);
            result.Append(random.Next(4) switch
            {
                0 => $"{tokens[index].Text} {tokens[index].Text}",
                1 => tokens[random.Next(tokens.Count)].Text,
                _ => "",
            });
            copied = span.End;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
