namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Row-level security cannot be described, applied or checked; the message is one sentence for the person who does it, without addresses or secrets.</summary>
public sealed class RlsException : Exception
{
    /// <summary>One sentence.</summary>
    public RlsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
