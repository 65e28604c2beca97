namespace Booking.Schema;

public static class EmailAddress
{
    /// <summary>Trimmed and in lower case: the form in which guests are compared.</summary>
    public static string Normalize(string email) => email.Trim().ToLowerInvariant();

    public static bool IsWellFormed(string? email)
    {
        if (string.IsNullOrWhiteSpace(email) || email!.Length > 254)
            return false;
        var at = email.IndexOf('@');
        return at > 0
            && at == email.LastIndexOf('@')
            && email.IndexOf('.', at) is var dot && dot > at + 1 && dot < email.Length - 1
            && !email.Any(char.IsWhiteSpace);
    }
}
