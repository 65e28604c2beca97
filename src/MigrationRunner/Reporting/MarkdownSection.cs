using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>A table of a report in Markdown, which may be cut between two rows.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">The rows, each with its cells.</param>
/// <param name="Cap">The most rows that anybody wants to read.</param>
internal sealed record MarkdownSection(string Title, string[] Columns, IReadOnlyList<string[]> Rows, int Cap = int.MaxValue)
{
    /// <summary>What is said below the table.</summary>
    public string Note { get; init; } = "";

    private const int RoomForMore = 40;      // "… and 10000 more."

    /// <summary>How long it is with every row that is wanted.</summary>
    public int Length => Write(int.MaxValue).Text.Length;

    /// <summary>The section in so many characters, and how many of the wanted rows are missing.</summary>
    public (string Text, int Missing) Write(int room)
    {
        var text = new StringBuilder($"## {Title} ({Rows.Count})\n\n").Append(Table(Columns));
        var note = Note.Length == 0 ? "" : $"{Note}\n\n";
        var wanted = Math.Min(Rows.Count, Cap);
        var rows = Rows.Take(wanted).Select(RowOf).ToList();
        var shown = 0;
        for (var left = room - text.Length - note.Length - RoomForMore; shown < rows.Count && rows[shown].Length <= left; shown++)
        {
            text.Append(rows[shown]);
            left -= rows[shown].Length;
        }

        if (shown < Rows.Count)
            text.Append($"\n… and {Rows.Count - shown} more.\n");
        return (text.Append('\n').Append(note).ToString(), wanted - shown);
    }

    /// <summary>The head of a table.</summary>
    public static string Table(string[] columns) =>
        $"{RowOf(columns)}|{string.Concat(Enumerable.Repeat("---|", columns.Length))}\n";

    public static string RowOf(string[] cells) => $"| {string.Join(" | ", cells)} |\n";
}
