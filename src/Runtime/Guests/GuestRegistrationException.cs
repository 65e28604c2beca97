namespace Clerk2WorkOS.Guests;

/// <summary>A guest cannot be registered until somebody puts something right. The message is a sentence that says what; it holds no address.</summary>
public sealed class GuestRegistrationException : Exception
{
    /// <summary>Without a reason.</summary>
    public GuestRegistrationException()
    {
    }

    /// <summary>With a reason.</summary>
    /// <param name="message">What is wrong and what would help.</param>
    public GuestRegistrationException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and what caused it.</summary>
    /// <param name="message">What is wrong and what would help.</param>
    /// <param name="innerException">What caused it.</param>
    public GuestRegistrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
