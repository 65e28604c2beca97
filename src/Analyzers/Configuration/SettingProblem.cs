using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Configuration;

/// <summary>A setting that cannot be used as it is written, which must never pass in silence.</summary>
/// <param name="Key">The key, as written.</param>
/// <param name="Value">The value, as written.</param>
/// <param name="What">What is wrong, as the end of a sentence that begins with the setting.</param>
public sealed record SettingProblem(string Key, string Value, string What)
{
    private const string Prefix = "c2w_";

    /// <summary>The setting as a configuration file has it.</summary>
    public string Setting => Value.Length == 0 ? Key : $"{Key} = {Value}";

    /// <summary>What is wrong with a baseline; <c>null</c> when nothing is.</summary>
    public static SettingProblem? Of(Baseline baseline) => baseline.BadLine == 0 ? null
        : new(Baseline.FileName, "", $"cannot be used: line {baseline.BadLine} is none of a baseline (is a merge not finished?), so that all of it counts as new");

    /// <summary>Everything that is wrong with the settings of a compilation: values, keys, and settings for some of its files alone.</summary>
    public static ImmutableArray<SettingProblem> In(AnalyzerConfigOptionsProvider provider, Compilation compilation, CancellationToken cancellationToken)
    {
        var options = new MapOptions(provider, compilation);
        var found = ImmutableArray.CreateBuilder<SettingProblem>();
        AddWrongValues(options, found);
        AddUnknownKeys(options, found);
        AddSettingsOfSomeFiles(provider, compilation, options, found, cancellationToken);
        return found.ToImmutable();
    }

    private static void AddWrongValues(MapOptions options, ImmutableArray<SettingProblem>.Builder found)
    {
        foreach (var option in MigrationOptions.All)
        {
            if (options.TryGetValue(option.Key, out var value) && value!.Trim() is { Length: > 0 } text && option.Problem(text) is { } problem)
                found.Add(new(option.Key, text, $"cannot be used: {problem}"));
        }
    }

    private static void AddUnknownKeys(MapOptions options, ImmutableArray<SettingProblem>.Builder found)
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in options.Keys)
        {
            if (key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !IsKnown(key))
                unknown.Add(key);
        }

        foreach (var key in unknown)
        {
            options.TryGetValue(key, out var value);
            var near = Spelling.Nearest(key, MigrationOptions.All.Select(option => option.Key));
            found.Add(new(key, value ?? "", $"is no setting of these rules{(near is null ? "" : $"; did you mean '{near}'?")}"));
        }
    }

    /// <summary>A project has one map; a section of an <c>.editorconfig</c> that gives some of its files another value changes nothing.</summary>
    private static void AddSettingsOfSomeFiles(
        AnalyzerConfigOptionsProvider provider, Compilation compilation, MapOptions options, ImmutableArray<SettingProblem>.Builder found, CancellationToken cancellationToken)
    {
        var pending = MigrationOptions.All.Select(option => option.Key).ToList();
        var intermediate = IntermediateOutput.Of(compilation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (intermediate.Contains(tree.FilePath))
                continue;
            var ofFile = provider.GetOptions(tree);
            for (var i = pending.Count - 1; i >= 0; i--)
            {
                if (!ofFile.TryGetValue(pending[i], out var value) || (options.TryGetValue(pending[i], out var whole) && whole == value))
                    continue;
                var holds = whole is null ? "it is not set" : $"'{pending[i]} = {whole}'";
                found.Add(new(pending[i], value, $"is said of some files alone; a setting holds for a whole project, and here {holds}"));
                pending.RemoveAt(i);
            }
        }
    }

    private static bool IsKnown(string key)
    {
        foreach (var option in MigrationOptions.All)
        {
            if (string.Equals(option.Key, key, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
