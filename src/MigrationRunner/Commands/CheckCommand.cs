using System.CommandLine;
using Clerk2WorkOS.Analyzers.Configuration;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Configuration;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>check</c>: reports what is left of Clerk and changes no code.</summary>
internal static class CheckCommand
{
    private const string Examples = """
        clerk2workos check Booking.sln
        clerk2workos check . --rules C2W201,C2W202 --exclude 'tests/**'
        clerk2workos check Booking.slnx --report leftovers.md --report leftovers.json
        clerk2workos check Booking.sln --format json > leftovers.json
        clerk2workos check Booking.sln --format github --report clerk2workos.sarif        annotations, and code scanning
        clerk2workos check Booking.sln --update-baseline        what is left now is known: from here on only what is new fails
        clerk2workos check Booking.sln --since origin/main      only files that this branch changes
        """;

    public static Command Create(Surroundings surroundings)
    {
        var source = new SourceOptions();
        var format = StandardOutput.Option();
        var baseline = new Option<string?>("--baseline") { Description = $"Report only what is not in this baseline; without it {Baseline.FileName} beside the solution counts, if there is one.", HelpName = "FILE" };
        var update = new Option<bool>("--update-baseline") { Description = "Write what is left into a baseline, so that it is known; the IDE and the compiler read it, too. One that is there only gets shorter." };
        var accept = new Option<bool>("--accept-new") { Description = "With --update-baseline: take in what is new, too." };
        var stale = new Option<bool>("--allow-stale-baseline") { Description = "Do not fail where the baseline holds what is found no more." };
        var ignore = new Option<bool>("--no-baseline") { Description = "Report everything." };
        var since = new Option<string?>("--since") { Description = "Only declarations, calls and imports in files that differ from this commit, branch or tag, or rather from where the two parted.", HelpName = "REV" };
        var command = new ExampledCommand("check", "Reports what is left of Clerk and changes no code; fails while anything is that no baseline knows.", Examples) { format, baseline, update, accept, stale, ignore, since };
        source.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(accept) && !result.GetValue(update))
                result.AddError("--accept-new goes with --update-baseline.");
            if (result.GetValue(ignore) && (result.GetValue(update) || result.GetValue(baseline) is not null))
                result.AddError($"--no-baseline and {(result.GetValue(update) ? "--update-baseline" : "--baseline")} exclude each other.");
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            source.Read(parsed, surroundings),
            parsed.GetValue(format) ?? OutputFormat.Text,
            new BaselineRequest(parsed.GetValue(baseline) is { } file ? surroundings.FullPath(file) : null, parsed.GetValue(update), parsed.GetValue(ignore), parsed.GetValue(accept), parsed.GetValue(stale)),
            parsed.GetValue(since),
            surroundings,
            cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(SourceRequest request, OutputFormat format, BaselineRequest baseline, string? since, Surroundings surroundings, CancellationToken cancellationToken)
    {
        using var progress = new RunProgress(surroundings.Error, request.Verbosity, surroundings.IsErrorTerminal, surroundings.IsErrorColored);
        try
        {
            var input = await InputFinder.FindAsync(request.Paths, cancellationToken);
            if (Recovery.Remark(input.Root) is { } unfinished)
                progress.Remark(unfinished);
            ReportFiles.Check(request.Reports, changes: false);
            var known = KnownFindings.Open(baseline, input.Root);
            var changed = since is null ? null : await ChangedFiles.SinceAsync(input.Root, since, cancellationToken);
            using var opened = await OpenedSolution.OpenAsync(input, request, progress, cancellationToken);
            var options = changed is null ? opened.Options : opened.Options with { Includes = path => changed.Contains(path) && opened.Options.Includes?.Invoke(path) != false };
            var findings = await surroundings.Engine.FindAsync(opened.Solution, options, progress, cancellationToken);
            var files = await FoundFiles.OfAsync(findings, opened.Solution, cancellationToken);
            UsedBaseline? used = null;
            if (known is not null)
            {
                (findings, used) = baseline.IsUpdated
                    ? known.Update(findings, files, opened.Solution, options, baseline.AcceptsNew)
                    : known.Split(findings, files, opened.Solution, options);
            }

            progress.End();

            var report = new RunReport
            {
                Command = "check",
                Solution = input.Name,
                Place = SolutionPlace.Of(input.Root),
                IsPartial = request.IsPartial || changed is not null,
                IsDryRun = false,
                ExitCode = findings.All(finding => finding.Status == FindingStatus.Info) && (used is not { Stale: > 0 } || baseline.AllowsStale) ? ExitCode.Done : ExitCode.Leftovers,
                Findings = new ReportBuilder(input.Root).Findings(findings, files),
                Contracts = [],
                TakenBack = [],
                Files = [],
                UnloadedProjects = opened.UnloadedProjects,
                Baseline = used is null ? null : new ReportedBaseline(Path.GetRelativePath(input.Root, used.Path).Replace('\\', '/'), used.Known, used.Stale, used.IsUpdated) { Rules = used.Progress, Removed = used.Removed, LeftOut = used.LeftOut },
            };
            ReportFiles.Write(request.Reports, report);
            StandardOutput.Write(format, report, request.Verbosity, input.Root, surroundings);
            return report.ExitCode;
        }
        finally
        {
            progress.End();
        }
    }
}
