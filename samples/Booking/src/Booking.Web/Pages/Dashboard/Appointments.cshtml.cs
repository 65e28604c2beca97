using Booking.Api;
using Booking.Drizzle.Schema;
using Booking.Server.Actions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Booking.Web.Pages.Dashboard;

[Authorize]
public class AppointmentsModel(MeetingActions meetings, TimeProvider clock) : PageModel
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public IReadOnlyList<AppointmentDto> Appointments { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var rows = await meetings.ListMineAsync(Now.AddHours(-1), Now.AddDays(30), cancellationToken);
        Appointments = rows.ConvertAll(ToDto);
    }

    public static AppointmentDto ToDto(MeetingTable row) =>
        new(row.Id, expertClerkUserId: row.ClerkUserId, row.GuestName, row.StartTime, row.EndTime - row.StartTime) { MeetingUrl = row.MeetingUrl };
}
