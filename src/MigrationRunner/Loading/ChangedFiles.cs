using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>The files that differ from what they were at a commit, as git tells: committed since, staged, changed, or new and not ignored.</summary>
internal static class ChangedFiles
{
    /// <param name="root">The solution's folder; the whole work tree around it counts.</param>
    /// <param name="revision">A commit, branch or tag. What counts is where the two parted, so that what others did on a branch since is not looked at.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <returns>Full paths.</returns>
    /// <exception cref="CannotRunException">There is no work tree, or no such commit.</exception>
    public static async Task<ImmutableHashSet<string>> SinceAsync(string root, string revision, CancellationToken cancellationToken)
    {
        var up = await GitAsync(["rev-parse", "--show-cdup"], why => $"--since needs git to say what has changed in '{root}': {why}");
        var top = Path.GetFullPath(up.TrimEnd('\n'), root);
        await GitAsync(
            ["rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}"],
            _ => $"--since '{revision}' is no commit, branch or tag of this clone; a pipeline may have fetched only the newest commit ('git fetch --unshallow').");
        var parted = await GitAsync(
            ["merge-base", "--end-of-options", revision, "HEAD"],
            _ => $"--since '{revision}' and what is checked out have no commit in common in this clone; a pipeline may have fetched only the newest one ('git fetch --unshallow').");
        var changed = await GitAsync(["-C", top, "diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", "--diff-filter=d", parted.TrimEnd('\n'), "--"], Failed);
        var added = await GitAsync(["-C", top, "ls-files", "--others", "--exclude-standard", "-z"], Failed);
        return [.. (changed + added).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(path => Path.GetFullPath(path, top))];

        async Task<string> GitAsync(string[] arguments, Func<string, string> sentence)
        {
            var (exitCode, output, error) = await ChildProcess.RunAsync("git", arguments, root, cancellationToken);
            return exitCode == 0 ? output : throw new CannotRunException(sentence(Sentence.Of(error)));
        }

        string Failed(string why) => $"git cannot tell what has changed since '{revision}': {why}";
    }
}
