using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Database;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>fix</c>: applies every fix across a whole solution, proves that the result compiles, lists what is left.</summary>
internal static class FixCommand
{
    private const string Examples = """
        clerk2workos fix Booking.sln                                       in place, in a clean git work tree
        clerk2workos fix Booking.sln --dry-run --diff changes.diff         look first; 'git apply changes.diff' does the rest
        clerk2workos fix Booking.sln --output ../Migrated --report report.md
        clerk2workos fix . --rules C2W101 --include 'Validators/**'        a first step
        clerk2workos fix Booking.sln --max-changes 200                     nothing at all rather than a surprise
        clerk2workos fix Booking.sln --guest-columns ef                    and let 'dotnet ef' add the migration for new guest columns
        """;

    public static Command Create(Surroundings surroundings)
    {
        var source = new SourceOptions();
        var output = new Option<string?>("--output", "-o") { Description = "Work on a copy of the solution's folder and leave the source alone.", HelpName = "DIR" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Do everything but write the code; exits as the real run would." };
        var diff = new Option<string?>("--diff") { Description = "Write the edits as a unified diff; for 'git apply' in the repository's top folder.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Rewrite in place even where git has uncommitted changes." };
        var columns = Choice.Of<GuestColumnsWay>(
            "--guest-columns", [], "How new guest columns (C2W402) reach the database: ef: 'dotnet ef' adds a migration; sql: a script that can be run again; none: the run only says what to do. Without it: sql where there is no Entity Framework Core, else none.");
        var startup = new Option<string?>("--startup-project") { Description = "The project that 'dotnet ef' starts to build the model; found where only one uses the context.", HelpName = "CSPROJ" };
        var verify = Choice.Of<ProofScope>(
            "--verify", [], "What is compiled to prove the result: affected: all declarations, and the bodies in every file that an edit can have given another meaning; full: everything. Without it: affected.");
        var format = StandardOutput.Option();
        var most = MaximumChanges();
        var command = new ExampledCommand("fix", "Rewrites a solution from Clerk to WorkOS and proves that the result compiles.", Examples) { output, dryRun, diff, force, most, verify, format, columns, startup };
        source.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new FixRequest(
                source.Read(parsed, surroundings),
                parsed.GetValue(output) is { } folder ? surroundings.FullPath(folder) : null,
                parsed.GetValue(dryRun),
                parsed.GetValue(diff) is { } file ? surroundings.FullPath(file) : null,
                parsed.GetValue(force),
                parsed.GetValue(columns),
                parsed.GetValue(startup) is { } project ? surroundings.FullPath(project) : null,
                parsed.GetValue(format) ?? OutputFormat.Text,
                parsed.GetValue(most),
                parsed.GetValue(verify) ?? ProofScope.Affected),
            surroundings,
            cancellationToken));
        return command;
    }

    private static Option<int?> MaximumChanges() => new("--max-changes")
    {
        Description = "Write nothing when it would be more than so many edits.",
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
            result.AddError($"--max-changes takes a number of edits, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    public static async Task<int> RunAsync(FixRequest request, Surroundings surroundings, CancellationToken cancellationToken)
    {
        using var progress = new RunProgress(surroundings.Error, request.Source.Verbosity, surroundings.IsErrorTerminal, surroundings.IsErrorColored);
        var input = await InputFinder.FindAsync(request.Source.Paths, cancellationToken);
        Check(request, input);
        using var journal = await FixWriting.OpenAsync(request, input.Root, progress, cancellationToken);
        using var copy = BeginCopy(request, input, progress, cancellationToken);
        try
        {
            var work = copy is null ? input : input.In(copy.Folder);
            var (report, planned, database) = await RewriteAsync(request, work, input.Root, surroundings, progress, cancellationToken);
            FixWriting.RefuseSurprise(request, planned);
            if (!request.IsDryRun)
            {
                report = report with { Database = await FixWriting.WriteAsync(planned, database, journal, progress, cancellationToken) };
                copy?.Publish();
            }

            progress.End();
            WriteReports(request, report, planned);
            StandardOutput.Write(request.Format, report, request.Source.Verbosity, request.Output ?? input.Root, surroundings);
            return report.ExitCode;
        }
        catch (CannotRunException failure) when (copy is not null)
        {
            // The copy's place of the moment means nothing to anyone.
            throw new CannotRunException(failure.Message.Replace(copy.Folder, input.Root, StringComparison.Ordinal), failure);
        }
        finally
        {
            progress.End();
        }
    }

    internal static void WriteReports(FixRequest request, RunReport report, ImmutableArray<PlannedFile> planned)
    {
        try
        {
            if (request.Diff is not null)
                WritablePlace.Write(request.Diff, UnifiedDiff.Write(planned, report.Place), "--diff");
            ReportFiles.Write(request.Source.Reports, report);
        }
        catch (CannotRunException failure) when (!request.IsDryRun)
        {
            throw new CannotRunException($"The code was rewritten, but {failure.Message}", failure);
        }
    }

    /// <summary>Everything that can be refused before work begins.</summary>
    internal static void Check(FixRequest request, MigrationInput input)
    {
        ReportFiles.Check(request.Source.Reports);
        if (request.StartupProject is { } startup && (!File.Exists(startup) || !startup.StartsWith(input.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            throw new CannotRunException($"--startup-project '{startup}' is no project file in '{input.Root}'.");
        if (request.Diff is not null)
            WritablePlace.CheckFile(request.Diff, "--diff");
        if (request.Output is not null && request.Source.Load.BinaryLog is not null)
            throw new CannotRunException("--binlog tells of the files where they were built, and --output works on a copy; run without --output on a branch.");
        if (request.Output is not null)
        {
            OutputCopy.Check(input.Root, request.Output);
            OutsideInputs.Refuse(input, request.Output);
        }
    }

    internal static OutputCopy? BeginCopy(FixRequest request, MigrationInput input, RunProgress progress, CancellationToken cancellationToken)
    {
        if (request.Output is null)
            return null;
        progress.Phase("Copying");
        return OutputCopy.Begin(input.Root, request.Output, cancellationToken);
    }

    private static async Task<(RunReport Report, ImmutableArray<PlannedFile> Planned, GuestColumnsStep Database)> RewriteAsync(
        FixRequest request, MigrationInput work, string source, Surroundings surroundings, RunProgress progress, CancellationToken cancellationToken)
    {
        using var opened = await OpenedSolution.OpenAsync(work, request.Source, progress, cancellationToken);
        if (request.Output is not null)
            OutsideInputs.Refuse(opened.Solution, work.Root, source);

        // Counting the errors before costs a compilation more; only who reads a report or every detail gets to see the number.
        var options = opened.Options with
        {
            Scope = request.Verify,
            CountErrorsBefore = !request.Source.Reports.IsEmpty || request.Source.Verbosity == Verbosity.Detailed,
            IsReadOnly = request.Output is null ? PlannedFile.IsReadOnly : null,
            OtherFiles = () => FilesOutOfReach.In(opened.Solution, work.Root, source, cancellationToken),
        };
        var result = await surroundings.Engine.RewriteAsync(opened.Solution, options, progress, cancellationToken);
        var planned = PlannedFile.Plan(result.Files, work.Root, ownCopy: request.Output is not null);
        var startup = request.StartupProject is { } named && request.Output is not null ? work.Root + named[source.Length..] : request.StartupProject;
        var database = GuestColumnsStep.Plan(result.AddedColumns, request.GuestColumns, startup, opened.Solution, work.Root);
        var files = await FoundFiles.OfAsync(result.Findings, opened.Solution, cancellationToken);
        return (Report(result, request, work, opened, files, planned) with { Place = SolutionPlace.Of(source), Database = database.Announced }, planned, database);
    }

    private static RunReport Report(
        RewriteResult result, FixRequest request, MigrationInput work, OpenedSolution opened, FoundFiles files, ImmutableArray<PlannedFile> planned)
    {
        var shown = new ReportBuilder(work.Root);
        var isAllDone = result.TakenBack.IsEmpty && result.Findings.All(finding => finding.Status != FindingStatus.Listed);
        return new RunReport
        {
            Command = "fix",
            Solution = work.Name,
            IsPartial = request.Source.IsPartial,
            IsDryRun = request.IsDryRun,
            ExitCode = isAllDone ? ExitCode.Done : ExitCode.Leftovers,
            Findings = shown.Findings(result.Findings, files),
            Contracts = shown.Contracts(result.Contracts),
            TakenBack = shown.TakenBack(result.TakenBack),
            Files = [.. planned.Select(file => new ReportedFile(file.ShownPath, file.Changes.Length))],
            Planned = planned,
            UnloadedProjects = opened.UnloadedProjects,
            ErrorsBefore = result.ErrorsBefore,
            ErrorsAfter = result.ErrorsAfter,
            ErrorsScope = request.Verify,
        };
    }
}

/// <summary>What <c>fix</c> is asked for; paths are full.</summary>
internal sealed record FixRequest(SourceRequest Source, string? Output, bool IsDryRun, string? Diff, bool Force, GuestColumnsWay? GuestColumns = null, string? StartupProject = null, OutputFormat Format = OutputFormat.Text, int? MaximumChanges = null, ProofScope Verify = ProofScope.Affected);
