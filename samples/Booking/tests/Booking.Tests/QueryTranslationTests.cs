using Booking.Drizzle.Notes;
using Booking.Server.Queries;
using Microsoft.EntityFrameworkCore;

namespace Booking.Tests;

/// <summary>The SQL that reaches the database.</summary>
public class QueryTranslationTests
{
    [Fact]
    public void Events_are_narrowed_to_one_expert()
    {
        using var db = Given.Database();
        var sql = db.EventTable.OwnedBy(Given.Expert).Where(e => e.IsActive).ToQueryString();
        Assert.Contains("FROM events AS e", sql);
        Assert.Contains("e.workos_user_id = @", sql);
        Assert.Contains("e.is_active", sql);
    }

    [Fact]
    public void Meetings_are_found_for_both_sides()
    {
        using var db = Given.Database();
        var sql = db.MeetingTable.Involving(Given.Expert, "ana@example.com").ToQueryString();
        Assert.Contains("workos_user_id = @", sql);
        Assert.Contains("OR m.guest_email = @", sql);
    }

    [Fact]
    public void Users_are_found_by_their_id()
    {
        using var db = Given.Database();
        string[] clerkIds = [Given.Expert, Given.OtherExpert];
        var sql = db.UserTable.Where(u => clerkIds.Contains(u.ClerkId)).Select(u => new { u.ClerkId, u.Email }).ToQueryString();
        Assert.Contains("SELECT u.workos_user_id", sql);
        Assert.Contains("u.workos_user_id = ANY", sql);
    }

    [Fact]
    public void Records_and_transfers_name_their_expert()
    {
        using var db = Given.Database();
        Assert.Contains("r.expert_workos_user_id", db.RecordTable.Where(r => r.ExpertClerkUserId == Given.Expert).ToQueryString());
        Assert.Contains("p.expert_workos_user_id", db.PaymentTransferTable.Where(t => t.ExpertClerkUserId == Given.Expert).ToQueryString());
        Assert.Contains("c.created_by_workos_user_id", db.CategoryTable.Where(c => c.CreatedByClerkId == Given.Expert).ToQueryString());
    }

    [Fact]
    public void Columns_outside_of_the_schema_keep_their_names()
    {
        using var db = Given.Database();
        Assert.Contains("e.\"ClerkUserId\" = ", db.ExpertNotes.Where(note => note.ClerkUserId == Given.Expert).ToQueryString());
        Assert.Contains("c.clerk_user_id = ", db.CalendarLinks.Where(link => link.ClerkUserId == Given.Expert).ToQueryString());
        Assert.Equal("clerk_user_id", db.Model.FindEntityType(typeof(CalendarLink))!.FindProperty(nameof(CalendarLink.ClerkUserId))!.GetColumnName());
    }

    [Fact]
    public void Schedules_bring_their_windows()
    {
        using var db = Given.Database();
        var sql = db.ScheduleTable.Include(s => s.Availabilities).Where(s => s.ClerkUserId == Given.Expert).ToQueryString();
        Assert.Contains("LEFT JOIN schedule_availabilities", sql);
        Assert.Contains("s.workos_user_id = ", sql);
        Assert.Contains("FROM schedule_availabilities", db.ScheduleAvailabilityTable.Where(a => a.DayOfWeek == DayOfWeek.Monday).ToQueryString());
    }

    [Fact]
    public void Experts_are_joined_with_their_events()
    {
        using var db = Given.Database();
        var offers =
            from profile in db.ProfileTable
            join offer in db.EventTable on profile.ClerkUserId equals offer.ClerkUserId
            where !db.BlockedDatesTable.Any(b => b.ClerkUserId == profile.ClerkUserId && b.Date == new DateOnly(2025, 9, 2))
            select new { profile.ClerkUserId, offer.Slug };
        var sql = offers.ToQueryString();
        Assert.Contains("ON p.workos_user_id = e.workos_user_id", sql);
        Assert.Contains("b.workos_user_id = p.workos_user_id", sql);
    }

    [Fact]
    public void Held_slots_are_counted_by_expert()
    {
        using var db = Given.Database();
        var held = db.SlotReservationTable.GroupBy(r => r.ClerkUserId).Select(g => new { ClerkUserId = g.Key, Count = g.Count() });
        Assert.Contains("GROUP BY s.workos_user_id", held.ToQueryString());
        Assert.Contains("workos_user_id", db.Model.FindEntityType(typeof(SlotReservationTable))!.FindProperty(nameof(SlotReservationTable.ClerkUserId))!.GetColumnName());
    }

    [Fact]
    public async Task A_new_row_belongs_to_the_organization_of_the_request()
    {
        var orgId = Guid.NewGuid();
        using var db = Given.Database(new Given.Visitor(Given.Expert) { OrgId = orgId });
        var blocked = new BlockedDatesTable { ClerkUserId = Given.Expert, Date = new DateOnly(2025, 12, 24) };
        db.BlockedDatesTable.Add(blocked);
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        Assert.Equal(orgId, db.Entry(blocked).Property<Guid>("OrgId").CurrentValue);
    }
}
