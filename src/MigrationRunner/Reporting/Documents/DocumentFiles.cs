using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Documents;

/// <summary>Writes report documents, each in the form that its extension asks for.</summary>
internal static class DocumentFiles
{
    private static readonly Dictionary<string, Func<ReportDocument, byte[]>> Forms = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = DocumentHtml.Write,
        [".json"] = DocumentJson.Write,
        [".md"] = DocumentMarkdown.Write,
    };

    /// <summary>Refuses, before any work is done, what could not be written after it.</summary>
    /// <exception cref="CannotRunException">Says why.</exception>
    public static void Check(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (!Forms.ContainsKey(Path.GetExtension(path)))
                throw new CannotRunException($"--report '{path}' asks for a form that does not exist; there are {string.Join(", ", Forms.Keys)}.");
            WritablePlace.CheckFile(path, "--report");
        }
    }

    public static void Write(IEnumerable<string> paths, ReportDocument document)
    {
        foreach (var path in paths)
            WritablePlace.Write(path, Forms[Path.GetExtension(path)](document), "--report");
    }
}
