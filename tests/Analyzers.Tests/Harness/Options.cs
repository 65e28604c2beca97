using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Tests.Harness;

/// <summary>Options as a <c>.globalconfig</c> (<paramref name="global"/>) and an <c>.editorconfig</c> (<paramref name="files"/>) give them.</summary>
internal sealed class Options(ImmutableDictionary<string, string> global, ImmutableDictionary<string, string> files) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(global);

    public ImmutableDictionary<(string Path, string Key), string> ByFile { get; init; } = ImmutableDictionary<(string Path, string Key), string>.Empty;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) =>
        new Values(files.SetItems(ByFile.Where(entry => entry.Key.Path == tree.FilePath).Select(entry => KeyValuePair.Create(entry.Key.Key, entry.Value))));

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(files);

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
