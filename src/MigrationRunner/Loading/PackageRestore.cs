using System.Text.RegularExpressions;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Loading.DesignTime;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>Runs <c>dotnet restore</c> where it is needed.</summary>
internal static partial class PackageRestore
{
    /// <summary>Restores what is missing or stale.</summary>
    /// <returns>What could not be restored, as sentences; empty when all is well.</returns>
    /// <exception cref="CannotRunException">Something could not be restored, and a partial solution is not allowed.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(
        MigrationInput input, LoadOptions options, Action<string> phase, CancellationToken cancellationToken)
    {
        if (options.BinaryLog is not null)
            return [];      // whoever built restored
        var projects = new ProjectReferences().ClosureOf(input.Projects);
        if (!options.Restore)
        {
            var missing = RestoreState.Missing(input.Projects);
            return missing.Count == 0 ? [] : [$"{Sentence.List(Relative(input, missing))} {(missing.Count == 1 ? "is" : "are")} not restored, and --no-restore forbids it; what needs a package is not resolved."];
        }

        if (!RestoreState.IsNeeded(projects))
            return [];

        phase("Restoring packages");
        await InstalledSdk.ForAsync(input.Root, cancellationToken);     // says which one is missing; 'dotnet restore' says a page
        var problems = await RestoreAsync(input, cancellationToken);
        if (problems.Count == 0)
            return [];

        if (!options.AllowPartial)
            throw new CannotRunException($"Packages could not be restored: {problems[0]} --allow-partial goes on without.");

        // One project that cannot be evaluated stops the restore of a whole solution; the others get theirs one by one.
        foreach (var project in RestoreState.Missing(input.Projects))
            await RestoreAsync(input, project, cancellationToken);
        return problems;
    }

    /// <summary>One entry after the other, but for those that the ones before brought along.</summary>
    private static async Task<IReadOnlyList<string>> RestoreAsync(MigrationInput input, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var entry in input.Entries)
        {
            var projects = new ProjectReferences().ClosureOf(entry.Projects);
            if (!RestoreState.IsNeeded(projects))
                continue;
            var found = await RestoreAsync(input, entry.Path, cancellationToken);
            if (found.Count == 0)
                RestoreState.MarkRestored(projects);
            problems.AddRange(found);
        }

        return [.. problems.Distinct(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<string>> RestoreAsync(MigrationInput input, string path, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await ChildProcess.RunAsync(
            ChildProcess.Dotnet, ["restore", path, "--verbosity", "quiet", "-nodeReuse:false"], input.Root, cancellationToken);
        if (exitCode == 0)
            return [];

        var problems = Problem().Matches(output + "\n" + error)
            .Select(match => Sentence.Of($"{Where(input, match.Groups["where"].Value)}{match.Groups["what"].Value}"))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return problems.Count > 0 ? problems : [Sentence.Of((error + "\n" + output).Trim() is { Length: > 0 } said ? said : $"dotnet restore ended with {exitCode}")];
    }

    private static string Where(MigrationInput input, string path) =>
        path.Trim() is { Length: > 0 } file && Path.IsPathFullyQualified(file) ? Path.GetRelativePath(input.Root, file).Replace('\\', '/') + ": " : "";

    private static IReadOnlyList<string> Relative(MigrationInput input, IReadOnlyList<string> paths) =>
        [.. paths.Select(path => Path.GetRelativePath(input.Root, path).Replace('\\', '/'))];

    /// <summary>MSBuild's canonical form: <c>/x/Y.csproj(3,5) : error NU1101: Unable to find … [/x/App.sln]</c>.</summary>
    [GeneratedRegex(@"^\s*(?<where>[^\r\n]*?)(\(\d+(,\d+)?\))?\s*:\s*error\s+(?<what>\w+\s*:[^\r\n]*?)\s*(\[[^\]\r\n]*\])?\s*$", RegexOptions.Multiline)]
    private static partial Regex Problem();
}
