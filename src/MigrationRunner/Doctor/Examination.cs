using Clerk2WorkOS.MigrationRunner.Loading;

namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>Everything that is looked at, in the order in which it is shown: the machine first, since nothing else works without it.</summary>
internal static class Examination
{
    /// <param name="path">What a command would be given.</param>
    /// <param name="variable">The environment.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<Diagnosis>> RunAsync(string path, Func<string, string?> variable, CancellationToken cancellationToken)
    {
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
        var sdk = SdkChecks.OfAsync(ChildProcess.Dotnet, folder, cancellationToken);
        var git = FolderChecks.GitAsync(folder, cancellationToken);
        var (patient, solution) = await SolutionChecks.FindAsync(path, cancellationToken);
        List<Diagnosis> found =
        [
            ToolChecks.Itself(),
            .. (await sdk).Diagnoses,
            EnvironmentChecks.Dotnet(ChildProcess.Dotnet, variable("PATH")),
            EnvironmentChecks.MSBuild(variable),
            solution,
        ];
        if (patient is not null)
        {
            found.AddRange(SolutionChecks.References(patient));
            found.AddRange(SolutionChecks.Kinds(patient));
            found.AddRange(FrameworkChecks.Of(patient, (await sdk).Folder));
            found.AddRange(RestoreChecks.Of(patient));
            found.AddRange(RestoreChecks.Feeds(patient));
        }

        found.Add(await git);
        found.Add(FolderChecks.Writable(folder));
        found.Add(FolderChecks.Space(folder, FolderChecks.LeastFree));
        if (patient is not null)
        {
            found.AddRange(FolderChecks.Files(patient));
            found.AddRange(await SettingChecks.OfAsync(patient, cancellationToken));
            found.Add(SettingChecks.OfBaseline(patient.Root));
            found.AddRange(ToolChecks.Analyzers(patient, ToolChecks.Version));
            found.AddRange(ToolChecks.EntityFramework(patient, ToolFolders(variable)));
        }

        found.AddRange(MigrationChecks.Of(variable));
        return found;
    }

    private static IEnumerable<string> ToolFolders(Func<string, string?> variable) =>
        (variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools"));
}
