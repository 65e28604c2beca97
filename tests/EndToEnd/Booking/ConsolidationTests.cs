namespace Clerk2WorkOS.EndToEnd.Booking;

/// <summary>The migrated sample gets one schema again.</summary>
[Collection(nameof(BookingRuns))]
public sealed class ConsolidationTests(BookingRuns runs)
{
    [Fact]
    public async Task The_WorkOS_schema_is_the_schema_and_the_legacy_one_a_back_up()
    {
        var done = await runs.Consolidation;
        Assert.Equal(0, done.Run.ExitCode);
        Assert.Equal(0, done.Run.Report.Summary.ErrorsAfter);
        Assert.DoesNotContain(done.Result.Paths, path => path.Contains("SchemaWorkos", StringComparison.Ordinal));
        Assert.Equal(13, done.Result.Paths.Count(path => path.StartsWith("src/Booking.Drizzle/Schema/", StringComparison.Ordinal)));
        Assert.Equal(11, done.Result.Paths.Count(path => path.StartsWith("src/Booking.Drizzle/SchemaLegacy/", StringComparison.Ordinal)));
        Assert.DoesNotContain("SchemaWorkos", System.Text.Encoding.UTF8.GetString(done.Result["src/Booking.Web/Components/_Imports.razor"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_finds_what_it_found_before_and_nothing_of_the_interim_schema()
    {
        var (job, done) = (await runs.MainJob, await runs.Consolidation);
        Assert.Equal(job.Check.Report.ListedPlaces, done.Check.Report.ListedPlaces);
        Assert.DoesNotContain(done.Check.Report.Findings, finding => finding.Rule == "C2W303");
    }

    [Fact]
    public async Task Undo_leads_back()
    {
        var (job, done) = (await runs.MainJob, await runs.Consolidation);
        Assert.True(done.Undo.ExitCode == 0, done.Undo.Everything);
        Assert.Empty(done.AfterUndo.DifferencesFrom(job.Result));
    }
}
