using System.Net;
using Microsoft.AspNetCore.Http;

namespace Clerk2WorkOS.Audit;

/// <summary>
/// The client's address: that of the connection, unless it is one of the application's own proxies. Then the right-most entry of <c>X-Forwarded-For</c>, which that
/// proxy wrote, and so on while it names a proxy of ours.
/// </summary>
internal sealed class ClientAddress(AuditOptions options)
{
    private readonly HashSet<IPAddress> _proxies = [.. options.KnownProxies.Select(Plain)];
    private readonly IPNetwork[] _networks = [.. options.KnownNetworks];

    public IPAddress? Of(HttpContext request)
    {
        if (request.Connection.RemoteIpAddress is not { } connection)
            return null;
        var address = Plain(connection);
        if (!IsOurs(address))
            return address;

        var entries = request.Request.Headers["X-Forwarded-For"].SelectMany(line => line?.Split(',') ?? []).ToArray();
        for (var i = entries.Length - 1; i >= 0 && IsOurs(address); i--)
        {
            if (!IPEndPoint.TryParse(entries[i].Trim(), out var hop))       // with or without a port
                break;
            address = Plain(hop.Address);
        }

        return address;
    }

    private bool IsOurs(IPAddress address)
    {
        if (_proxies.Contains(address))
            return true;
        foreach (var network in _networks)
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
