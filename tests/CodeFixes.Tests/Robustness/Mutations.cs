using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Clerk2WorkOS.CodeFixes.Tests.Robustness;

/// <summary>This repository's own sources, samples included, truncated at random places or with random tokens deleted.</summary>
internal static class Mutations
{
    private const int Seed = 20261123;

    /// <summary>How many files are mutated together; neighbours, so that what belongs together meets.</summary>
    private const int FilesPerProgram = 20;

    /// <summary>Programs of mutated files, <paramref name="count"/> files in all; the same ones each time as long as the sources are the same.</summary>
    public static IEnumerable<SourceProgram> Programs(int count)
    {
        var random = new Random(Seed);
        var sources = Sources();
        for (var done = 0; done < count; done += FilesPerProgram)
        {
            var first = random.Next(sources.Count);
            var files = Enumerable.Range(0, Math.Min(FilesPerProgram, count - done))
                .Select(i => sources[(first + i) % sources.Count])
                .Select(source => (source.Path, Text: random.Next(2) == 0 ? Truncated(source.Text, random) : WithoutTokens(source.Text, random)))
                .Select(file => new SourceFile(file.Path, file.Text, file.Text, ["App"]));
            yield return new SourceProgram([.. files], [new SourceProject("App", [], [])], []);
        }
    }

    private static string Truncated(string text, Random random) => text[..random.Next(text.Length + 1)];

    private static string WithoutTokens(string text, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        var deleted = Enumerable.Range(0, tokens.Count == 0 ? 0 : random.Next(1, 6)).Select(_ => tokens[random.Next(tokens.Count)].Span).Distinct();
        foreach (var span in deleted.OrderByDescending(span => span.Start))
            text = text.Remove(span.Start, span.Length);
        return text;
    }

    private static List<(string Path, string Text)> Sources()
    {
        var root = new DirectoryInfo(Repository.Root);
        return root.EnumerateFiles("*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts"))
            .Order(StringComparer.Ordinal)
            .Select(path => ("/repository/" + path, File.ReadAllText(Path.Combine(root.FullName, path))))
            .ToList();
    }

    /// <summary>The program with one of its files alone.</summary>
    public static IEnumerable<SourceProgram> OneByOne(SourceProgram program) =>
        program.Files.Select(file => program with { Files = ImmutableArray.Create(file) });
}
