using Booking.Drizzle;
using Booking.Drizzle.Schema;

namespace Booking.Server.Records;

/// <summary>Who asks for a record: an expert by id, a guest by verified address.</summary>
public sealed record RecordReader(string? ClerkUserId, string? VerifiedEmail, UserRole Role);

public enum RecordRight { None, Read, Write }

public static class RecordAccess
{
    /// <summary>
    /// The expert who wrote a record may change it, the guest of the meeting may read it once the meeting is over, and nobody else
    /// sees it, an administrator included.
    /// </summary>
    public static RecordRight RightOf(RecordReader reader, MeetingTable meeting) => (reader, meeting) switch
    {
        ({ Role: UserRole.Admin }, _) => RecordRight.None,
        ({ ClerkUserId: { Length: > 0 } clerkUserId }, { ClerkUserId: var expert }) when clerkUserId == expert => RecordRight.Write,
        ({ VerifiedEmail: { Length: > 0 } email }, { Status: MeetingStatus.Completed })
            when string.Equals(email, meeting.GuestEmail, StringComparison.OrdinalIgnoreCase) => RecordRight.Read,
        _ => RecordRight.None,
    };

    /// <summary>The meetings among <paramref name="meetings"/> whose records the reader may see.</summary>
    public static IEnumerable<MeetingTable> Visible(RecordReader reader, IEnumerable<MeetingTable> meetings)
    {
        var (clerkUserId, _, _) = reader;
        return meetings
            .Where(meeting => RightOf(reader, meeting) is not RecordRight.None)
            .OrderByDescending(meeting => meeting.ClerkUserId == clerkUserId)
            .ThenByDescending(meeting => meeting.StartTime);
    }
}
