namespace Clerk2WorkOS.Cutover.InPlace;

/// <summary>
/// By which ids an application reads and writes while it changes over within one database. Asked anew for each request; it follows <c>cutover</c> within a second, in both directions,
/// and never needs the database itself.
/// </summary>
public interface ICutoverSwitch
{
    /// <summary>Whether rows are looked for by WorkOS ids; by Clerk ids otherwise.</summary>
    bool ReadsWorkosIds { get; }

    /// <summary>Whether WorkOS ids are written; Clerk ids otherwise. The other one is filled in by the database.</summary>
    bool WritesWorkosIds { get; }
}
