using System.Globalization;
using System.Text;

namespace Clerk2WorkOS.Guests;

/// <summary>A mail to a guest.</summary>
/// <param name="To">The address.</param>
/// <param name="Subject">The subject, on one line.</param>
/// <param name="Text">The text, for readers of plain mail.</param>
/// <param name="Html">The same as HTML; null to send the text alone.</param>
public sealed record GuestMail(string To, string Subject, string Text, string? Html = null)
{
    /// <summary>
    /// The mail's own id, the same at each attempt to send it. The SMTP sender makes the Message-ID of it, by which mail systems know two copies of one mail;
    /// a sender over HTTP passes it on as the idempotency key. Set by the library.
    /// </summary>
    public Guid Id { get; init; }

    // The link in the text lets its holder have codes mailed, and the address is nobody's business: neither belongs into a log.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Id = {Id}, Subject = {Subject}");
        return true;
    }
}
