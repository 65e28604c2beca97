using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>--report</c> of the commands about people, rows and databases.</summary>
/// <param name="more">What else its help says; null for nothing.</param>
internal sealed class DocumentReportOption(string? more = null)
{
    private readonly Option<string[]> _option = new("--report")
    {
        Description = "Write a report, its form by its extension: .html, .json or .md. May be given several times." + (more is null ? "" : $" {more}"),
        HelpName = "FILE",
    };

    public void AddTo(Command command) => command.Add(_option);

    /// <summary>Full paths of the reports, which can be written.</summary>
    /// <exception cref="CannotRunException">One cannot.</exception>
    public IReadOnlyList<string> Read(ParseResult parsed, Surroundings surroundings)
    {
        var paths = (parsed.GetValue(_option) ?? []).Select(surroundings.FullPath).ToList();
        DocumentFiles.Check(paths);
        return paths;
    }
}
