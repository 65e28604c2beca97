using System.Collections.Immutable;
using System.Xml;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Consolidation;

/// <summary>
/// The places of a project file (or of what projects import) that name a namespace or a path of a schema: <c>Using</c> items, paths of any item, the link of one
/// whose path follows, and <c>RootNamespace</c>. Only those letters change.
/// </summary>
internal sealed class ProjectItems(ImmutableArray<SchemaRename> renames, ItemPaths paths)
{
    private static readonly string[] ItemAttributes = ["Include", "Exclude", "Remove", "Update"];

    /// <summary>Whether a file is one that MSBuild reads.</summary>
    public static bool IsProjectFile(string path) => Path.GetExtension(path).ToUpperInvariant() is ".CSPROJ" or ".PROPS" or ".TARGETS" or ".PROJITEMS";

    /// <summary>The changes of one file, in order; none for what is no XML.</summary>
    public ImmutableArray<TextChange> In(string path, string text)
    {
        try
        {
            return [.. Changes(path, text).OrderBy(change => change.Span.Start)];
        }
        catch (XmlException)
        {
            return [];      // MSBuild has complained of it, or nobody reads it
        }
    }

    private List<TextChange> Changes(string path, string text)
    {
        var changes = new List<TextChange>();
        var lines = SourceText.From(text).Lines;
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var element = "";
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Text && element == "RootNamespace" && ((IXmlLineInfo)reader) is var place)
                changes.AddRange(Namespaces(reader.Value, lines[place.LineNumber - 1].Start + place.LinePosition - 1));
            element = reader.NodeType == XmlNodeType.Element ? reader.LocalName : "";
            if (reader.NodeType == XmlNodeType.Element && reader.HasAttributes)
                changes.AddRange(OfItem(path, element, Attributes(reader, text, lines)));
        }

        return changes;
    }

    private IEnumerable<TextChange> OfItem(string path, string element, List<(string Name, string Value, int At)> attributes)
    {
        var items = attributes.Where(attribute => ItemAttributes.Contains(attribute.Name)).ToList();
        if (element == "Using")
            return items.SelectMany(item => Namespaces(item.Value, item.At));
        var changed = items.SelectMany(item => paths.In(path, item.Value, item.At)).ToList();
        if (changed.Count == 0)
            return [];
        var links = attributes.Where(attribute => attribute.Name is "Link" or "LinkBase").SelectMany(attribute => paths.InLink(attribute.Value, attribute.At));
        return changed.Concat(links);
    }

    private IEnumerable<TextChange> Namespaces(string value, int at)
    {
        foreach (var (part, start) in ItemPaths.Parts(value))
        {
            if (renames.FirstOrDefault(rename => rename.Holds(part)) is { } rename)
                yield return new TextChange(new TextSpan(at + start + rename.From.Length - rename.OldWord.Length, rename.OldWord.Length), rename.NewWord);
        }
    }

    /// <summary>The attributes of an element with their values as they are written, and where those begin.</summary>
    private static List<(string Name, string Value, int At)> Attributes(XmlReader reader, string text, TextLineCollection lines)
    {
        var found = new List<(string Name, string Value, int At)>();
        while (reader.MoveToNextAttribute())
        {
            var place = (IXmlLineInfo)reader;
            var at = text.IndexOfAny(['"', '\''], lines[place.LineNumber - 1].Start + place.LinePosition - 1);
            found.Add((reader.LocalName, text[(at + 1)..text.IndexOf(text[at], at + 1)], at + 1));
        }

        reader.MoveToElement();
        return found;
    }
}
