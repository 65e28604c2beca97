using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>Edits that replace one word, without a solution.</summary>
internal static class WordEdits
{
    /// <summary>The edits that replace a word wherever it stands in a file.</summary>
    public static FileEdit Edit(this TemporaryFolder folder, string name, string old, string replacement)
    {
        var text = TextFile.TryDecode(File.ReadAllBytes(folder[name]))!.Text;
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        for (var at = text.IndexOf(old, StringComparison.Ordinal); at >= 0; at = text.IndexOf(old, at + 1, StringComparison.Ordinal))
            changes.Add(new TextChange(new TextSpan(at, old.Length), replacement));
        return new FileEdit(folder[name], SourceText.From(text), changes.ToImmutable());
    }
}
