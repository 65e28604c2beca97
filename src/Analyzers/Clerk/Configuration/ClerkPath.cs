namespace Clerk2WorkOS.Analyzers.Clerk.Configuration;

/// <summary>
/// A key of .NET's configuration that leads to a section of Clerk's or through one: <c>Clerk</c>, <c>Authentication:Clerk:SecretKey</c>, and
/// <c>Clerk__SecretKey</c>, as environment variables write it.
/// </summary>
internal sealed class ClerkPath
{
    private readonly string[] _parts;
    private readonly int _section;
    private readonly string _separator;

    private ClerkPath(string[] parts, int section, string separator)
    {
        _parts = parts;
        _section = section;
        _separator = separator;
        Setting = section + 1 < parts.Length ? ClerkSetting.Of(parts[section + 1]) : null;
    }

    /// <summary>The setting behind the section; <c>null</c> where the key ends with the section.</summary>
    public ClerkSetting? Setting { get; }

    /// <summary>The key as .NET's configuration knows it: colons between its parts.</summary>
    public string Key => string.Join(":", _parts);

    /// <summary>The key of the section alone.</summary>
    public string SectionKey => string.Join(":", _parts, 0, _section + 1);

    /// <summary>The section's own name.</summary>
    public string SectionName => _parts[_section];

    /// <summary>Whether the section's name is that of an authentication scheme, by which ASP.NET Core finds it.</summary>
    public bool IsOfScheme => _section >= 2 && Is(_parts[_section - 1], "Schemes") && Is(_parts[_section - 2], "Authentication");

    /// <summary>How many parts the key has.</summary>
    public int Length => _parts.Length;

    /// <summary>Reads a whole key; <c>null</c> when no section of Clerk's is on its way.</summary>
    public static ClerkPath? Read(string key)
    {
        var separator = key.IndexOf(':') >= 0 ? ":" : "__";
        var parts = key.Split(new[] { separator }, StringSplitOptions.None);
        for (var i = 0; i < parts.Length; i++)
        {
            if (ClerkKey.IsSection(parts[i]) && (i + 1 == parts.Length || parts[i + 1].Length > 0))
                return new(parts, i, separator);
        }

        return null;
    }

    /// <summary>The key with WorkOS's names.</summary>
    /// <param name="keepsSetting">Whether the setting keeps its name and the section alone is renamed.</param>
    public ClerkPath Renamed(bool keepsSetting)
    {
        var parts = (string[])_parts.Clone();
        var isUpper = parts[_section].StartsWith("CLERK", StringComparison.Ordinal);
        parts[_section] = isUpper ? "WORKOS" : "WorkOS";
        if (!keepsSetting && Setting?.Name is { } name)
            parts[_section + 1] = isUpper ? name.ToUpperInvariant() : name;
        return new(parts, _section, _separator);
    }

    /// <summary>The key's last parts, as it is written.</summary>
    public string Last(int count) => string.Join(_separator, _parts, _parts.Length - count, count);

    /// <inheritdoc/>
    public override string ToString() => Last(_parts.Length);

    private static bool Is(string part, string name) => part.Equals(name, StringComparison.OrdinalIgnoreCase);
}
