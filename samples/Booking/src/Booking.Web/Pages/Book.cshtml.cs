using System.ComponentModel.DataAnnotations;
using Booking.Api;
using Booking.Drizzle;
using Booking.Schema.Meetings;
using Booking.Server.Actions;
using Booking.Server.Scheduling;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Pages;

/// <summary>The booking form: a guest chooses a slot of an event and leaves name and address.</summary>
public class BookModel(Db db, MeetingActions meetings, AvailabilityReader availability, SlotReservations reservations, TimeProvider clock) : PageModel
{
    private const int DaysShown = 14;

    [BindProperty]
    public BookingForm Form { get; set; } = new();

    public string Heading { get; private set; } = "Book";

    public bool Booked { get; private set; }

    public IReadOnlyList<SlotDto> Slots { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string username, string? slug)
    {
        var workosUserId = await FindExpertAsync(username);
        if (workosUserId is null)
            return NotFound();
        var offer = await db.EventTable
            .Where(e => e.ClerkUserId == workosUserId && e.IsActive && (slug == null || e.Slug == slug))
            .OrderBy(e => e.Order)
            .FirstOrDefaultAsync();
        if (offer is null)
            return NotFound();

        Heading = $"{offer.Name} ({offer.DurationInMinutes} minutes)";
        await LoadSlotsAsync(workosUserId, offer.DurationInMinutes);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string username, string slug, CancellationToken cancellationToken)
    {
        if (await FindExpertAsync(username) is not { } workosUserId)
            return NotFound();
        var offer = await db.EventTable.SingleOrDefaultAsync(e => e.Slug == slug && e.ClerkUserId == workosUserId, cancellationToken);
        if (offer is null)
            return NotFound();
        if (!ModelState.IsValid)
            return await AgainAsync(workosUserId, offer.DurationInMinutes);

        var slot = new Slot(Form.Start, Form.Start.AddMinutes(offer.DurationInMinutes));
        if (offer.PriceInCents > 0 && await reservations.HoldAsync(offer.Id, workosUserId, Form.Email, slot) is null)
        {
            ModelState.AddModelError(nameof(Form.Start), "Somebody else is about to take this slot.");
            return await AgainAsync(workosUserId, offer.DurationInMinutes);
        }

        var request = Form.ToRequest(offer.Id, workosUserId);
        var outcome = await meetings.CreateMeetingAsync(request, cancellationToken);
        if (outcome.Error is { } error)
        {
            ModelState.AddModelError("", error);
            return await AgainAsync(workosUserId, offer.DurationInMinutes);
        }

        Heading = offer.Name;
        Booked = true;
        return Page();
    }

    private async Task<string?> FindExpertAsync(string username) =>
        await db.ProfileTable.Where(p => p.Username == username && p.Published).Select(p => p.ClerkUserId).FirstOrDefaultAsync();

    private async Task<PageResult> AgainAsync(string workosUserId, int duration)
    {
        await LoadSlotsAsync(workosUserId, duration);
        return Page();
    }

    private async Task LoadSlotsAsync(string workosUserId, int duration)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var (_, slots) = await availability.FreeSlotsAsync(clerkUserId: workosUserId, duration, today, today.AddDays(DaysShown));
        Slots = [.. slots.Select(slot => new SlotDto(slot.Start, slot.End))];
    }

    /// <summary>What the guest types.</summary>
    public sealed class BookingForm
    {
        [Required]
        public DateTimeOffset Start { get; set; }

        [Required, StringLength(100)]
        public string Name { get; set; } = "";

        [Required, EmailAddress]
        public string Email { get; set; } = "";

        [StringLength(MeetingRequestValidator.MaxNotesLength)]
        public string? Notes { get; set; }

        public string TimeZone { get; set; } = "UTC";

        public MeetingRequest ToRequest(Guid eventId, string workosUserId) =>
            new MeetingRequest(eventId, workosUserId, Start, TimeZone, Email, Name) with
            {
                ClerkUserId = workosUserId,
                GuestNotes = string.IsNullOrWhiteSpace(Notes) ? null : Notes.Trim(),
            };
    }
}
