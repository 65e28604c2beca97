using System.Globalization;
using System.Text;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;
using Clerk2WorkOS.RowLevelSecurity;

namespace Clerk2WorkOS.MigrationRunner.Commands.RowLevelSecurity;

/// <summary>What an attack came to, in every form.</summary>
internal static class RlsMatrixReport
{
    private static readonly RlsAttack[] Attacks = Enum.GetValues<RlsAttack>();

    public static ReportDocument Of(RlsMatrix matrix, DateTimeOffset startedAt, TimeSpan duration)
    {
        var bad = matrix.Cells.Where(cell => cell.Verdict != RlsVerdict.Held).OrderByDescending(cell => cell.Verdict).ToList();
        var tables = matrix.Cells.GroupBy(cell => cell.Table).ToList();
        return new ReportDocument("rls verify", Verdict(matrix), startedAt, duration, matrix.IsHeld ? ExitCode.Done : ExitCode.Leftovers)
        {
            Facts =
            [
                new("tables", "Tables", tables.Count), new("attempts", "Statements tried", matrix.Attempts), new("held", "Held", matrix.Count(RlsVerdict.Held)), new("leaked", "Leaked", matrix.Count(RlsVerdict.Leaked)),
                new("tooStrict", "Stricter than the rules", matrix.Count(RlsVerdict.TooStrict)), new("notRun", "Could not be tried", matrix.Count(RlsVerdict.NotRun)),
            ],
            Tables =
            [
                new(
                    "findings", "Not as the rules say", [new("table", "Table"), new("persona", "Who"), new("command", "Command"), new("verdict", "Verdict"), new("details", "What happened")],
                    [.. bad.Select(cell => new object?[] { cell.Table, cell.Persona, Word(cell.Attack), Word(cell.Verdict), string.Join(" ", cell.Details) })])
                {
                    WhenEmpty = "Everybody got what the rules give, and nothing else.",
                },
                new("notes", "To know", [new("note", "Note")], [.. matrix.Notes.Select(note => new object?[] { note })]),
                new(
                    "summary", "Table by table", [new("table", "Table"), new("held", "Held"), new("leaked", "Leaked"), new("tooStrict", "Too strict"), new("notRun", "Not tried")],
                    [.. tables.Select(table => new object?[] { table.Key, Count(table, RlsVerdict.Held), Count(table, RlsVerdict.Leaked), Count(table, RlsVerdict.TooStrict), Count(table, RlsVerdict.NotRun) })]),
                new(
                    "matrix", "The whole matrix", [new("table", "Table"), new("persona", "Who"), .. Attacks.Select(attack => new ReportColumn(attack.ToString().ToLowerInvariant(), Word(attack)))],
                    [.. matrix.Cells.GroupBy(cell => (cell.Table, cell.Persona)).Select(row => new object?[] { row.Key.Table, row.Key.Persona }
                        .Concat(Attacks.Select(attack => row.Where(cell => cell.Attack == attack).Select(cell => Word(cell.Verdict)).FirstOrDefault())).ToArray())])
                {
                    IsForReports = true,
                },
            ],
        };
    }

    /// <summary>The Test Anything Protocol, https://testanything.org/tap-specification.html, with pgTAP's way of comments.</summary>
    public static string Tap(RlsMatrix matrix)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"1..{matrix.Cells.Count}\n");
        foreach (var (cell, number) in matrix.Cells.Select((cell, i) => (cell, i + 1)))
        {
            var held = cell.Verdict == RlsVerdict.Held;
            text.Append(CultureInfo.InvariantCulture, $"{(held ? "ok" : "not ok")} {number} - {Escape(cell.Table)}: {Word(cell.Attack)} by {Escape(cell.Persona)}\n");
            foreach (var detail in cell.Details)
                text.Append(CultureInfo.InvariantCulture, $"#   {Word(cell.Verdict)}: {Escape(detail)}\n");
        }

        foreach (var note in matrix.Notes)
            text.Append(CultureInfo.InvariantCulture, $"# {Escape(note)}\n");
        var failed = matrix.Cells.Count - matrix.Count(RlsVerdict.Held);
        if (failed > 0)
            text.Append(CultureInfo.InvariantCulture, $"# Looks like you failed {failed} tests of {matrix.Cells.Count}\n");
        return text.ToString();
    }

    private static string Verdict(RlsMatrix matrix) => matrix.IsHeld
        ? $"Held: {ReportText.Of(matrix.Attempts)} attempts on {ReportText.Of(matrix.Cells.Select(cell => cell.Table).Distinct().Count())} tables got what the rules give, and nothing else."
        : matrix.Count(RlsVerdict.Leaked) is > 0 and var leaked ? $"LEAKED: {ReportText.Of(leaked)} of {ReportText.Of(matrix.Cells.Count)} kinds of attack got what the rules do not give."
        : matrix.Count(RlsVerdict.NotRun) is > 0 and var open ? $"Not known: {ReportText.Of(open)} of {ReportText.Of(matrix.Cells.Count)} kinds of attack could not be tried."
        : $"Nothing leaked; {ReportText.Of(matrix.Count(RlsVerdict.TooStrict))} of {ReportText.Of(matrix.Cells.Count)} kinds of access that the rules give were refused.";

    private static int Count(IEnumerable<RlsCell> cells, RlsVerdict verdict) => cells.Count(cell => cell.Verdict == verdict);

    private static string Word(RlsAttack attack) => attack.ToString().ToUpperInvariant();

    private static string Word(RlsVerdict verdict) => verdict switch { RlsVerdict.Held => "held", RlsVerdict.Leaked => "LEAKED", RlsVerdict.TooStrict => "too strict", _ => "not tried" };

    /// <summary>A number sign would begin a directive.</summary>
    private static string Escape(string text) => text.Replace("#", "\\#", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
