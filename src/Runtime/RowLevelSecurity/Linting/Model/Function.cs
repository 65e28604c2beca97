namespace Clerk2WorkOS.RowLevelSecurity.Linting.Model;

/// <summary>A function.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">The types of its arguments, as ALTER FUNCTION takes them.</param>
internal sealed record Function(ObjectName Name, string Arguments)
{
    /// <summary>FUNCTION or PROCEDURE.</summary>
    public string Kind { get; init; } = "FUNCTION";

    public bool IsDefiner { get; set; }

    /// <summary>Null where it takes its caller's.</summary>
    public string? SearchPath { get; set; }

    public bool IsOfExtension { get; init; }
}
