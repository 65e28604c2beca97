namespace Clerk2WorkOS.Migration.Users;

/// <summary>How far a command has come.</summary>
/// <param name="Total">How many users it takes up.</param>
/// <param name="Done">How many of them are dealt with, one way or the other.</param>
/// <param name="Rejected">How many of these were rejected meanwhile.</param>
/// <param name="Elapsed">Since the first of them.</param>
public sealed record UserProgress(int Total, int Done, int Rejected, TimeSpan Elapsed)
{
    /// <summary>Users in a second; 0 at first.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>How long it takes yet at the rate so far; null at first.</summary>
    public TimeSpan? Remaining => Rate > 0 ? TimeSpan.FromSeconds((Total - Done) / Rate) : null;
}
