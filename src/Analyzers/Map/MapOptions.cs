using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Map;

/// <summary>
/// The options of a compilation as a whole: those of a <c>.globalconfig</c>, and those of an <c>.editorconfig</c> as they are for its first
/// file that is not under <c>obj</c> (which a configuration file may leave out).
/// </summary>
internal sealed class MapOptions : AnalyzerConfigOptions
{
    private readonly AnalyzerConfigOptions? _file;
    private readonly AnalyzerConfigOptions _global;

    public MapOptions(AnalyzerConfigOptionsProvider provider, Compilation compilation)
    {
        _global = provider.GlobalOptions;
        var intermediate = IntermediateOutput.Of(compilation);
        if (compilation.SyntaxTrees.FirstOrDefault(tree => !intermediate.Contains(tree.FilePath)) is { } source)
            _file = provider.GetOptions(source);
    }

    /// <summary>Every key that is set; those alone that are known to be asked for where a host cannot list them.</summary>
    public override IEnumerable<string> Keys => _file is null ? KeysOf(_global) : KeysOf(_file).Concat(KeysOf(_global));

    private static IEnumerable<string> KeysOf(AnalyzerConfigOptions options)
    {
        try
        {
            return options.Keys;
        }
        catch (NotImplementedException)
        {
            return MigrationOptions.All.Select(option => option.Key);       // Roslyn's default for options of a host's own
        }
    }

    /// <inheritdoc/>
#pragma warning disable CS8765 // The attribute that says "not null when true" is not in netstandard2.0.
    public override bool TryGetValue(string key, out string? value) =>
#pragma warning restore CS8765
        (_file is not null && _file.TryGetValue(key, out value)) || _global.TryGetValue(key, out value);
}
