using System.IO.Compression;
using Booking.Server.Actions;
using Booking.Server.Events;
using Booking.Server.Experts;
using Booking.Server.Exports;
using Booking.Server.Guests;
using Booking.Server.Maintenance;
using Booking.Server.Payments;
using Booking.Server.Reports;
using Booking.Server.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Booking.Tests;

/// <summary>Every query of a service can be translated, and asks for what it should.</summary>
public class QueriesOfServicesTests
{
    private readonly RecordedSql _sql = new();
    private readonly Given.Clock _clock = new(Given.Now);
    private readonly AdminOptions _admins = new(new ConfigurationBuilder().Build());

    [Fact]
    public async Task Experts_are_listed_with_their_lowest_price()
    {
        await using var db = _sql.Open();
        var actions = new ExpertsActions(db, new ExpertDirectory(db));
        Assert.Empty(await actions.ListAsync(categoryId: Guid.NewGuid(), maxPriceInCents: 5_000));
        Assert.Contains("min(", _sql.All);
        Assert.Contains("p.workos_user_id = e.workos_user_id", _sql.All);

        Assert.Empty(await actions.CountByCategoryAsync());
        Assert.Contains("DISTINCT p.workos_user_id", _sql.All);
        Assert.Null(await actions.FindAsync(usernameOrClerkId: "clerk_001"));
    }

    [Fact]
    public async Task Experts_are_found_by_id()
    {
        await using var db = _sql.Open();
        Assert.Empty(await new ExpertDirectory(db).GetByClerkIdsAsync(clerkIds: ["clerk_001"]));
        Assert.Equal(2, _sql.Commands.Count);
        Assert.All(_sql.Commands, command => Assert.Contains("workos_user_id = ANY (@", command));
        Assert.Equal("talk", await new EventSlugs(db).FreeSlugAsync(clerkUserId: "clerk_001", "Talk"));
    }

    [Fact]
    public async Task Payouts_come_with_names_and_history()
    {
        await using var db = _sql.Open();
        Assert.Empty(await new PayoutApproval(db, new Given.Visitor("clerk_admin"), _admins).WaitingAsync());
        Assert.Contains("JOIN profiles AS p0 ON p.expert_workos_user_id = p0.workos_user_id", _sql.All);
        Assert.Contains("count(*)::int", _sql.All);
    }

    [Fact]
    public async Task Housekeeping_and_the_check_for_orphans_run_through()
    {
        await using var db = _sql.Open();
        var done = await new Housekeeping(db, _clock, NullLogger<Housekeeping>.Instance).RunAsync(CancellationToken.None);
        Assert.Equal((0, 0, 0), done);
        Assert.Contains("UPDATE meetings", _sql.Commands[0]);
        Assert.Contains("DELETE FROM slot_reservations", _sql.All);

        _sql.Commands.Clear();
        Assert.Empty(await new ConsistencyCheck(db).RunAsync());
        Assert.Equal(6, _sql.Commands.Count);
        Assert.All(_sql.Commands, command => Assert.StartsWith("SELECT DISTINCT", command));
    }

    [Fact]
    public async Task Reports_are_computed()
    {
        await using var db = _sql.Open();
        var report = await new PlatformReport(db).ForAsync(new DateOnly(2025, 9, 1));
        Assert.Equal((0, 0, 0), (report.NewExperts, report.Meetings, report.GrossInCents));
        Assert.Null(await new PlatformReport(db).LastMonthOfAsync(clerkUserId: "clerk_001", Given.Now));
        Assert.Contains("p.expert_workos_user_id = @", _sql.Commands[^1]);
        Assert.Empty(await new GuestHistory(db).RegularsAsync("clerk_001"));
        Assert.Contains("GROUP BY m.workos_user_id, m.guest_email", _sql.Commands[^1]);
        Assert.True((await new GuestHistory(db).WithAsync(clerkUserId: "clerk_001", " Ana@Example.com ")).IsNew);
    }

    [Fact]
    public async Task A_download_holds_a_file_for_each_kind_of_data()
    {
        await using var db = _sql.Open();
        using var output = new MemoryStream();
        await new DataDownload(db, new Given.Visitor("clerk_001")).WriteAsync(output, CancellationToken.None);
        using var zip = new ZipArchive(output, ZipArchiveMode.Read);
        Assert.Equal(
            ["account", "days-off", "events", "meetings", "notes", "payouts", "profile", "schedule"],
            zip.Entries.Select(entry => Path.GetFileNameWithoutExtension(entry.Name)).Order());
        Assert.All(_sql.Commands, command => Assert.Matches("workos_user_id = @|\"ClerkUserId\" = @", command));
    }

    [Fact]
    public async Task Users_are_kept_in_step()
    {
        await using var db = _sql.Open();
        var sync = new UserSyncActions(db, new UserRepository(db), _clock, NullLogger<UserSyncActions>.Instance);
        Assert.Equal(["clerk_001", "clerk_002"], await sync.MissingAsync(clerkIds: ["clerk_001", "clerk_002"]));
        Assert.False(await sync.DeleteAsync(clerkId: "clerk_001"));
        Assert.Contains("UPDATE users", _sql.Commands[^1]);
        Assert.Empty(await new UserRepository(db).ListAsync(clerkUserId: "clerk_001"));
        Assert.Null(await new UserRepository(db).GetByClerkIdAsync("clerk_001"));

        var account = new ProfileActions(db, new Given.Visitor("clerk_001"));
        Assert.Null(await account.GetAccountAsync());
        Assert.Equal(4, (await account.CountHoldingsAsync()).Count);
        Assert.Empty(await new AccountErasure(db, new Given.Visitor("clerk_001"), _admins, _clock, NullLogger<AccountErasure>.Instance)
            .ObstaclesAsync(clerkUserId: "clerk_001"));
    }

    [Fact]
    public async Task Earnings_are_the_signed_in_experts()
    {
        await using var db = _sql.Open();
        var billing = new BillingActions(db, new Given.Visitor("clerk_001"), new EarningsReport(), trail: null!);
        var (clerkUserId, total) = await billing.EarningsAsync(2025);
        Assert.Equal(("clerk_001", 0), (clerkUserId, total));
        Assert.Contains("p.expert_workos_user_id = @", _sql.All);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(
            () => new BillingActions(db, new Given.Visitor(WorkosUserId: null), new EarningsReport(), null!).EarningsAsync(2025));
    }
}
