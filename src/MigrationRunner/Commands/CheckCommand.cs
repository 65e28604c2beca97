using System.CommandLine;
using Clerk2WorkOS.Analyzers.Configuration;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Configuration;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Reporting;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>check</c>: reports what is left of Clerk and changes no code.</summary>
internal static class CheckCommand
{
    private const string Examples = """
        clerk2workos check Booking.sln
        clerk2workos check . --rules C2W201,C2W202 --exclude 'tests/**'
        clerk2workos check Booking.slnx --report leftovers.md --report leftovers.json
        clerk2workos check Booking.sln --format json > leftovers.json
        clerk2workos check Booking.sln --update-baseline        what is left now is known: from here on only what is new fails
        """;

    public static Command Create(Surroundings surroundings)
    {
        var source = new SourceOptions();
        var format = Choice.Of<OutputFormat>("--format", [], "What standard output gets: text (the default) or json.");
        var baseline = new Option<string?>("--baseline") { Description = $"Report only what is not in this baseline; without it {Baseline.FileName} beside the solution counts, if there is one.", HelpName = "FILE" };
        var update = new Option<bool>("--update-baseline") { Description = "Write what is left into the baseline, so that it is known; the IDE and the compiler read it, too." };
        var ignore = new Option<bool>("--no-baseline") { Description = "Report everything." };
        var command = new ExampledCommand("check", "Reports what is left of Clerk and changes no code; fails while anything is that no baseline knows.", Examples) { format, baseline, update, ignore };
        source.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(ignore) && (result.GetValue(update) || result.GetValue(baseline) is not null))
                result.AddError($"--no-baseline and {(result.GetValue(update) ? "--update-baseline" : "--baseline")} exclude each other.");
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            source.Read(parsed, surroundings),
            parsed.GetValue(format) ?? OutputFormat.Text,
            new BaselineRequest(parsed.GetValue(baseline) is { } file ? surroundings.FullPath(file) : null, parsed.GetValue(update), parsed.GetValue(ignore)),
            surroundings,
            cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(SourceRequest request, OutputFormat format, BaselineRequest baseline, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var progress = new RunProgress(surroundings.Error, request.Verbosity, surroundings.IsErrorTerminal);
        try
        {
            var input = await InputFinder.FindAsync(request.Path, cancellationToken);
            ReportFiles.Check(request.Reports);
            var known = KnownFindings.Open(baseline, input.Root);
            using var opened = await OpenedSolution.OpenAsync(input, request, progress, cancellationToken);
            var findings = await surroundings.Engine.FindAsync(opened.Solution, opened.Options, progress, cancellationToken);
            var files = await FoundFiles.OfAsync(findings, opened.Solution, cancellationToken);
            UsedBaseline? used = null;
            if (known is not null)
            {
                (findings, used) = baseline.IsUpdated
                    ? known.Update(findings, files, opened.Solution, opened.Options)
                    : known.Split(findings, files, opened.Solution, opened.Options);
            }

            progress.End();

            var report = new RunReport
            {
                Command = "check",
                Solution = input.Name,
                IsPartial = request.IsPartial,
                IsDryRun = false,
                ExitCode = findings.All(finding => finding.Status == FindingStatus.Info) ? ExitCode.Done : ExitCode.Leftovers,
                Findings = new ReportBuilder(input.Root).Findings(findings, files),
                Contracts = [],
                TakenBack = [],
                Files = [],
                UnloadedProjects = opened.UnloadedProjects,
                Baseline = used is null ? null : new ReportedBaseline(Path.GetRelativePath(input.Root, used.Path).Replace('\\', '/'), used.Known, used.Stale, used.IsUpdated) { Rules = used.Counts },
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
