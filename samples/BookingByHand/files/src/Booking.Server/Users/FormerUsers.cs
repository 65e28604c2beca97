using Booking.Drizzle;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Users;

/// <summary>Who the people of the Clerk days are now. Asked by what was sent out before the switch and comes back after it; a service session may read the map.</summary>
public sealed class FormerUsers(Db db)
{
    /// <summary>The WorkOS id; null for an id that never moved.</summary>
    public Task<string?> FindAsync(string formerId, CancellationToken cancellationToken)
    {
#pragma warning disable C2W102 // The id map of 'clerk2workos users run' keeps both ids: that is what it is for.
        var ids = db.Database.SqlQuery<string>($"""SELECT workos_user_id AS "Value" FROM clerk2workos.user_map WHERE clerk_user_id = {formerId}""");
#pragma warning restore C2W102
        return ids.SingleOrDefaultAsync(cancellationToken);
    }
}
