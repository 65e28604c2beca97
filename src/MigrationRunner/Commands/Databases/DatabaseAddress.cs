using System.Net;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>
/// A database as its user names it: a connection string of Npgsql's, or an address such as <c>postgres://user:password@host/database</c>. It goes over TLS unless
/// the host is this machine. No message quotes any of it.
/// </summary>
internal static class DatabaseAddress
{
    private static readonly string[] Schemes = ["postgres", "postgresql"];

    /// <param name="text">What the user gave.</param>
    /// <param name="origin">Where: <c>--legacy</c>, <c>C2W_LEGACY</c>.</param>
    /// <exception cref="CannotRunException">It cannot be read, names no host, or asks for a connection without TLS to another machine.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text, string origin)
    {
        var address = IsUri(text) ? FromUri(text, origin) : FromConnectionString(text, origin);
        if (string.IsNullOrEmpty(address.Host))
            throw new CannotRunException($"{origin} names no host.");
        address.ApplicationName ??= "clerk2workos";
        if (address.Host.Split(',').All(IsThisMachine))
            return address;
        if (!address.ShouldSerialize("SSL Mode"))
            address.SslMode = SslMode.Require;
        if (address.SslMode is SslMode.Disable or SslMode.Allow or SslMode.Prefer)
            throw new CannotRunException($"{origin} asks for SSL Mode {address.SslMode} to another machine; people's data goes over TLS: leave it out, or say Require, VerifyCA or VerifyFull.");
        return address;
    }

    private static bool IsUri(string text) => Schemes.Any(scheme => text.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase));

    private static NpgsqlConnectionStringBuilder FromConnectionString(string text, string origin)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException)
        {
            throw new CannotRunException($"{origin} cannot be read as a connection string of PostgreSQL.");     // the failure may quote a password
        }
    }

    private static NpgsqlConnectionStringBuilder FromUri(string text, string origin)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw new CannotRunException($"{origin} cannot be read as an address of PostgreSQL; characters such as @ and / in a password are written as %40 and %2F.");
        var address = new NpgsqlConnectionStringBuilder { Host = uri.Host, Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort };
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            address.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            address.Password = Uri.UnescapeDataString(user[1]);
        if (uri.AbsolutePath.Length > 1)
            address.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            Set(address, pair.Split('=', 2), origin);
        return address;
    }

    /// <summary>The parameters of libpq that such addresses have, where Npgsql calls them otherwise.</summary>
    private static void Set(NpgsqlConnectionStringBuilder address, string[] pair, string origin)
    {
        var (name, value) = (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair.Length > 1 ? pair[1] : ""));
        var keyword = name switch
        {
            "sslmode" => "SSL Mode",
            "channel_binding" => "Channel Binding",
            "sslrootcert" => "Root Certificate",
            "application_name" => "Application Name",
            "connect_timeout" => "Timeout",
            "options" => "Options",
            _ => name,
        };
        try
        {
            address[keyword] = keyword == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw new CannotRunException($"{origin} has a parameter '{name}' that is not known, or a value that it does not take.");
        }
    }

    private static bool IsThisMachine(string host)
    {
        var name = host.Trim();
        var colon = name.LastIndexOf(':');
        if (colon > 0 && name.IndexOf(':', StringComparison.Ordinal) == colon)
            name = name[..colon];
        return name.StartsWith('/') || name.StartsWith('@') || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
