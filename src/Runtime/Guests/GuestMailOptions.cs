namespace Clerk2WorkOS.Guests;

/// <summary>How mails are sent: over SMTP, unless the application registers an <see cref="IGuestMailSender"/> of its own.</summary>
public sealed class GuestMailOptions
{
    /// <summary>The sender, <c>Bookings &lt;bookings@example.com&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>The SMTP server.</summary>
    public string? Host { get; set; }

    /// <summary>Its port: 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is secured: STARTTLS, demanded, unless set.</summary>
    public GuestMailSecurity Security { get; set; } = GuestMailSecurity.StartTls;

    /// <summary>The user name; null to send without.</summary>
    public string? UserName { get; set; }

    /// <summary>The password that belongs to <see cref="UserName"/>.</summary>
    public string? Password { get; set; }

    /// <summary>How long one attempt to send one mail may take: 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many mails a process sends at the same time: 4.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>How often a mail is attempted until it counts as failed: 15 times, which the pauses spread over about eight hours.</summary>
    public int MaxAttempts { get; set; } = 15;

    /// <summary>The pause after a first failure: 10 seconds; it doubles with each, up to an hour.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a process looks for mails that another one left behind: every 5 seconds. Its own it sends at once.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether this process sends mails. False for one that only registers, while another sends.</summary>
    public bool SendsFromHere { get; set; } = true;
}

/// <summary>How the connection to the SMTP server is secured.</summary>
public enum GuestMailSecurity
{
    /// <summary>Plain at first, then TLS; a server that does not offer it is not sent anything.</summary>
    StartTls,

    /// <summary>TLS from the first byte, on port 465.</summary>
    Tls,

    /// <summary>Not at all: for a relay on this machine. Refused at the start for any other host.</summary>
    None,
}
