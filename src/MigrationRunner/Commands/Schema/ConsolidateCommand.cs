using System.Collections.Immutable;
using System.CommandLine;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Consolidation;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;

namespace Clerk2WorkOS.MigrationRunner.Commands.Schema;

/// <summary><c>schema consolidate</c>: the WorkOS schema takes the schema's name, in code, files and settings; the legacy one stays as a back-up.</summary>
internal static class ConsolidateCommand
{
    private const string Examples = """
        clerk2workos schema consolidate Booking.sln --dry-run --diff changes.diff    look first
        clerk2workos schema consolidate Booking.sln                                  in place, in a clean git work tree
        clerk2workos schema consolidate Booking.sln --output ../Consolidated
        clerk2workos schema consolidate Booking.sln --step legacy                    Schema makes room; commit that,
        clerk2workos schema consolidate Booking.sln --step schema                    then SchemaWorkos takes its place: git follows every file
        """;

    public static Command Create(Surroundings surroundings)
    {
        var path = new Argument<string>("path") { Description = "A solution (.sln, .slnx), a project (.csproj) or a folder that holds exactly one.", DefaultValueFactory = _ => "." };
        var step = Choice.Of<ConsolidationStep>(
            "--step", [], "legacy: only the legacy schema makes room; schema: only the WorkOS schema takes its name; all (the default): both. Two steps, each committed, keep the history of files whose name is on both sides.");
        var output = new Option<string?>("--output", "-o") { Description = "Work on a copy of the solution's folder and leave the source alone.", HelpName = "DIR" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Do everything but write; exits as the real run would." };
        var diff = new Option<string?>("--diff") { Description = "Write the edits and renames as a unified diff; for 'git apply' in the repository's top folder.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Write in place even where git has uncommitted changes." };
        var report = new Option<string[]>("--report") { Description = "Write a report, its form by its extension: .html, .md, .json, .sarif or .patch. May be given several times.", HelpName = "FILE" };
        var noRestore = new Option<bool>("--no-restore") { Description = "Never restore packages, even where they are missing or stale." };
        var verbosity = Choice.Of<Verbosity>("--verbosity", ["-v"], "quiet: only what is wrong; normal (the default): what was done, and where an old name stays; detailed: and MSBuild's remarks.");
        var format = StandardOutput.Option();
        var command = new ExampledCommand("consolidate", "Makes the WorkOS schema the schema: SchemaWorkos becomes Schema, and Schema, as a back-up, SchemaLegacy; in namespaces, files, projects and settings.", Examples)
        {
            path, step, output, dryRun, diff, force, report, noRestore, verbosity, format,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new FixRequest(
                new SourceRequest(
                    [surroundings.FullPath(parsed.GetRequiredValue(path))],
                    [],
                    new FileSelection([], []),
                    [.. (parsed.GetValue(report) ?? []).Select(surroundings.FullPath)],
                    new LoadOptions(Restore: !parsed.GetValue(noRestore), AllowPartial: false),
                    parsed.GetValue(verbosity) ?? Verbosity.Normal),
                parsed.GetValue(output) is { } folder ? surroundings.FullPath(folder) : null,
                parsed.GetValue(dryRun),
                parsed.GetValue(diff) is { } file ? surroundings.FullPath(file) : null,
                parsed.GetValue(force),
                Format: parsed.GetValue(format) ?? OutputFormat.Text,
                Verify: ProofScope.Full),
            parsed.GetValue(step) ?? ConsolidationStep.All,
            surroundings,
            cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(FixRequest request, ConsolidationStep step, Surroundings surroundings, CancellationToken cancellationToken)
    {
        using var progress = new RunProgress(surroundings.Error, request.Source.Verbosity, surroundings.IsErrorTerminal, surroundings.IsErrorColored);
        var input = await InputFinder.FindAsync(request.Source.Paths, cancellationToken);
        FixCommand.Check(request, input);
        using var journal = await FixWriting.OpenAsync(request, input.Root, progress, cancellationToken);
        using var copy = FixCommand.BeginCopy(request, input, progress, cancellationToken);
        try
        {
            var work = copy is null ? input : input.In(copy.Folder);
            var (report, planned) = await PlanAsync(request, step, work, input.Root, surroundings, progress, cancellationToken);
            if (!request.IsDryRun)
            {
                progress.Phase("Writing");
                Write(planned, journal, cancellationToken);
                copy?.Publish();
            }

            progress.End();
            FixCommand.WriteReports(request, report, planned);
            StandardOutput.Write(request.Format, report, request.Source.Verbosity, request.Output ?? input.Root, surroundings);
            return report.ExitCode;
        }
        catch (CannotRunException failure) when (copy is not null)
        {
            throw new CannotRunException(failure.Message.Replace(copy.Folder, input.Root, StringComparison.Ordinal), failure);
        }
        finally
        {
            progress.End();
        }
    }

    private static async Task<(RunReport Report, ImmutableArray<PlannedFile> Planned)> PlanAsync(
        FixRequest request, ConsolidationStep step, MigrationInput work, string source, Surroundings surroundings, RunProgress progress, CancellationToken cancellationToken)
    {
        using var opened = await OpenedSolution.OpenAsync(work, request.Source, progress, cancellationToken);
        if (request.Output is not null)
            OutsideInputs.Refuse(opened.Solution, work.Root, source);
        if (!opened.UnloadedProjects.IsEmpty)
            throw new CannotRunException($"{Sentence.List(opened.UnloadedProjects)} may use the schemas, too, and cannot be looked at; nothing was written.");

        var plan = await SchemaConsolidation.PlanAsync(opened.Solution, step, opened.Options.UsesClerk, progress, cancellationToken);
        new ConsolidationRefusal(work.Root, surroundings.Error, progress).Check(plan);
        var moves = SchemaMoves.Of(work.Root, plan.Renames, plan.Declaring, cancellationToken);
        string[] own = [.. request.Source.Reports, .. request.Diff is null ? [] : new[] { request.Diff }];
        var files = ConsolidationFiles.Of(plan, moves, work, own, ownCopy: request.Output is not null, cancellationToken);
        var found = await FoundFiles.OfAsync(plan.Listed.AddRange(files.Listed), opened.Solution, cancellationToken);
        var report = new ConsolidationReport(plan, moves, files, step, work.Root).Of(request, work.Name, found) with { Place = SolutionPlace.Of(source) };
        return (report, files.Planned);
    }

    private static void Write(ImmutableArray<PlannedFile> planned, JournalFolder? journal, CancellationToken cancellationToken)
    {
        if (journal is null)
        {
            OutputCopy.Write(planned, cancellationToken);
            return;
        }

        if (planned.IsEmpty)
            return;
        var run = JournaledRun.Write(journal, planned, cancellationToken);
        try
        {
            run.Finish([]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            run.PutBack();
            throw new CannotRunException($"{Sentence.Of(failure)} All was put back, nothing was written.", failure);
        }
    }
}
