using System.Collections.Immutable;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>One unit of change at a time, in whatever order somebody goes through the squiggles, ends in the same text as Fix All and as the runner.</summary>
public sealed class OrderOfFixes
{
    private const int MaximumFixes = 1_000;

    /// <summary>Orders per program; many more with <c>C2W_SOAK=1</c>.</summary>
    private static int Orders => Soak.IsOn ? 100 : 2;

    [Theory]
    [MemberData(nameof(IdePrograms.Names), MemberType = typeof(IdePrograms))]
    public async Task One_unit_at_a_time_ends_as_Fix_All(string program)
    {
        using var workspace = new AdhocWorkspace();
        var solution = IdePrograms.Open(workspace, program);
        var expected = await LightBulb.TextsAsync((await MigrationEngine.RewriteAsync(solution, new RewriteOptions { Verify = false })).Solution);
        AssertSame(expected, await LightBulb.TextsAsync(await FixAllAsync(solution)), "Fix All, family by family");
        await Gen.Int[0, int.MaxValue].Array[20].SampleAsync(
            async choices => AssertSame(expected, await LightBulb.TextsAsync(await OneByOneAsync(solution, choices)), $"[{string.Join(", ", choices)}]"),
            iter: Orders, threads: 1);
    }

    [SoakFact]
    public async Task The_whole_sample_ends_as_the_runner_leaves_it()
    {
        using var workspace = new AdhocWorkspace();
        var solution = BookingSample.Open(workspace);
        var expected = await LightBulb.TextsAsync((await MigrationEngine.RewriteAsync(solution, new RewriteOptions())).Solution);
        AssertSame(expected, await LightBulb.TextsAsync(await FixAllAsync(solution)), "Fix All, family by family");
        AssertSame(expected, await LightBulb.TextsAsync(await OneByOneAsync(solution, [20261128])), "one unit at a time");
    }

    /// <summary>Fix All in the solution for the first offer, until nothing is offered.</summary>
    private static async Task<Solution> FixAllAsync(Solution solution)
    {
        for (var done = 0; done < MaximumFixes; done++)
        {
            Offer? first = null;
            foreach (var squiggle in await LightBulb.SquigglesAsync(solution))
            {
                first = (await LightBulb.OffersAsync(squiggle)).FirstOrDefault();
                if (first is not null)
                    break;
            }

            if (first is null)
                return solution;
            var action = await LightBulb.FixAllAsync(first, FixAllScope.Solution);
            solution = await LightBulb.ApplyAsync(action!);
        }

        throw new InvalidOperationException("The fixes come to no end.");
    }

    /// <summary>The fix for any of the findings that have one, until none has; what is offered first is taken, as the settings have it.</summary>
    private static async Task<Solution> OneByOneAsync(Solution solution, int[] choices)
    {
        for (var done = 0; done < MaximumFixes; done++)
        {
            var open = (await LightBulb.SquigglesAsync(solution)).ToList();
            ImmutableArray<Offer> offers = [];
            for (var choice = choices.Length == 0 ? 0 : choices[done % choices.Length]; open.Count > 0 && offers.IsEmpty;)
            {
                var at = choice % open.Count;
                offers = await LightBulb.OffersAsync(open[at]);
                open.RemoveAt(at);
            }

            if (offers.IsEmpty)
                return solution;
            solution = await LightBulb.ApplyAsync(offers[0].Action);
        }

        throw new InvalidOperationException("The fixes come to no end.");
    }

    private static void AssertSame(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual, string order)
    {
        foreach (var (path, text) in expected)
            Assert.True(text == actual[path], $"{order}: {path} is\n{actual[path]}\nand not\n{text}");
    }
}
