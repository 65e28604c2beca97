namespace Booking.Server.Users;

/// <summary>A user as another system knows them: the issuer of the token, and its subject there.</summary>
public readonly record struct ExternalIdentity(string Issuer, string ClerkSub)
{
    public static ExternalIdentity Parse(string text)
    {
        var at = text.LastIndexOf('|');
        return at > 0 && at < text.Length - 1
            ? new ExternalIdentity(Issuer: text[..at], ClerkSub: text[(at + 1)..])
            : throw new FormatException("issuer|subject");
    }

    /// <summary>The counterpart of <see cref="Parse"/>; <see cref="ClerkSub"/> comes last because an issuer may hold a bar.</summary>
    public override string ToString() => $"{Issuer}|{ClerkSub}";
}
