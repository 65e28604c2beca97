namespace Booking.Server.Notifications;

/// <summary>A message about a booking, to a person who may have an account or not.</summary>
public abstract class BookingNotification
{
    protected const string Footer = "You get this message because of a booking.";

    /// <summary>The id of the account to notify, or null if the message goes by email only.</summary>
    public abstract string? RecipientClerkUserId { get; }

    public abstract string Subject { get; }

    protected abstract string Body(string culture);

    /// <summary>The whole text, in the recipient's language.</summary>
    public string Render(string culture) => string.Join("\n\n", Subject, Body(culture), Footer);

    /// <summary>Two messages with one key are sent once.</summary>
    public virtual string DeduplicationKey => $"{GetType().Name}:{RecipientClerkUserId ?? "guest"}";
}
