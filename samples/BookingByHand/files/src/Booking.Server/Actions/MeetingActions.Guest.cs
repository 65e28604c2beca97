using Booking.Api;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Actions;

public sealed partial class MeetingActions
{
    /// <summary>What the signed-in person has booked as a guest, the latest first. Which rows these are is for the policies to say.</summary>
    public async Task<IReadOnlyList<BookedMeeting>> ListBookedAsync(CancellationToken cancellationToken)
    {
        var booked = from meeting in db.MeetingsTable
                     where meeting.GuestWorkosUserId == currentUser.WorkosUserId
                     join profile in db.ProfilesTable on meeting.WorkosUserId equals profile.WorkosUserId into experts
                     from expert in experts.DefaultIfEmpty()
                     join e in db.EventsTable on meeting.EventId equals e.Id into offers
                     from offer in offers.DefaultIfEmpty()
                     orderby meeting.StartTime descending
                     select new BookedMeeting(
                         meeting.Id, expert == null ? "" : expert.FirstName + " " + expert.LastName, offer == null ? "" : offer.Name,
                         meeting.StartTime, meeting.EndTime, meeting.Status.ToString(), meeting.MeetingUrl);
        return await booked.Take(100).ToListAsync(cancellationToken);
    }
}
