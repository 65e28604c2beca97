using System.Collections.Concurrent;

namespace Booking.Server.Security;

/// <summary>Counts how often an address reads records; the firewall asks for the worst ones.</summary>
public sealed class ReadThrottle
{
    private readonly ConcurrentDictionary<string, int> _reads = new(StringComparer.Ordinal);

    /// <summary>Counts one read and gives the address back.</summary>
    public string? Touch(string? ipAddress)
    {
        if (ipAddress is not null)
            _reads.AddOrUpdate(ipAddress, 1, (_, count) => count + 1);
        return ipAddress;
    }

    public int ReadsFrom(string ipAddress) => _reads.GetValueOrDefault(ipAddress);

    public IEnumerable<string> Above(int limit) => _reads.Where(read => read.Value > limit).Select(read => read.Key);
}
