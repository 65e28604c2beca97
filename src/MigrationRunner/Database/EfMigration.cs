using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Loading;

namespace Clerk2WorkOS.MigrationRunner.Database;

/// <summary>A migration that <c>dotnet ef</c> adds; older ones are never edited.</summary>
/// <param name="Root">The solution's folder, where a tool manifest is looked for.</param>
/// <param name="Name">The migration's name.</param>
/// <param name="Project">The project of the context.</param>
/// <param name="Startup">The project that is started to build the model.</param>
/// <param name="Context">The context's full name.</param>
internal sealed record EfMigration(string Root, string Name, string Project, string Startup, string Context)
{
    /// <summary>What to type, from the solution's folder.</summary>
    public string CommandLine => "dotnet " + string.Join(' ', Arguments(Shown).Select(argument => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument));

    /// <exception cref="CannotRunException">The tool is not there, and the solution's tool manifest does not bring it.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (await RunsAsync(cancellationToken))
            return;
        var cure = "install it with 'dotnet tool install --global dotnet-ef'";
        if (File.Exists(Path.Combine(Root, ".config", "dotnet-tools.json")) || File.Exists(Path.Combine(Root, "dotnet-tools.json")))
        {
            var (exitCode, output, error) = await ChildProcess.RunAsync(ChildProcess.Dotnet, ["tool", "restore"], Root, cancellationToken);
            if (await RunsAsync(cancellationToken))
                return;
            cure = exitCode != 0
                ? $"'dotnet tool restore' failed ({Problem(output, error).TrimEnd('.')}), so mend that"
                // The SDK keeps the place of every tool that it has restored, and never renews one that is gone, as after another NUGET_PACKAGES.
                : "'dotnet tool restore' went well, so the SDK looks for it where it was once; delete '.dotnet/toolResolverCache' in your home folder, run 'dotnet tool restore'";
        }
        throw new CannotRunException($"'dotnet ef' cannot be run, so that no migration can be made: {cure}, or take --guest-columns sql; nothing was written.");
    }

    private async Task<bool> RunsAsync(CancellationToken cancellationToken) =>
        (await ChildProcess.RunAsync(ChildProcess.Dotnet, ["ef", "--version"], Root, cancellationToken)).ExitCode == 0;

    /// <summary>Adds the migration to the rewritten code.</summary>
    /// <returns>The files that it consists of; the model snapshot is updated besides.</returns>
    /// <exception cref="CannotRunException">It could not be added.</exception>
    public async Task<IReadOnlyList<string>> AddAsync(CancellationToken cancellationToken)
    {
        var before = Files();
        var (exitCode, output, error) = await ChildProcess.RunAsync(ChildProcess.Dotnet, Arguments(path => path), Root, cancellationToken);
        var added = Files().Except(before, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (exitCode == 0 && added.Count > 0)
            return added;
        foreach (var file in added)
            File.Delete(file);
        throw new CannotRunException($"'{CommandLine}' failed: {Problem(output, error)}");
    }

    /// <summary>The model snapshots that the tool may update.</summary>
    public IEnumerable<string> Snapshots() => Directory.EnumerateFiles(Path.GetDirectoryName(Project)!, "*ModelSnapshot.cs", SearchOption.AllDirectories);

    private string Shown(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private string[] Arguments(Func<string, string> path) =>
        ["ef", "migrations", "add", Name, "--project", path(Project), "--startup-project", path(Startup), "--context", Context];

    private HashSet<string> Files() =>
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(Project)!, "*.cs", SearchOption.AllDirectories).Where(file => Path.GetFileName(file).Contains($"_{Name}.", StringComparison.Ordinal))];

    /// <summary>The first line that names a failure; the tool says more about its progress than about that.</summary>
    private static string Problem(string output, string error)
    {
        var lines = (error + "\n" + output).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("at ", StringComparison.Ordinal) && !line.StartsWith("Build started", StringComparison.Ordinal)).ToList();
        var named = lines.FirstOrDefault(line => line.Contains("rror", StringComparison.Ordinal) || line.Contains("xception", StringComparison.Ordinal)
            || line.Contains("nable", StringComparison.Ordinal) || line.Contains("doesn't", StringComparison.Ordinal) || line.Contains("ailed", StringComparison.Ordinal));
        return Sentence.Of(named ?? lines.LastOrDefault() ?? "it said nothing");
    }
}
