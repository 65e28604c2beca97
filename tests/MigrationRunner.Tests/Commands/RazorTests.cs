using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>The real program on real web projects: pages, components, a Razor class library, and a view that nothing is generated from.</summary>
public sealed class RazorTests
{
    [Fact]
    public async Task A_web_application_answers_and_renders_the_same_after_the_fix()
    {
        using var folder = RazorSolution.Create();
        var before = await RazorSolution.RunAsync(folder);
        folder.Commit();

        var fix = await Tool.RunAsync(folder, "fix", ".");
        Assert.True(fix.ExitCode == 1, fix.Error);
        Assert.EndsWith("Compiler errors where the edits reach: 0 after.\n3 findings left.\n", fix.Output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "Mails/Mail.cs(5,19): warning C2W101: 'ClerkUserId' is named after the Clerk user id; use 'WorkosUserId'. Welcome.cshtml, line 1, names it, and nothing was generated from that file.",
                "Mails/Welcome.cshtml(1,11): warning C2W103: 'ClerkUserId' in a Razor file that is not compiled is named after the Clerk user id; use 'WorkosUserId'. Nothing was generated from this file, so that nobody can say what it means; is the project restored, and does it use the Razor SDK?",
                "Web/Pages/Expert.cshtml(8,13): warning C2W102: 'clerkUserId' in a script is named after the Clerk user id; use 'workosUserId', together with what it reads and calls. It is known by that name outside of this code.",
            ],
            fix.Output.Split('\n').Where(line => line.Contains(": warning ", StringComparison.Ordinal)));

        Assert.Equal(RazorSolution.Western(RazorSolution.Badge.Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal)), File.ReadAllBytes(folder["Parts/Badge.razor"]));
        Assert.Equal(
            [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(RazorSolution.Owners.Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal).Replace("clerkUserId", "workosUserId", StringComparison.Ordinal))],
            File.ReadAllBytes(folder["Web/Owners.razor"]));
        Assert.Equal(
            RazorSolution.Page.Replace("ClerkUserId", "WorkosUserId", StringComparison.Ordinal).Replace("clerkUserId", "workosUserId", StringComparison.Ordinal)
                .Replace("@* WorkosUserId:", "@* ClerkUserId:", StringComparison.Ordinal).Replace("var workosUserId = 1", "var clerkUserId = 1", StringComparison.Ordinal),
            folder.Read("Web/Pages/Expert.cshtml"));
        Assert.Equal(RazorSolution.Template, folder.Read("Mails/Welcome.cshtml"));

        var after = folder.Snapshot();
        var again = await Tool.RunAsync(folder, "fix", ".", "--force", "--no-restore");
        Assert.Contains("0 files changed", again.Output, StringComparison.Ordinal);
        Assert.Equal(after, folder.Snapshot());
        Assert.Equal(before, await RazorSolution.RunAsync(folder));
    }

    [Fact]
    public async Task A_dry_run_shows_the_edits_of_Razor_files_and_what_is_excluded_stays()
    {
        using var folder = RazorSolution.Create();
        var before = folder.Snapshot();
        var fix = await Tool.RunAsync(folder, "fix", "Web/Web.csproj", "--dry-run", "--diff", "razor.diff", "--exclude", "**/Owners.razor");
        Assert.True(fix.ExitCode == 1, fix.Error);
        var diff = folder.Read("razor.diff");
        Assert.Contains("+@page \"/experts/{workosUserId}\"", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("Owners.razor", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("Badge.razor", diff, StringComparison.Ordinal);
        Assert.Contains("It is used in Owners.razor, which is not part of this run.", fix.Output, StringComparison.Ordinal);
        File.Delete(folder["razor.diff"]);
        Assert.Equal(before, folder.Snapshot());
    }
}
