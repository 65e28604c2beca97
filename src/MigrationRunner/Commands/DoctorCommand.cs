using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Doctor;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>doctor</c>: says what is wrong with a machine or a solution, and how to mend it; builds nothing and asks no network.</summary>
internal static class DoctorCommand
{
    private const string Examples = """
        clerk2workos doctor
        clerk2workos doctor Booking.sln
        clerk2workos doctor Booking.sln --verbosity quiet        what is wrong, and nothing else
        clerk2workos doctor . --format json > doctor.json
        """;

    public static Command Create(Surroundings surroundings)
    {
        var path = new Argument<string>("path")
        {
            Description = "A solution (.sln, .slnx, .slnf), a project (.csproj) or a folder that holds exactly one.",
            DefaultValueFactory = _ => ".",
        };
        var format = Choice.Of<DoctorFormat>("--format", [], "What standard output gets: text (the default) or json.");
        var verbosity = Choice.Of<Verbosity>("--verbosity", ["-v"], "quiet: warnings and problems only; normal (the default): everything that was looked at.");
        var command = new ExampledCommand("doctor", "Says what is wrong with the machine or the solution, and how to mend it; builds nothing, asks no network.", Examples) { path, format, verbosity };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            surroundings.FullPath(parsed.GetRequiredValue(path)), parsed.GetValue(format) ?? DoctorFormat.Text, parsed.GetValue(verbosity) ?? Verbosity.Normal, surroundings, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string path, DoctorFormat format, Verbosity verbosity, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (!Path.Exists(path))
            throw new CannotRunException($"'{path}' does not exist.");
        var found = await Examination.RunAsync(path, surroundings.Variable, cancellationToken);
        var exitCode = found.Any(one => one.Health == Health.Problem) ? ExitCode.Leftovers : ExitCode.Done;
        await surroundings.Output.WriteAsync(format == DoctorFormat.Json ? DoctorReport.Json(found, exitCode) : DoctorReport.Text(found, verbosity, surroundings.IsColored));
        return exitCode;
    }
}

/// <summary>How what was found is printed.</summary>
internal enum DoctorFormat
{
    Text,
    Json,
}
