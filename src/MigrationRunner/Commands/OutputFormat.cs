using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Reporting;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>The forms of standard output.</summary>
internal enum OutputFormat
{
    /// <summary>The compiler's form, a line a finding, and a summary.</summary>
    Text,

    /// <summary>The JSON report.</summary>
    Json,

    /// <summary>Commands that make annotations on GitHub.</summary>
    GitHub,

    /// <summary>The compiler's form with full paths, as MSBuild and editors read it.</summary>
    MSBuild,
}

/// <summary>What standard output gets.</summary>
internal static class StandardOutput
{
    public static Option<OutputFormat?> Option() =>
        Choice.Of<OutputFormat>("--format", [], "What standard output gets: text (the default); json: the JSON report; github: annotations; msbuild: full paths, for build logs and editors.");

    /// <param name="format">The form.</param>
    /// <param name="report">What there is to say.</param>
    /// <param name="verbosity">How much of it.</param>
    /// <param name="root">The folder that holds the solution, or its copy.</param>
    /// <param name="surroundings">Where it goes.</param>
    public static void Write(OutputFormat format, RunReport report, Verbosity verbosity, string root, Surroundings surroundings)
    {
        switch (format)
        {
            case OutputFormat.Json:
                surroundings.Output.Write(System.Text.Encoding.UTF8.GetString(JsonReport.Write(report)));
                break;
            case OutputFormat.GitHub:
                new GitHubAnnotations(surroundings.Output, verbosity).Write(report);
                break;
            case OutputFormat.MSBuild:
                new BuildLog(surroundings.Output, verbosity, root).Write(report);
                break;
            default:
                new ConsoleReport(surroundings.Output, verbosity, surroundings.IsColored).Write(report);
                break;
        }
    }
}
