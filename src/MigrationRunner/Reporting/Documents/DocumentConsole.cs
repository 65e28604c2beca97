using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Documents;

/// <summary>A report as a terminal shows it: the facts, the first rows of each table, the verdict last.</summary>
internal static class DocumentConsole
{
    private const int ShownRows = 20;

    public static string Write(ReportDocument document)
    {
        var text = new StringBuilder();
        var width = document.Facts.Select(fact => fact.Name.Length).DefaultIfEmpty().Max();
        foreach (var fact in document.Facts)
            text.Append($"{fact.Name.PadRight(width)}  {ReportText.Of(fact.Value)}\n");
        foreach (var table in document.Tables.Where(table => table.Rows.Count > 0))
        {
            text.Append($"\n{table.Title} ({ReportText.Of(table.Rows.Count)}):\n");
            foreach (var row in table.Rows.Take(ShownRows))
                text.Append("  ").AppendJoin("  ", row.Where(value => value is not null).Select(ReportText.Of)).Append('\n');
            if (table.Rows.Count > ShownRows)
                text.Append($"  … and {ReportText.Of(table.Rows.Count - ShownRows)} more: --report lists them all.\n");
        }

        return text.Append(text.Length > 0 ? "\n" : "").Append(document.Verdict).Append('\n').ToString();
    }
}
