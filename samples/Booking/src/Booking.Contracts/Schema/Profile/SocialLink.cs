namespace Booking.Schema.Profile;

public static class SocialLink
{
    private static readonly string[] Hosts = ["linkedin.com", "instagram.com", "youtube.com", "x.com", "tiktok.com"];

    /// <summary>Only https, only hosts that the public page has an icon for.</summary>
    public static bool IsKnown(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri)
        && uri.Scheme == "https"
        && Hosts.Any(host => uri.Host == host || uri.Host.EndsWith("." + host, StringComparison.Ordinal));
}
