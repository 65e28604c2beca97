namespace Clerk2WorkOS.Cutover;

/// <summary>A cut-over cannot begin, go on or go back; the message is one sentence for the operator, without an address or a key.</summary>
public sealed class CutoverException : Exception
{
    /// <summary>With a sentence.</summary>
    public CutoverException(string message) : base(message)
    {
    }

    /// <summary>With a sentence and what caused it.</summary>
    public CutoverException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>All prerequisites with what was found, where one that is not met is the reason; otherwise empty.</summary>
    public IReadOnlyList<PrerequisiteStatus> Prerequisites { get; init; } = [];
}
