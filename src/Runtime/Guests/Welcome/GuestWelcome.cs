using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Guests.Welcome;

/// <summary>A short mail in English with a link.</summary>
internal sealed class GuestWelcome(IOptions<GuestOptions> options) : IGuestWelcome
{
    private const int LongestGreeting = 40;
    private readonly GuestWelcomeOptions _options = options.Value.Welcome;

    public ValueTask<GuestMail> ComposeAsync(GuestToWelcome guest, CancellationToken cancellationToken)
    {
        var greeting = IsJustAName(guest.FirstName) ? $"Hello {guest.FirstName}," : "Hello,";
        var until = guest.LinkExpiresAt.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var what = $"you have booked with {_options.ApplicationName}. To see or change your booking, open this link and we will mail you a code to sign in with:";
        var why = $"The link is good until {until}. If you did not book anything, ignore this mail: nobody gets in without the code.";
        var text = $"{greeting}\n\n{what}\n\n{guest.Link.AbsoluteUri}\n\n{why}\n";
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><body>")
            .Append(CultureInfo.InvariantCulture, $"<p>{Encoded(greeting)}</p><p>{Encoded(what)}</p>")
            .Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Encoded(guest.Link.AbsoluteUri)}\">Open {Encoded(_options.ApplicationName)}</a></p>")
            .Append(CultureInfo.InvariantCulture, $"<p>{Encoded(why)}</p></body></html>");
        return ValueTask.FromResult(new GuestMail(guest.Email, $"Your way in to {_options.ApplicationName}", text, html.ToString()));
    }

    /// <summary>Anyone can book with another's address and write what they like into the name: an advertisement or a link is no greeting.</summary>
    private static bool IsJustAName(string name) => name.Length is > 0 and <= LongestGreeting
        && name.EnumerateRunes().All(rune => Rune.IsLetter(rune) || rune.Value is '-' or '\'' or '\u2019'
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
