namespace Clerk2WorkOS.Testing;

/// <summary>PostgreSQL could not be brought up on this machine. The message is one sentence that says why and what would help; it holds no password.</summary>
public sealed class LocalPostgreSqlException : Exception
{
    /// <summary>Without a reason.</summary>
    public LocalPostgreSqlException()
    {
    }

    /// <summary>With a reason.</summary>
    /// <param name="message">What is wrong and what would help.</param>
    public LocalPostgreSqlException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and what caused it.</summary>
    /// <param name="message">What is wrong and what would help.</param>
    /// <param name="innerException">What caused it.</param>
    public LocalPostgreSqlException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
