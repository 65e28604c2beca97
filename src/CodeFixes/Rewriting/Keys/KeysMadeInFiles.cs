using System.Text.RegularExpressions;
using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Clerk.Files;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Places in files beside the code that name a key in a way that cannot be renamed there.</summary>
internal sealed class KeysMadeInFiles
{
    private static readonly Regex Prefixed = new(@"(?<![A-Za-z0-9_])[A-Za-z0-9]\w*?(?<!_)_(?<section>[A-Za-z]+)__[A-Za-z]", RegexOptions.CultureInvariant);
    private static readonly Regex Unfinished = new(@"(?<![A-Za-z0-9])CLERK_(?![A-Za-z0-9_])", RegexOptions.CultureInvariant);

    private readonly IReadOnlyList<FileView> _files;
    private readonly HashSet<string> _sections;
    private readonly HashSet<string> _keys;
    private readonly bool _hasVariables;

    public KeysMadeInFiles(IReadOnlyList<FileView> files, List<KeyUse> moving)
    {
        _files = files;
        _sections = KeysMadeInCode.SectionsOf(moving);
        _keys = new HashSet<string>(moving.Where(use => use.Way?.Setting is not null || use.IsVariable).Select(use => use.Key), StringComparer.OrdinalIgnoreCase);
        _hasVariables = moving.Exists(use => use.IsVariable);
    }

    public IEnumerable<string> All()
    {
        foreach (var file in _files.Where(file => file.Kind != BesideKind.Sql))
        {
            var text = file.Text.ToString();
            if (text.IndexOf("clerk", StringComparison.OrdinalIgnoreCase) < 0)
                continue;
            foreach (var part in FilePart.Of(file.Kind, text))
            {
                var written = text.Substring(part.Span.Start, part.Span.Length);
                var found = part.Role == PartRole.Value ? InValue(written) : InText(file, part, written);
                if (found is var (position, reason))
                    yield return reason(KeyPlace.Of(file.Path, file.Text, part.Span.Start + position));
            }
        }
    }

    /// <summary>A value that names a key, as <c>${CLERK_SECRET_KEY}</c> does; what it says beside that is nobody's to see.</summary>
    private (int, Func<string, string>)? InValue(string value)
    {
        foreach (var trace in KeysInFiles.Settings(value))
        {
            if (_keys.Contains(ClerkPath.Read(trace.Shown)?.Key ?? trace.Shown))
                return (trace.Span.Start, place => Reasons.KeyInValue(trace.Shown, place));
        }

        return null;
    }

    private (int, Func<string, string>)? InText(FileView file, FilePart part, string written)
    {
        if (part.Role == PartRole.Key && file.Kind == BesideKind.Settings && !part.OpensSection && _sections.Contains(written) && !IsOfLogging(part.Section) && !KeysInFiles.IsLaunchSettings(file))
            return (0, place => Reasons.KeyIsSection(written, place));
        foreach (Match prefixed in Prefixed.Matches(written))
        {
            if (_sections.Contains(prefixed.Groups["section"].Value))
                return (prefixed.Index, place => Reasons.KeyHasPrefix(prefixed.Groups["section"].Value, place));
        }

        if (part.Role == PartRole.Any && file.Kind is BesideKind.Script or BesideKind.Razor && _hasVariables && Unfinished.Match(written) is { Success: true } piece)
            return (piece.Index, place => Reasons.KeyPutTogether(piece.Value, place));
        return null;
    }

    private static bool IsOfLogging(string section) =>
        section.StartsWith("Logging", StringComparison.OrdinalIgnoreCase) || section.StartsWith("Serilog", StringComparison.OrdinalIgnoreCase);
}
