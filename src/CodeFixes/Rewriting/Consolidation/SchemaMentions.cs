using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Where text, of whatever kind, has a name that a consolidation takes away: a whole namespace, or the interim schema's last word.</summary>
public static class SchemaMentions
{
    /// <summary>The places, in order; each is that of the last word.</summary>
    /// <param name="text">The text to look through.</param>
    /// <param name="renames">What is renamed.</param>
    public static IEnumerable<(TextSpan Span, SchemaRename Rename)> In(string text, ImmutableArray<SchemaRename> renames)
    {
        var found = new SortedDictionary<int, SchemaRename>();
        foreach (var rename in renames)
        {
            // The legacy schema's last word alone says nothing: it is what the WorkOS schema is called from now on.
            var wanted = rename.IsLegacy ? rename.From : rename.OldWord;
            for (var at = text.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = text.IndexOf(wanted, at + wanted.Length, StringComparison.Ordinal))
            {
                if (!IsWordAt(text, at - 1) && !IsWordAt(text, at + wanted.Length) && !(rename.IsLegacy && at > 0 && text[at - 1] == '.'))
                    found[at + wanted.Length - rename.OldWord.Length] = rename;
            }
        }

        return found.Select(place => (new TextSpan(place.Key, place.Value.OldWord.Length), place.Value));
    }

    /// <summary>What is said of such a place.</summary>
    /// <param name="rename">What the name was of.</param>
    public static string Sentence(SchemaRename rename) => rename.IsLegacy
        ? $"'{rename.From}' stays as it is here; it was the legacy schema's name, which is '{rename.To}' now."
        : $"'{rename.OldWord}' stays as it is here; the schema is '{rename.To}' now.";

    private static bool IsWordAt(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_');
}
