namespace Clerk2WorkOS;

/// <summary>Which addresses the options may name.</summary>
internal static class SecureAddress
{
    /// <summary><c>https</c>, or <c>http</c> to this machine.</summary>
    public static bool IsSecure(this Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
