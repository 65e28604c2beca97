namespace Clerk2WorkOS.Cutover.Window;

/// <summary>When the way back may be given up.</summary>
internal static class EndOfWindow
{
    /// <exception cref="CutoverException">The window is not over, or a signal is over its limit.</exception>
    public static void Demand(CutoverStatus status)
    {
        if (DateTimeOffset.UtcNow < status.WindowEndsAt)
            throw new CutoverException($"The window ends at {status.WindowEndsAt:yyyy-MM-dd HH:mm:ss} UTC: until then there is a way back (--early --reason to give it up).");
        if (status.Signals.FirstOrDefault(signal => signal.IsOver) is { } over)
            throw new CutoverException($"{over.Name} is {over.Value ?? "unknown"}, and has to be {over.Limit}: roll back, or see to it first (--early --reason to finish all the same).");
    }
}
