using System.IO.Compression;
using System.Text.Json;
using Booking.Drizzle;
using Booking.Json;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Exports;

/// <summary>Everything that we hold about a person as a zip of JSON files.</summary>
public sealed class DataDownload(Db db, ICurrentUser currentUser)
{
    public async Task WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        var clerkUserId = currentUser.ClerkUserId ?? throw new UnauthorizedAccessException("Sign in first.");
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);

        await AddAsync("account", db.UserTable.Where(u => u.ClerkId == clerkUserId));
        await AddAsync("profile", db.ProfileTable.Where(p => p.ClerkUserId == clerkUserId));
        await AddAsync("events", db.EventTable.Where(e => e.ClerkUserId == clerkUserId).OrderBy(e => e.Order));
        await AddAsync("schedule", db.ScheduleTable.Include(s => s.Availabilities).Where(s => s.ClerkUserId == clerkUserId));
        await AddAsync("days-off", db.BlockedDatesTable.Where(b => b.ClerkUserId == clerkUserId).OrderBy(b => b.Date));
        await AddAsync("meetings", db.MeetingTable
            .Where(m => m.ClerkUserId == clerkUserId)
            .Select(m => new { m.Id, m.StartTime, m.EndTime, m.GuestName, m.AmountInCents, m.Status }));
        await AddAsync("payouts", db.PaymentTransferTable
            .Where(t => t.ExpertClerkUserId == clerkUserId)
            .Select(t => new { t.Id, t.AmountInCents, t.Currency, t.Status, t.ScheduledFor }));
        await AddAsync("notes", db.ExpertNotes.Where(n => n.ClerkUserId == clerkUserId).Select(n => new { n.Text, n.CreatedAt }));

        async Task AddAsync<T>(string name, IQueryable<T> rows)
            where T : class
        {
            await using var entry = zip.CreateEntry($"{name}.json", CompressionLevel.Fastest).Open();
            await JsonSerializer.SerializeAsync(entry, await rows.AsNoTracking().ToListAsync(cancellationToken), BookingJson.Options, cancellationToken);
        }
    }
}
