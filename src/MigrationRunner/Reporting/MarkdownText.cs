namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>Text in a cell of a table in Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>A pipe or a line break would end the cell, a bracket could start HTML.</summary>
    public static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
