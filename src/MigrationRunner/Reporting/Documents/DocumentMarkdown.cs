using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Documents;

/// <summary>A report for a pull request or a ticket.</summary>
internal static class DocumentMarkdown
{
    public static byte[] Write(ReportDocument document)
    {
        var text = new StringBuilder();
        text.Append($"# clerk2workos {MarkdownText.Escape(document.Command)}\n\n**{MarkdownText.Escape(document.Verdict)}**\n\n");
        text.Append($"Began {ReportText.Of(document.StartedAt)}, took {ReportText.Of(document.Duration)}, exit code {document.ExitCode}.\n\n");
        if (document.Facts.Count > 0)
            Table(text, ["what", "value"], document.Facts.Select(fact => new[] { fact.Name, ReportText.Of(fact.Value) }));
        foreach (var table in document.Tables)
        {
            if (table.Rows.Count == 0 && table.WhenEmpty is null)
                continue;
            text.Append($"## {MarkdownText.Escape(table.Title)}{(table.Rows.Count > 0 ? $" ({table.Rows.Count})" : "")}\n\n");
            if (table.Rows.Count == 0)
                text.Append(MarkdownText.Escape(table.WhenEmpty!)).Append("\n\n");
            else
                Table(text, table.Columns.Select(column => column.Name), table.Rows.Select(row => row.Select(ReportText.Of)));
        }

        return Encoding.UTF8.GetBytes(text.ToString().TrimEnd('\n') + "\n");
    }

    private static void Table(StringBuilder text, IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows)
    {
        var names = columns.Select(MarkdownText.Escape).ToList();
        text.Append("| ").AppendJoin(" | ", names).Append(" |\n|").Insert(text.Length, "---|", names.Count).Append('\n');
        foreach (var row in rows)
            text.Append("| ").AppendJoin(" | ", row.Select(MarkdownText.Escape)).Append(" |\n");
        text.Append('\n');
    }
}
