using Booking.Api;
using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Server.Actions;
using Booking.Server.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Pages;

/// <summary>An expert's public page. Its owner also sees what is not public yet.</summary>
public class ExpertModel(Db db, ICurrentUser visitor) : PageModel
{
    public string ClerkUserId { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string? Headline { get; private set; }

    public string Username { get; private set; } = "";

    public IReadOnlyList<EventDto> Offers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string username)
    {
        ProfileTable? profile = await db.ProfileTable.AsNoTracking().SingleOrDefaultAsync(p => p.Username == username);
        if (profile is null || (!profile.Published && profile.ClerkUserId != visitor.ClerkUserId))
            return NotFound();

        (ClerkUserId, Name, Headline, Username) = (profile.ClerkUserId, $"{profile.FirstName} {profile.LastName}", profile.Headline, profile.Username);
        var rows = await db.EventTable.Where(e => e.ClerkUserId == profile.ClerkUserId).OrderBy(e => e.Order).ToListAsync();
        Offers = [.. rows.Select(EventActions.ToDto).Where(offer => offer.VisibleTo(clerkUserId: visitor.ClerkUserId))];
        return Page();
    }
}
