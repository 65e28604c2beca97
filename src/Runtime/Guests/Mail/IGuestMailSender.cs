namespace Clerk2WorkOS.Guests;

/// <summary>Sends mails to guests. The library's own speaks SMTP; register another one as a singleton to send over a provider's API.</summary>
public interface IGuestMailSender
{
    /// <summary>Sends the mail; returns when somebody else has taken the responsibility for it.</summary>
    /// <remarks>Called in the background, for several mails at once. An exception means that the mail is attempted again later, with the same <see cref="GuestMail.Id"/>.</remarks>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellationToken">Cancelled when <see cref="GuestMailOptions.Timeout"/> is over.</param>
    /// <exception cref="GuestMailRefusedException">The mail will never be taken: no such mailbox, for example. It is not attempted again.</exception>
    Task SendAsync(GuestMail mail, CancellationToken cancellationToken);
}

/// <summary>A mail was refused for good.</summary>
public sealed class GuestMailRefusedException : Exception
{
    /// <summary>Without a reason.</summary>
    public GuestMailRefusedException()
    {
    }

    /// <summary>With a reason.</summary>
    /// <param name="message">Why.</param>
    public GuestMailRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and what caused it.</summary>
    /// <param name="message">Why.</param>
    /// <param name="innerException">What caused it.</param>
    public GuestMailRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
