using System.CommandLine;
using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Configuration;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>init</c>: writes what it finds in the solution into its root <c>.globalconfig</c>, which IDE, compiler and runner read.</summary>
internal static class InitCommand
{
    private const string Examples = """
        clerk2workos init Booking.sln
        clerk2workos init . --force        write the settings anew
        """;

    public static Command Create(Surroundings surroundings)
    {
        var path = new Argument<string>("path")
        {
            Description = "A solution (.sln, .slnx, .slnf), a project (.csproj) or a folder that holds exactly one.",
            DefaultValueFactory = _ => ".",
        };
        var force = new Option<bool>("--force") { Description = "Write the settings anew where there are some; what the code does not tell stays as it is set." };
        var noRestore = new Option<bool>("--no-restore") { Description = "Never restore packages, even where they are missing or stale." };
        var allowPartial = new Option<bool>("--allow-partial") { Description = "Go on when a project does not load or restore." };
        var verbosity = Choice.Of<Verbosity>("--verbosity", ["-v"], "quiet: nothing but what is wrong; normal (the default): what was found; detailed: and MSBuild's remarks.");
        var command = new ExampledCommand("init", "Writes a root .globalconfig with what it finds in the solution.", Examples) { path, force, noRestore, allowPartial, verbosity };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            surroundings.FullPath(parsed.GetRequiredValue(path)),
            parsed.GetValue(force),
            new LoadOptions(Restore: !parsed.GetValue(noRestore), AllowPartial: parsed.GetValue(allowPartial)),
            parsed.GetValue(verbosity) ?? Verbosity.Normal,
            surroundings,
            cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(string path, bool force, LoadOptions load, Verbosity verbosity, Surroundings surroundings, CancellationToken cancellationToken)
    {
        using var progress = new RunProgress(surroundings.Error, verbosity, surroundings.IsErrorTerminal, surroundings.IsErrorColored);
        try
        {
            var input = await InputFinder.FindAsync(path, cancellationToken);
            var target = Path.Combine(input.Root, GlobalConfigFile.Name);
            var file = Read(target, force);
            WritablePlace.CheckFile(target, "The configuration");

            using var opened = await OpenedSolution.OpenAsync(input, Request(path, load, verbosity), progress, cancellationToken);
            var survey = await SolutionSurvey.OfAsync(opened.Solution, opened.Options.UsesClerk, progress, cancellationToken);
            var files = opened.Solution.Projects.SelectMany(project => project.Documents).Select(document => document.FilePath).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var settings = FoundSettings.Of(survey, input.Root, files, file.Settings);
            WritablePlace.Write(target, Encoding.UTF8.GetBytes(file.With(FoundSettings.Lines(settings))), "The configuration");
            progress.End();

            foreach (var outside in input.Projects.Where(project => Path.GetRelativePath(input.Root, project).StartsWith("..", StringComparison.Ordinal)))
                progress.Remark($"'{outside}' is not below '{input.Root}' and does not see the file.");
            if (verbosity == Verbosity.Quiet)
                return ExitCode.Done;
            surroundings.Output.WriteLine($"Wrote {target}.");
            foreach (var setting in settings.Where(setting => setting.Value is not null))
                surroundings.Output.WriteLine($"  {setting.Option.Key} = {setting.Value}");
            return ExitCode.Done;
        }
        finally
        {
            progress.End();
        }
    }

    private static SourceRequest Request(string path, LoadOptions load, Verbosity verbosity) => new([path], [], new FileSelection([], []), [], load, verbosity);

    /// <exception cref="CannotRunException">There are settings already, and they are not to be written anew; or the file cannot be read.</exception>
    private static GlobalConfigFile Read(string target, bool force)
    {
        try
        {
            var file = GlobalConfigFile.Parse(File.Exists(target) ? File.ReadAllText(target) : null);
            if (file.Settings.Count > 0 && !force)
                throw new CannotRunException($"'{target}' has settings already ({Sentence.List([.. file.Settings.Keys.Order(StringComparer.Ordinal)])}); --force writes them anew.");
            return file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{target}' cannot be read: {Sentence.Of(failure)}", failure);
        }
    }
}
