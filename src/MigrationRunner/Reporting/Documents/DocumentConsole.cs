using System.Text;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Documents;

/// <summary>A report as a terminal shows it: the facts, the first rows of each table (detailed: all of them), the verdict last (quiet: alone).</summary>
internal static class DocumentConsole
{
    private const int ShownRows = 20;

    public static string Write(ReportDocument document, Verbosity verbosity = Verbosity.Normal)
    {
        if (verbosity == Verbosity.Quiet)
            return $"{document.Verdict}\n";
        var text = new StringBuilder();
        var width = document.Facts.Select(fact => fact.Name.Length).DefaultIfEmpty().Max();
        foreach (var fact in document.Facts)
            text.Append($"{fact.Name.PadRight(width)}  {ReportText.Of(fact.Value)}\n");
        foreach (var table in document.Tables.Where(table => table.Rows.Count > 0 && !table.IsForReports))
            Append(text, table, verbosity == Verbosity.Detailed ? table.Rows.Count : ShownRows);
        return text.Append(text.Length > 0 ? "\n" : "").Append(document.Verdict).Append('\n').ToString();
    }

    /// <summary>Columns below their names; the last one as long as it is.</summary>
    private static void Append(StringBuilder text, ReportTable table, int shown)
    {
        text.Append($"\n{table.Title} ({ReportText.Of(table.Rows.Count)}):\n");
        var lines = table.Rows.Take(shown).Select(row => row.Select(ReportText.Of).ToList()).ToList();
        if (table.Columns.Count > 1)
            lines.Insert(0, [.. table.Columns.Select(column => column.Name)]);
        var widths = table.Columns.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        foreach (var line in lines)
            text.Append("  ").Append(string.Join("  ", line.Select((value, column) => value.PadRight(widths[column]))).TrimEnd()).Append('\n');
        if (table.Rows.Count > shown)
            text.Append($"  … and {ReportText.Of(table.Rows.Count - shown)} more: --report lists them all.\n");
    }
}
