namespace Clerk2WorkOS.EndToEnd.Booking;

/// <summary>The sample before anything is done to it.</summary>
public sealed class StartingPointTests
{
    private readonly SampleSources _sources = new(Tree.OfSources(Repository.Booking));

    [Fact]
    public void Has_as_many_files_of_each_kind_as_its_README_says()
    {
        Assert.Equal(BookingReadme.Count("C# files"), _sources.AllFiles.Count);
        Assert.Equal(BookingReadme.Count("files with a Clerk user id name"), _sources.WithClerkUserIdName.Count);
        Assert.Equal(BookingReadme.Count("files with a call of the old audit"), _sources.WithLegacyAudit.Count);
        Assert.Equal(BookingReadme.Details("files with a call of the old audit"), [_sources.LegacyAuditCalls]);
        Assert.Equal(1, _sources.LegacyAuditMethodGroups);
        Assert.Equal(BookingReadme.Count("files that name the old schema"), _sources.NamingLegacySchema.Count);
        Assert.Equal(BookingReadme.Count("files with a legacy table type"), _sources.UsingLegacyTable(SampleSources.LegacyTables).Count);
    }

    [Fact]
    public void Has_at_least_what_the_plan_starts_from()
    {
        Assert.True(_sources.WithClerkUserIdName.Count >= 55);
        Assert.True(_sources.WithLegacyAudit.Count >= 14);
        Assert.True(_sources.NamingLegacySchema.Count >= 10);
        Assert.Equal(11, SampleSources.LegacyTables.Count(table => _sources.UsingLegacyTable(table).Count > 0));
    }
}
