using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Audit;

/// <summary>Reads the proxies of a configuration, whose own binder passes over addresses without a word.</summary>
internal static class ProxySettings
{
    /// <summary>Adds what <c>KnownProxies</c> and <c>KnownNetworks</c> of the section list.</summary>
    /// <exception cref="OptionsValidationException">One of them is no address, or no network.</exception>
    public static void Read(IConfigurationSection section, AuditOptions options)
    {
        foreach (var entry in Entries(section, nameof(AuditOptions.KnownProxies)))
            options.KnownProxies.Add(IPAddress.TryParse(entry.Value, out var address) ? address : throw Wrong(entry, "an address such as 192.0.2.10"));
        foreach (var entry in Entries(section, nameof(AuditOptions.KnownNetworks)))
            options.KnownNetworks.Add(IPNetwork.TryParse(entry.Value, out var network) ? network : throw Wrong(entry, "a network such as 10.0.0.0/8"));
    }

    private static IEnumerable<IConfigurationSection> Entries(IConfigurationSection section, string name)
    {
        var list = section.GetSection(name);
        return list.Value is { Length: > 0 } ? [list] : list.GetChildren();
    }

    private static OptionsValidationException Wrong(IConfigurationSection entry, string wanted) =>
        new(entry.Path, typeof(AuditOptions), [$"'{entry.Value}' in {entry.Path} is not {wanted}."]);
}
