namespace Clerk2WorkOS.Guests;

/// <summary>The mail with the way in. Its link opens a page of the application (<c>app.MapGuestWelcome()</c>), whose button asks WorkOS for a sign-in code.</summary>
public sealed class GuestWelcomeOptions
{
    /// <summary>Whether a new guest gets a mail at all; true by default. Without it, the other settings here and those of <see cref="GuestOptions.Mail"/> are not needed.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Where people reach the application, <c>https://book.example.com</c>: what the link in the mail begins with. Never taken from a request's <c>Host</c>, which its sender writes.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>Where the page is: <c>/guests/welcome</c>.</summary>
    public string Path { get; set; } = "/guests/welcome";

    /// <summary>
    /// Where the code is entered: a path of the application such as <c>/sign-in</c> (the default), or an absolute <c>https</c> address. The only place that the
    /// page redirects to.
    /// </summary>
    public string SignInPage { get; set; } = "/sign-in";

    /// <summary>
    /// The query parameter in which the sign-in page gets the address, <c>login_hint</c> for example, so that nobody has to type it again. Null by default:
    /// addresses in URLs end up in logs.
    /// </summary>
    public string? AddressParameter { get; set; }

    /// <summary>
    /// The secret that links are signed with: at least 32 bytes in base 64, <c>openssl rand -base64 32</c>. The same in all processes. Whoever has it can have
    /// WorkOS mail codes to users, not read them.
    /// </summary>
    public string? LinkKey { get; set; }

    /// <summary>Secrets that links were signed with before <see cref="LinkKey"/>; they are accepted still. Keep one for <see cref="LinkLifetime"/> after a change.</summary>
    public IList<string> PreviousLinkKeys { get; } = [];

    /// <summary>How long a link is good: 7 days.</summary>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The name of the application, as the mail and the page call it.</summary>
    public string ApplicationName { get; set; } = "your bookings";
}
