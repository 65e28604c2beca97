namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>A statement was not run, since it is not settled as whom: there is no session, its claims will not do, or the login may do too much. The message says what to do.</summary>
public sealed class RlsException : Exception
{
    /// <summary>With a message that says what to do.</summary>
    public RlsException(string message)
        : base(message)
    {
    }

    /// <summary>With a message that says what to do.</summary>
    public RlsException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
