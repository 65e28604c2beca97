using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Loading;

namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>Whether there is a solution, and one alone, and what it names is there and of a kind that is read.</summary>
internal static class SolutionChecks
{
    private const string Check = "solution";

    /// <summary>Finds what a path stands for, as the other commands do.</summary>
    /// <returns>What can be examined further, null where that is nothing; and what is to say.</returns>
    public static async Task<(Patient? Patient, Diagnosis Diagnosis)> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var input = await InputFinder.FindAsync(path, cancellationToken);
            return (new Patient(input.Root, input.Entries[0].Path, input.Projects.Concat(input.OtherProjects)), Diagnosis.Ok(Check, $"{input.Name}, with {Reporting.Words.Count(input.Projects.Length, "C# project")}."));
        }
        catch (CannotRunException refused)
        {
            var entry = Directory.Exists(path) ? Solutions(path) is [var only] ? only : null : path;
            var projects = await NamedAsync(entry, cancellationToken);
            var missing = projects.Where(project => !File.Exists(project)).ToList();
            if (entry is null || missing.Count == 0)
                return (null, Diagnosis.Problem(Check, refused.Message, "Name a solution (.sln, .slnx, .slnf) or a C# project: 'clerk2workos doctor FILE'."));
            var patient = new Patient(Path.GetDirectoryName(entry)!, entry, projects.Except(missing));
            return (patient, Diagnosis.Problem(
                Check, $"{Path.GetFileName(entry)} names {Sentence.List(patient.Shown(missing))}, which {(missing.Count == 1 ? "does" : "do")} not exist.", $"Restore {(missing.Count == 1 ? "it" : "them")}, or take {(missing.Count == 1 ? "it" : "them")} out: 'dotnet sln {Path.GetFileName(entry)} remove {patient.Shown(missing[0])}'."));
        }
    }

    /// <summary>Projects that other projects use and that are not there, or that cannot be read.</summary>
    public static IEnumerable<Diagnosis> References(Patient patient)
    {
        var missing = patient.All.Where(project => !File.Exists(project)).ToList();
        var torn = patient.Projects.Where(project => patient.Xml(project) is null).ToList();
        if (missing.Count > 0)
            yield return Diagnosis.Problem("references", $"A project uses {Sentence.List(patient.Shown(missing))}, which {(missing.Count == 1 ? "does" : "do")} not exist.", "Restore the file, or remove the <ProjectReference>.");
        if (torn.Count > 0)
            yield return Diagnosis.Problem("references", $"{Sentence.List(patient.Shown(torn))} {(torn.Count == 1 ? "is" : "are")} no XML that can be read.", "Is a merge not finished? 'dotnet build' names the line.");
        if (missing.Count == 0 && torn.Count == 0)
            yield return Diagnosis.Ok("references", "Every project that is named is there.");
    }

    /// <summary>Projects that are not read, or not everywhere.</summary>
    public static IEnumerable<Diagnosis> Kinds(Patient patient)
    {
        var others = patient.All.Where(project => File.Exists(project) && !patient.Projects.Contains(project)).ToList();
        if (others.Count > 0)
            yield return Diagnosis.Warning("projects", $"{Sentence.List(patient.Shown(others))} {(others.Count == 1 ? "is" : "are")} no C# and not looked at.", $"Look through {(others.Count == 1 ? "it" : "them")} by hand: 'grep -ri clerk'.");
        var old = patient.Projects.Where(project => patient.Xml(project) is { } xml && !HasSdk(xml)).ToList();
        if (old.Count > 0)
            yield return Diagnosis.Warning("projects", $"{Sentence.List(patient.Shown(old))} {(old.Count == 1 ? "has" : "have")} the form from before SDKs, which may not load outside of Visual Studio.", "Convert it ('dotnet tool install --global upgrade-assistant'), or go on without it: --allow-partial.");
        if (others.Count == 0 && old.Count == 0)
            yield return Diagnosis.Ok("projects", "All of them are C# in the form of an SDK.");
    }

    private static bool HasSdk(System.Xml.Linq.XElement project) =>
        project.Attribute("Sdk") is not null || project.Elements().Any(element => element.Name.LocalName == "Sdk" || (element.Name.LocalName == "Import" && element.Attribute("Sdk") is not null));

    private static string[] Solutions(string folder) => [.. Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file).ToLowerInvariant() is ".sln" or ".slnx").Order(StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<string>> NamedAsync(string? entry, CancellationToken cancellationToken)
    {
        if (entry is null || Path.GetExtension(entry).ToLowerInvariant() is not (".sln" or ".slnx"))
            return [];
        try
        {
            return await SolutionFile.ProjectsAsync(entry, cancellationToken);
        }
        catch (CannotRunException)
        {
            return [];      // the sentence that is shown already says so
        }
    }
}
