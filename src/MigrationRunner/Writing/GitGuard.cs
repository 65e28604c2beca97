using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Loading;

namespace Clerk2WorkOS.MigrationRunner.Writing;

/// <summary>Makes sure that what a run changes in place can be looked at and undone on its own.</summary>
internal static class GitGuard
{
    /// <returns>A remark; <c>null</c> when there is nothing to say.</returns>
    /// <exception cref="CannotRunException">The work tree has changes that are not committed.</exception>
    public static async Task<string?> CheckAsync(string root, CancellationToken cancellationToken)
    {
        if (WorkTreeOf(root) is not { } workTree)
            return $"'{root}' is not in a git work tree; the changes cannot be undone by git.";

        var (exitCode, output, error) = await ChildProcess.RunAsync("git", ["-C", root, "status", "--porcelain"], root, cancellationToken);
        if (exitCode != 0)
            throw new CannotRunException($"git cannot tell whether '{workTree}' has uncommitted changes: {Sentence.Of(error)} --force goes on.");

        var changed = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[3..].Trim()).ToList();
        if (changed.Count > 0)
            throw new CannotRunException($"The git work tree '{workTree}' has uncommitted changes ({Sentence.List(changed)}); commit or stash them, or use --output, --dry-run or --force.");
        return null;
    }

    /// <summary>The top folder of the work tree that has a folder; <c>null</c> where none has.</summary>
    public static string? WorkTreeOf(string? folder)
    {
        while (folder is not null && !Path.Exists(Path.Combine(folder, ".git")))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }
}
