using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>
/// Generators of .NET's own that answer to an attribute alone come with every project, and most have nothing to do. Where no file of a project has the
/// name of their attribute they would write nothing, and are not run: compiling them just in time is a fifth of a run on a small solution.
/// </summary>
/// <remarks>Should a name be hidden all the same, what the generator is to write is missing, and the compiler says so.</remarks>
internal static class IdleGenerators
{
    /// <summary>What newer ones answer to is not known.</summary>
    private const int NewestKnown = 10;

    /// <summary>A name may be written with these.</summary>
    private static readonly ImmutableArray<string> Escapes = [@"\u00", @"\U00"];

    /// <summary>The attributes of each, as .NET 10 has them; it finds its work by nothing else.</summary>
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Attributes = new Dictionary<string, ImmutableArray<string>>
    {
        ["Microsoft.Extensions.Logging.Generators.dll"] = ["LoggerMessage"],
        ["Microsoft.Extensions.Options.SourceGeneration.dll"] = ["OptionsValidator"],
        ["Microsoft.Interop.ComInterfaceGenerator.dll"] = ["GeneratedComInterface", "GeneratedComClass", "VirtualMethodIndex"],
        ["Microsoft.Interop.JavaScript.JSImportGenerator.dll"] = ["JSImport", "JSExport"],
        ["Microsoft.Interop.LibraryImportGenerator.dll"] = ["LibraryImport"],
        ["System.Text.Json.SourceGeneration.dll"] = ["JsonSerializable"],
        ["System.Text.RegularExpressions.Generator.dll"] = ["GeneratedRegex"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableArray<string> Words = [.. Attributes.Values.SelectMany(words => words), .. Escapes];

    public static Solution Without(Solution solution, CancellationToken cancellationToken)
    {
        var words = new ConcurrentDictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var id in solution.ProjectIds)
        {
            var project = solution.GetProject(id)!;
            var candidates = project.AnalyzerReferences.Where(reference => reference.FullPath is { } path && IsKnown(path)).ToList();
            if (candidates.Count == 0)
                continue;
            var written = project.Documents.AsParallel().WithCancellation(cancellationToken)
                .SelectMany(document => document.FilePath is { } path ? words.GetOrAdd(path, In) : Words)
                .ToHashSet(StringComparer.Ordinal);
            foreach (var reference in candidates.Where(reference => !written.Overlaps(Escapes) && !written.Overlaps(Attributes[Path.GetFileName(reference.FullPath!)])))
                solution = solution.RemoveAnalyzerReference(id, reference);
        }

        return solution;

        bool IsKnown(string path) => known.TryGetValue(path, out var isKnown) ? isKnown : known[path] = Attributes.ContainsKey(Path.GetFileName(path)) && VersionOf(path) <= NewestKnown;
    }

    private static ImmutableArray<string> In(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return [.. Words.Where(word => text.Contains(word, StringComparison.Ordinal))];
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            return Words;       // whoever reads it next complains
        }
    }

    private static int VersionOf(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path).Version?.Major ?? int.MaxValue;
        }
        catch (Exception failure) when (failure is BadImageFormatException or UnauthorizedAccessException or IOException)
        {
            return int.MaxValue;
        }
    }
}
