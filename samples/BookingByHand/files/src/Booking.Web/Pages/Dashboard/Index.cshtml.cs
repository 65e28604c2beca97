using Booking.Api;
using Booking.Server.Actions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Booking.Web.Pages.Dashboard;

/// <summary>What the signed-in person has booked.</summary>
[Authorize]
public class IndexModel(MeetingActions meetings) : PageModel
{
    public IReadOnlyList<BookedMeeting> Meetings { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Meetings = await meetings.ListBookedAsync(cancellationToken);
}
