using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Guests;

/// <summary>Who books, checked: nothing of it can be refused half-way.</summary>
/// <param name="Email">The address as it was typed, without white space around it.</param>
/// <param name="Key">The address in lower case: what makes two spellings one person.</param>
/// <param name="Name">The whole name, its words separated by single spaces.</param>
/// <param name="FirstName">The first word.</param>
/// <param name="LastName">The other words; null for a name of one word.</param>
/// <param name="Metadata">What the caller wants kept at WorkOS.</param>
internal sealed record GuestPerson(string Email, string Key, string Name, string FirstName, string? LastName, IReadOnlyDictionary<string, string> Metadata)
{
    public const string TypeKey = "registrationType";
    public const string GuestType = "guest";
    public const string RegisteredAtKey = "registeredAt";
    private const int MaxNameLength = 500;

    /// <summary>The name of the personal organization.</summary>
    public string OrganizationName => $"{Name}'s Account";

    /// <exception cref="ArgumentException">One of the three is not fit; the message says which and why, and holds no address.</exception>
    public static GuestPerson Of(string email, string name, IReadOnlyDictionary<string, string>? metadata)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentNullException.ThrowIfNull(name);
        var address = GuestEmail.Parse(email);
        var words = Words(name);
        var whole = words.Length > 0 ? string.Join(' ', words) : address[..address.LastIndexOf('@')];
        return new GuestPerson(
            address, GuestEmail.KeyOf(address), whole,
            words.Length > 0 ? words[0] : whole,
            words.Length > 1 ? string.Join(' ', words.Skip(1)) : null,
            Checked(metadata));
    }

    /// <summary>The metadata of a new user at WorkOS.</summary>
    public IReadOnlyDictionary<string, string> MetadataAt(DateTimeOffset moment) => new Dictionary<string, string>(Metadata)
    {
        [TypeKey] = GuestType,
        [RegisteredAtKey] = moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>Whether the user was made as a guest.</summary>
    public static bool IsGuest(WorkOSUser user) => user.Metadata.TryGetValue(TypeKey, out var type) && type == GuestType;

    private static string[] Words(string name)
    {
        if (name.Length > MaxNameLength)
            throw new ArgumentException($"The name has {name.Length} characters; {MaxNameLength} are the most.", nameof(name));
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
                i++;
            else if (char.IsSurrogate(name[i]))
                throw new ArgumentException("The name has half of a character in it: it was cut in the wrong place.", nameof(name));
            else if (char.IsControl(name[i]) && !char.IsWhiteSpace(name[i]))
                throw new ArgumentException("The name has a control character in it.", nameof(name));
        }

        return name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    private static IReadOnlyDictionary<string, string> Checked(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null or { Count: 0 })
            return System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
        if (metadata.ContainsKey(TypeKey) || metadata.ContainsKey(RegisteredAtKey))
            throw new ArgumentException($"'{TypeKey}' and '{RegisteredAtKey}' are the library's own metadata of a guest.", nameof(metadata));
        if (metadata.Count > WorkOSMetadata.MaxPairs - 2)
            throw new ArgumentException($"WorkOS takes {WorkOSMetadata.MaxPairs} metadata pairs, two of which the library needs; there are {metadata.Count}.", nameof(metadata));
        // The caller may change its own while the call is under way.
        var copy = new Dictionary<string, string>(metadata);
        WorkOSMetadata.Check(copy, nameof(metadata));
        return copy;
    }
}
