using System.Text.RegularExpressions;
using Clerk2WorkOS.Analyzers.Clerk.Files;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>New keys, and new sections, that are there already: two settings must not become one.</summary>
internal sealed class KeysTaken
{
    private static readonly Regex Words = new(@"[A-Za-z0-9_]+(?::[A-Za-z0-9_]+)*", RegexOptions.CultureInvariant);

    private readonly Snapshot _snapshot;
    private readonly HashSet<string> _variables;
    private readonly List<string> _sections;
    private readonly KeyUsages _usages;

    public KeysTaken(Snapshot snapshot, List<KeyUse> moving, bool keepsSettings)
    {
        _snapshot = snapshot;
        _usages = new KeyUsages(snapshot, CancellationToken.None);
        _variables = new HashSet<string>(moving.Where(use => use.IsVariable).Select(use => use.NewVariable!), StringComparer.Ordinal);
        _sections = moving.Where(use => use.Way is not null).Select(use => use.Way!.Renamed(keepsSettings).SectionKey).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
    }

    public IEnumerable<string> All() => _snapshot.Documents.Where(KeysInCode.IsWritten).SelectMany(InCode).Concat(_snapshot.Files.SelectMany(InFile));

    private IEnumerable<string> InCode(DocumentView document)
    {
        if (CandidateWords.In(document.Text, Analyzers.Text.Words.Workos | Analyzers.Text.Words.Escape) == Analyzers.Text.Words.None)
            yield break;
        foreach (var text in LiteralText.In(document.Root, document.Text, Analyzers.Text.Words.Workos))
        {
            foreach (Match word in Words.Matches(text.Value))
            {
                var isSection = IsSection(word.Value) && text.IsWhole && word.Length == text.Value.Length && (_usages.Of(text.Expression!, document) & KeyUsage.Configuration) != 0;
                if (isSection || IsTaken(word.Value))
                    yield return Taken(word.Value, KeyPlace.Of(document.Path, document.Text, text.Token.SpanStart, document));
            }
        }
    }

    private IEnumerable<string> InFile(FileView file)
    {
        var text = file.Text.ToString();
        if (text.IndexOf("workos", StringComparison.OrdinalIgnoreCase) < 0)
            yield break;
        foreach (var part in FilePart.Of(file.Kind, text).Where(part => part.Role != PartRole.Value))
        {
            var written = text.Substring(part.Span.Start, part.Span.Length);
            if (part.Role == PartRole.Key)
            {
                var key = part.Section.Length == 0 || KeysInFiles.IsLaunchSettings(file) ? written : part.Section + ":" + written;
                if (KeysInFiles.SetsSomething(file, part) && (IsSection(key) || IsTaken(key)))
                    yield return Taken(key, KeyPlace.Of(file.Path, file.Text, part.Span.Start));
                continue;
            }

            // A colon behind a word may mean anything here, and an environment has no colons.
            foreach (Match word in Words.Matches(written))
            {
                if (word.Value.Split(':').FirstOrDefault(IsTaken) is { } taken)
                    yield return Taken(taken, KeyPlace.Of(file.Path, file.Text, part.Span.Start + word.Index));
            }
        }
    }

    private bool IsSection(string key) => _sections.Contains(Colons(key), StringComparer.OrdinalIgnoreCase);

    private bool IsTaken(string key) =>
        _variables.Contains(key) || _sections.Exists(section => Colons(key).StartsWith(section + ":", StringComparison.OrdinalIgnoreCase));

    private static string Colons(string key) => key.Replace("__", ":");

    private static string Taken(string key, string place) => Reasons.KeyTaken(key, place);
}
