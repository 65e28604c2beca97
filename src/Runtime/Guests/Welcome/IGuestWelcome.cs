using System.Globalization;
using System.Text;

namespace Clerk2WorkOS.Guests;

/// <summary>Whom to welcome, and with which link.</summary>
/// <param name="WorkosUserId">The user.</param>
/// <param name="Email">The address.</param>
/// <param name="FirstName">What the guest typed as the first word of the name. It was typed by whoever made the booking: never take it for harmless.</param>
/// <param name="Link">The way in: opens the page of <c>MapGuestWelcome</c>.</param>
/// <param name="LinkExpiresAt">Until when the link is good.</param>
public sealed record GuestToWelcome(string WorkosUserId, string Email, string FirstName, Uri Link, DateTimeOffset LinkExpiresAt)
{
    // Neither the address nor the link belongs into a log.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"WorkosUserId = {WorkosUserId}, LinkExpiresAt = {LinkExpiresAt:O}");
        return true;
    }
}

/// <summary>
/// Writes the mail that gives a new guest a way in. The library's own is short and in English; register another one for the application's words, language and
/// looks.
/// </summary>
/// <remarks>
/// It is a mail of the application's and no invitation of WorkOS's, since WorkOS refuses to invite who has a user already (<c>user_already_exists</c>), and its
/// sign-in codes last ten minutes, while a guest may look at the mail in a week.
/// </remarks>
public interface IGuestWelcome
{
    /// <summary>Writes the mail. Called in the background, at each attempt to send.</summary>
    /// <param name="guest">Whom to welcome.</param>
    /// <param name="cancellationToken">Cancelled when the attempt's time is over.</param>
    ValueTask<GuestMail> ComposeAsync(GuestToWelcome guest, CancellationToken cancellationToken);
}
