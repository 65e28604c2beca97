namespace Clerk2WorkOS.Migration;

/// <summary>The migration cannot begin or go on; the message is one sentence for the person who runs it, without addresses, keys or connection strings.</summary>
public class MigrationException : Exception
{
    /// <summary>One sentence.</summary>
    public MigrationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>Another process took the migration over: this one's epoch has passed, and nothing of what it would have written was.</summary>
public sealed class MigrationFencedException : MigrationException
{
    internal MigrationFencedException(long epoch)
        : base($"Another run has taken this migration over since (this one was number {epoch}); nothing more is written here.")
    {
    }
}
