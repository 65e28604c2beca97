namespace Clerk2WorkOS.EndToEnd.Booking;

/// <summary>Running once more, elsewhere, otherwise or bit by bit.</summary>
[Collection(nameof(BookingRuns))]
public sealed class RepeatedRunsTests(BookingRuns runs)
{
    [Fact]
    public async Task Check_finds_in_the_result_exactly_what_was_listed()
    {
        var job = await runs.MainJob;
        Assert.Equal((1, 0), (job.Check.ExitCode, job.Check.Report.Summary.Fixable));
        Assert.Equal(job.Fix.Report.ListedPlaces, job.Check.Report.ListedPlaces);
        Assert.All(
            job.Check.Report.Findings.Where(finding => finding.Status == "info"),
            finding => Assert.StartsWith(finding.Rule == "C2W102" ? "tests/Booking.Tests/" : "src/Booking.DataMigration/", finding.Path, StringComparison.Ordinal));
        Assert.Equal(6, job.Check.Report.Findings.Count(finding => finding is { Rule: "C2W102", Status: "info" }));
        Assert.EndsWith("\n19 findings left.\n", job.Check.Command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_fix_changes_nothing_and_lists_the_same()
    {
        var job = await runs.MainJob;
        Assert.Equal((0, 0), (job.Again.Report.Summary.FilesChanged, job.Again.Report.Summary.Edits));
        Assert.Empty(job.ResultAfter.DifferencesFrom(job.Result));
        Assert.Equal(job.Fix.Report.ListedPlaces, job.Again.Report.ListedPlaces);
        Assert.Equal(1, job.Again.ExitCode);
    }

    [Fact]
    public async Task Two_runs_give_the_same_bytes_whatever_the_place_and_the_number_of_processors()
    {
        var (job, inPlace) = (await runs.MainJob, await runs.InPlace);
        Assert.Empty(inPlace.Result.DifferencesFrom(job.Result));
        Assert.Equal(job.Fix.Json, inPlace.Fix.Json);
        Assert.Equal(job.Fix.Markdown, inPlace.Fix.Markdown);
        Assert.Equal(job.Fix.Command.Output, inPlace.Fix.Command.Output);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_and_reports_and_exits_as_the_real_run()
    {
        var inPlace = await runs.InPlace;
        Assert.Empty(inPlace.AfterDryRun.DifferencesFrom(runs.Source));
        Assert.Equal(inPlace.Fix.ExitCode, inPlace.DryRun.ExitCode);
        Assert.Equal(inPlace.Fix.Json, inPlace.DryRun.Json.Replace("\"dryRun\": true", "\"dryRun\": false", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Git_applies_the_diff_and_gets_the_same_tree()
    {
        var inPlace = await runs.InPlace;
        Assert.True(inPlace.Apply.ExitCode == 0, inPlace.Apply.Everything);
        Assert.Empty(inPlace.Patched.DifferencesFrom(inPlace.Result));
    }

    [Fact]
    public async Task Rule_by_rule_ends_in_the_same_tree()
    {
        var (job, stages) = (await runs.MainJob, await runs.Stages);
        Assert.Empty(stages.ByRule.DifferencesFrom(job.Result));
        Assert.Equal(0, stages.LastOfRules.Report.Summary.ErrorsAfter);
    }

    [Fact]
    public async Task Validators_then_server_actions_then_the_rest_end_in_the_same_tree()
    {
        var (job, stages) = (await runs.MainJob, await runs.Stages);
        Assert.Empty(stages.ByFolder.DifferencesFrom(job.Result));
        Assert.Equal(job.Fix.Report.ListedPlaces, stages.LastOfFolders.Report.ListedPlaces);
        Assert.Equal(0, stages.LastOfFolders.Report.Summary.ErrorsAfter);
    }
}
