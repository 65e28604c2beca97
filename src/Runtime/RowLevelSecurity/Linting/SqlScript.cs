namespace Clerk2WorkOS.RowLevelSecurity.Linting;

/// <summary>A file of SQL.</summary>
/// <param name="Name">As it is named in messages.</param>
/// <param name="Text">Its text.</param>
public sealed record SqlScript(string Name, string Text);
