using System.Collections.Immutable;
using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>undo</c>: gives the files that the last <c>fix</c> in place wrote back what they held before, byte for byte.</summary>
internal static class UndoCommand
{
    private const string Examples = """
        clerk2workos undo Booking.sln
        clerk2workos undo Booking.sln --dry-run        which files
        clerk2workos undo Booking.sln --force          but for those that were edited since
        """;

    public static Command Create(Surroundings surroundings)
    {
        var path = new Argument<string>("path") { Description = "What was given to fix: a solution, a project or a folder.", DefaultValueFactory = _ => "." };
        var dryRun = new Option<bool>("--dry-run") { Description = "List the files and write nothing; exits as the real run would." };
        var force = new Option<bool>("--force") { Description = "Leave alone the files that were edited since, and put back the others." };
        var command = new ExampledCommand("undo", "Puts back what the last fix or schema consolidate in place wrote; also what one wrote that was ended in the middle.", Examples) { path, dryRun, force };
        command.SetAction(parsed => Run(surroundings.FullPath(parsed.GetRequiredValue(path)), parsed.GetValue(dryRun), parsed.GetValue(force), surroundings));
        return command;
    }

    private static int Run(string path, bool isDryRun, bool force, Surroundings surroundings)
    {
        var root = RootOf(path);
        if (!JournalFolder.Exists(root))
            return NothingToUndo(root, surroundings);

        using var folder = JournalFolder.Open(root, new Disk());
        if ((folder.Unfinished ?? folder.Last) is not { } journal)
            return NothingToUndo(root, surroundings);

        var back = new RollBack(folder, journal);
        Refuse(back.Edited, force, isDryRun, surroundings);
        if (!isDryRun)
        {
            if (folder.Unfinished is null)
                folder.Reopen();
            using var progress = new RunProgress(surroundings.Error, Verbosity.Normal, surroundings.IsErrorTerminal);
            foreach (var remark in back.Run())
                progress.Remark(remark);
        }

        Show(back, isDryRun, surroundings.Output);
        return back.Edited.IsEmpty ? ExitCode.Done : ExitCode.Leftovers;
    }

    private static void Refuse(ImmutableArray<string> edited, bool force, bool isDryRun, Surroundings surroundings)
    {
        if (edited.IsEmpty || force)
            return;
        if (isDryRun)
        {
            foreach (var file in edited)
                surroundings.Error.WriteLine($"  {file} was edited since");
        }

        throw new CannotRunException($"Since the last run somebody edited {Sentence.List(edited, shown: 10)}; nothing was put back. --force leaves that alone and puts back the rest.");
    }

    private static void Show(RollBack back, bool isDryRun, TextWriter output)
    {
        if (isDryRun)
        {
            foreach (var file in back.Written)
                output.WriteLine($"  {file}");
        }

        foreach (var file in back.Edited)
            output.WriteLine($"  {file} {(isDryRun ? "would be" : "was")} left alone: it was edited since");
        output.WriteLine($"{Words.Count(back.Written.Length, "file")} {(isDryRun ? "would be put back." : "put back to what was before the last run.")}");
    }

    private static int NothingToUndo(string root, Surroundings surroundings)
    {
        surroundings.Output.WriteLine($"There is nothing to undo in '{root}'.");
        return ExitCode.Done;
    }

    /// <summary>The solution's folder. Nothing is opened for it: a solution that no longer loads can be put back, too.</summary>
    private static string RootOf(string path)
    {
        if (Directory.Exists(path))
            return path;
        if (!File.Exists(path))
            throw new CannotRunException($"'{path}' does not exist.");
        var solution = Path.GetExtension(path).Equals(".slnf", StringComparison.OrdinalIgnoreCase) ? SolutionFile.ReadFilter(path).Solution : path;
        return Path.GetDirectoryName(solution)!;
    }
}
