using System.CommandLine;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Reporting;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>check</c>: reports what is left of Clerk and changes nothing.</summary>
internal static class CheckCommand
{
    private const string Examples = """
        clerk2workos check Booking.sln
        clerk2workos check . --rules C2W201,C2W202 --exclude 'tests/**'
        clerk2workos check Booking.slnx --report leftovers.md --report leftovers.json
        clerk2workos check Booking.sln --format json > leftovers.json
        """;

    public static Command Create(Surroundings surroundings)
    {
        var source = new SourceOptions();
        var format = Choice.Of<OutputFormat>("--format", [], "What standard output gets: text (the default) or json.");
        var command = new ExampledCommand("check", "Reports what is left of Clerk and changes nothing; fails while anything is.", Examples) { format };
        source.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(source.Read(parsed, surroundings), parsed.GetValue(format) ?? OutputFormat.Text, surroundings, cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(SourceRequest request, OutputFormat format, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var progress = new RunProgress(surroundings.Error, request.Verbosity, surroundings.IsErrorTerminal);
        try
        {
            var input = await InputFinder.FindAsync(request.Path, cancellationToken);
            ReportFiles.Check(request.Reports);
            using var opened = await OpenedSolution.OpenAsync(input, request, progress, cancellationToken);
            var findings = await surroundings.Engine.FindAsync(opened.Solution, opened.Options, progress, cancellationToken);
            progress.End();

            var report = new RunReport
            {
                Command = "check",
                Solution = input.Name,
                IsPartial = request.IsPartial,
                IsDryRun = false,
                ExitCode = findings.All(finding => finding.Status == FindingStatus.Info) ? ExitCode.Done : ExitCode.Leftovers,
                Findings = new ReportBuilder(input.Root).Findings(findings),
                Contracts = [],
                TakenBack = [],
                Files = [],
                UnloadedProjects = opened.UnloadedProjects,
            };
            ReportFiles.Write(request.Reports, report);
            if (format == OutputFormat.Json)
                await surroundings.Output.WriteAsync(System.Text.Encoding.UTF8.GetString(JsonReport.Write(report)));
            else
                new ConsoleReport(surroundings.Output, request.Verbosity, surroundings.IsColored).Write(report);
            return report.ExitCode;
        }
        finally
        {
            progress.End();
        }
    }
}

/// <summary>The forms of standard output.</summary>
internal enum OutputFormat
{
    /// <summary>The compiler's form, a line a finding, and a summary.</summary>
    Text,

    /// <summary>The JSON report.</summary>
    Json,
}
