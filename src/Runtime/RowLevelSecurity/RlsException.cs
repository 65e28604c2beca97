namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>
/// Row-level security cannot be described, applied or checked, or a statement was not run since it is not settled as whom: there is no session, its claims will not do,
/// or the login may do too much. The message says what to do, without addresses or secrets.
/// </summary>
public sealed class RlsException : Exception
{
    /// <summary>One sentence.</summary>
    public RlsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
