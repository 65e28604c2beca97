using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Reporting.Merging;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>report merge</c>: the reports of many repositories as one.</summary>
internal static class ReportCommand
{
    private const string Examples = """
        clerk2workos report merge booking.json shop.json --report all.html
        clerk2workos report merge Booking=a.json 'Web shop=b.json' --report all.html --report all.md
        clerk2workos report merge reports --report all.html              a folder: reports/booking/report.json is named booking
        clerk2workos report merge 'reports/*/report.json' --report all.html
        """;

    public static Command Create(Surroundings surroundings) => new("report", "Works on reports that fix and check have written.") { Merge(surroundings) };

    private static ExampledCommand Merge(Surroundings surroundings)
    {
        var inputs = new Argument<string[]>("reports") { Description = "JSON reports of fix and check, each as FILE or NAME=FILE, globs, and folders that hold them.", Arity = ArgumentArity.OneOrMore };
        var reports = new Option<string[]>("--report") { Description = "Write the merged report, its form by its extension: .html, .json or .md. May be given several times.", HelpName = "FILE" };
        var command = new ExampledCommand("merge", "Merges the JSON reports of many repositories; exits with 1 while one of them has something left.", Examples) { inputs, reports };
        command.SetAction((parsed, cancellationToken) =>
            Task.FromResult(Merge(parsed.GetRequiredValue(inputs), [.. (parsed.GetValue(reports) ?? []).Select(surroundings.FullPath)], surroundings, cancellationToken)));
        return command;
    }

    private static int Merge(string[] inputs, string[] reports, Surroundings surroundings, CancellationToken cancellationToken)
    {
        MergedReport.Check(reports);
        var files = MergeInputs.Find(inputs, surroundings.WorkingDirectory);
        if (files.Find(file => reports.Contains(file.Path, StringComparer.Ordinal)) is { } both)
            throw new CannotRunException($"--report '{both.Path}' is one of the reports that are to be merged.");
        var merged = new MergedReport([.. files.Select(file =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new NamedReport(file.Name, ReportReader.Read(file.Path));
        })]);
        merged.Write(reports);
        merged.Write(surroundings.Output);
        return merged.ExitCode;
    }
}
