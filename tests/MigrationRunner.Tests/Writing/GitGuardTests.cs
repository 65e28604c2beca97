using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>What counts as a change that is not committed.</summary>
public sealed class GitGuardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GitGuardTests()
    {
        _folder.Write("Solution/a.cs", "a");
        _folder.Write("Elsewhere/b.cs", "b");
        _folder.Write(".gitignore", "*.user\n");
        _folder.Commit();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_is_said_of_a_clean_tree() => Assert.Null(await CheckAsync());

    [Fact]
    public async Task A_tracked_file_anywhere_in_the_work_tree_since_its_difference_would_stand_beside_the_runs()
    {
        _folder.Write("Elsewhere/b.cs", "edited");
        await ShouldRefuseAsync("Elsewhere/b.cs");
    }

    [Fact]
    public async Task An_untracked_file_of_the_solution_since_git_could_not_give_it_back()
    {
        _folder.Write("Solution/new/c.cs", "c");
        await ShouldRefuseAsync("Solution/new/c.cs");
    }

    [Fact]
    public async Task Whatever_the_user_has_git_show()
    {
        _folder.Git("config", "status.showUntrackedFiles", "no");
        _folder.Git("config", "status.relativePaths", "true");
        _folder.Write("Solution/c.cs", "c");
        await ShouldRefuseAsync("Solution/c.cs");
    }

    [Fact]
    public async Task No_untracked_file_beside_the_solution_and_no_ignored_one()
    {
        _folder.Write("Elsewhere/notes.txt", "x");
        _folder.Write("Solution/a.csproj.user", "x");
        Assert.Null(await CheckAsync());
    }

    [Fact]
    public async Task A_solution_that_git_ignores_is_said_to_be()
    {
        _folder.Write(".gitignore", "/Copies/\n");
        _folder.Git("add", "-A");
        _folder.Git("-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "ignored");
        _folder.Write("Copies/Solution/a.cs", "a");
        Assert.Equal($"git ignores '{_folder["Copies/Solution"]}'; the changes can be undone by 'clerk2workos undo' only.", await GitGuard.CheckAsync(_folder["Copies/Solution"], [], default));
    }

    [Fact]
    public async Task Not_the_reports_that_the_run_writes_itself()
    {
        _folder.Write("Solution/reports/report.md", "of the run before");
        Assert.Null(await CheckAsync("Solution/reports/report.md"));
        await ShouldRefuseAsync("report.md");
    }

    [Fact]
    public async Task A_rename_and_a_name_in_any_script_under_their_own_names()
    {
        _folder.Git("mv", "Solution/a.cs", "Solution/größe 東.cs");
        await ShouldRefuseAsync("(Solution/größe 東.cs)");
    }

    [Fact]
    public async Task In_a_linked_work_tree_its_own_changes()
    {
        _folder.Git("worktree", "add", "-q", "linked");
        _folder.Write("Solution/a.cs", "edited");
        Assert.Null(await GitGuard.CheckAsync(_folder["linked/Solution"], [], default));
        _folder.Write("linked/Solution/a.cs", "edited");
        var failure = await Assert.ThrowsAsync<CannotRunException>(() => GitGuard.CheckAsync(_folder["linked/Solution"], [], default));
        Assert.Contains($"'{_folder["linked"]}' has uncommitted changes (Solution/a.cs)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_in_a_submodule()
    {
        using var library = new TemporaryFolder();
        library.Write("lib.cs", "lib");
        library.Commit();
        _folder.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.Root, "Solution/lib");
        _folder.Git("-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "library");
        Assert.Null(await CheckAsync());
        Assert.Null(await GitGuard.CheckAsync(_folder["Solution/lib"], [], default));

        _folder.Write("Solution/lib/lib.cs", "edited");
        _folder.Git("config", "diff.ignoreSubmodules", "all");
        await ShouldRefuseAsync("Solution/lib");
        await Assert.ThrowsAsync<CannotRunException>(() => GitGuard.CheckAsync(_folder["Solution/lib"], [], default));
    }

    [Fact]
    public async Task A_folder_that_git_does_not_take_for_its_own()
    {
        Directory.CreateDirectory(_folder["Solution/.git"]);
        Directory.Delete(_folder[".git"], recursive: true);
        var failure = await Assert.ThrowsAsync<CannotRunException>(() => CheckAsync());
        Assert.Contains("git cannot tell whether", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--force goes on", failure.Message, StringComparison.Ordinal);
    }

    private Task<string?> CheckAsync(params string[] own) => GitGuard.CheckAsync(_folder["Solution"], [.. own.Select(file => _folder[file])], default);

    private async Task ShouldRefuseAsync(string named)
    {
        var failure = await Assert.ThrowsAsync<CannotRunException>(() => CheckAsync());
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }
}
