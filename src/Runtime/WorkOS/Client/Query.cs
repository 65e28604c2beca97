using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Clerk2WorkOS.WorkOS.Client;

/// <summary>The part of an address after the question mark.</summary>
internal readonly struct Query
{
    private readonly ImmutableList<(string Name, string Value)>? _pairs;

    private Query(ImmutableList<(string Name, string Value)> pairs) => _pairs = pairs;

    /// <summary>One more pair; none if the value is null.</summary>
    public Query With(string name, string? value) => value is null ? this : new Query((_pairs ?? []).Add((name, value)));

    /// <inheritdoc cref="With(string, string?)"/>
    public Query With(string name, int value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="With(string, string?)"/>
    public Query With(string name, DateTimeOffset? value) => With(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    /// <summary>The path with the query.</summary>
    public string On(string path)
    {
        if (_pairs is null)
            return path;
        var address = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in _pairs)
        {
            address.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return address.ToString();
    }
}
