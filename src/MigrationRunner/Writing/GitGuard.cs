using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Loading;

namespace Clerk2WorkOS.MigrationRunner.Writing;

/// <summary>Makes sure that what a run changes in place can be looked at on its own, and undone by git.</summary>
internal static class GitGuard
{
    /// <param name="root">The solution's folder.</param>
    /// <param name="ownFiles">Full paths of what the run writes besides the code: an earlier run's report is no change of anybody's.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <returns>A remark; <c>null</c> when there is nothing to say.</returns>
    /// <exception cref="CannotRunException">
    /// Tracked files of the work tree have changes that are not committed, wherever they are, since <c>git diff</c> would show them beside the run's; or there
    /// are untracked ones below the solution's folder, which git could not give back.
    /// </exception>
    public static async Task<string?> CheckAsync(string root, IReadOnlyCollection<string> ownFiles, CancellationToken cancellationToken)
    {
        if (WorkTreeOf(root) is not { } workTree)
            return $"'{root}' is not in a git work tree; the changes can be undone by 'clerk2workos undo' only.";

        var changed = (await StatusAsync(root, workTree, cancellationToken))
            .Where(entry => !ownFiles.Contains(Path.GetFullPath(entry.Path, workTree)) && (!entry.IsUntracked || IsBelow(root, Path.GetFullPath(entry.Path, workTree))))
            .Select(entry => entry.Path).ToList();
        if (changed.Count > 0)
            throw new CannotRunException($"The git work tree '{workTree}' has uncommitted changes ({Sentence.List(changed)}); commit or stash them, or use --output, --dry-run or --force.");
        return root != workTree && (await RunAsync(root, ["check-ignore", "-q", root], cancellationToken)).ExitCode == 0
            ? $"git ignores '{root}'; the changes can be undone by 'clerk2workos undo' only."
            : null;
    }

    /// <summary>Says the same whatever the user's settings are, and takes no lock that an editor's git may want.</summary>
    private static async Task<List<(string Path, bool IsUntracked)>> StatusAsync(string root, string workTree, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await RunAsync(
            root, ["--no-optional-locks", "status", "--porcelain", "-z", "--untracked-files=all", "--ignore-submodules=none"], cancellationToken);
        if (exitCode != 0)
            throw new CannotRunException($"git cannot tell whether '{workTree}' has uncommitted changes: {Sentence.Of(error)} --force goes on.");

        var entries = new List<(string Path, bool IsUntracked)>();
        var fields = output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < fields.Length; index++)
        {
            entries.Add((fields[index][3..], fields[index].StartsWith("??", StringComparison.Ordinal)));
            if (fields[index][0] is 'R' or 'C')
                index++;        // the name that it had
        }

        return entries;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string root, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await ChildProcess.RunAsync("git", arguments, root, cancellationToken);
        }
        catch (CannotRunException failure)
        {
            throw new CannotRunException($"'{root}' is in a git work tree, but git cannot tell whether it has uncommitted changes: {failure.Message} --force goes on.", failure);
        }
    }

    private static bool IsBelow(string root, string path) => path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The top folder of the work tree that has a folder; <c>null</c> where none has.</summary>
    public static string? WorkTreeOf(string? folder)
    {
        while (folder is not null && !Path.Exists(Path.Combine(folder, ".git")))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
