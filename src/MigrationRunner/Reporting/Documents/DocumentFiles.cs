namespace Clerk2WorkOS.MigrationRunner.Reporting.Documents;

/// <summary>Writes report documents, each in the form that its extension asks for.</summary>
internal static class DocumentFiles
{
    private static readonly ReportForms<ReportDocument> Forms = new()
    {
        [".html"] = DocumentHtml.Write,
        [".json"] = DocumentJson.Write,
        [".md"] = DocumentMarkdown.Write,
    };

    /// <summary>Refuses, before any work is done, what could not be written after it.</summary>
    /// <exception cref="CannotRunException">Says why.</exception>
    public static void Check(IEnumerable<string> paths) => Forms.Check(paths);

    public static void Write(IEnumerable<string> paths, ReportDocument document) => Forms.Write(paths, document);
}
