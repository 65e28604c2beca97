namespace Clerk2WorkOS.RowLevelSecurity.Linting.Model;

/// <summary>A role of the server.</summary>
internal sealed class Role(string name)
{
    public string Name { get; } = name;

    public bool IsSuperuser { get; set; }

    public bool BypassesRowSecurity { get; set; }

    public bool Inherits { get; set; } = true;

    /// <summary>The roles that it may become, and whether it has their rights without doing so.</summary>
    public Dictionary<string, bool> MemberOf { get; } = new(StringComparer.Ordinal);
}
