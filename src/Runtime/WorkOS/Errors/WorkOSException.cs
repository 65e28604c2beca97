using System.Net;

namespace Clerk2WorkOS.WorkOS;

/// <summary>A call to WorkOS that did not do what was asked. Messages hold no key, password, hash, code, token or address.</summary>
/// <remarks>Source: https://workos.com/docs/reference/errors</remarks>
public abstract class WorkOSException : Exception
{
    private protected WorkOSException(string message, WorkOSError error, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>What WorkOS answered.</summary>
    public WorkOSError Error { get; }

    /// <summary>The HTTP status; null if no answer came.</summary>
    public HttpStatusCode? StatusCode => Error.StatusCode;

    /// <summary>WorkOS's code for the error, or the <c>error</c> of an answer in the shape of OAuth; null if it gave none. See <see cref="WorkOSErrorCodes"/>.</summary>
    public string? Code => Error.Code;

    /// <summary>What WorkOS's support asks for, from the header <c>X-Request-ID</c>.</summary>
    public string? RequestId => Error.RequestId;

    /// <summary>True if the error's own code, or that of one of its fields, is this one.</summary>
    /// <param name="code">One of <see cref="WorkOSErrorCodes"/>, for example.</param>
    public bool HasCode(string code) => Error.HasCode(code);
}

/// <summary>WorkOS refused the call, and a repetition would be refused as well: invalid values, an unknown role, a state that does not allow it.</summary>
public class WorkOSRefusedException : WorkOSException
{
    internal WorkOSRefusedException(string message, WorkOSError error)
        : base(message, error)
    {
    }
}

/// <summary>The object that the call names is not there (404). Calls that only look something up return null instead.</summary>
public sealed class WorkOSNotFoundException : WorkOSRefusedException
{
    internal WorkOSNotFoundException(string message, WorkOSError error)
        : base(message, error)
    {
    }
}

/// <summary>The API key is not valid or not allowed to do this (401, 403).</summary>
public sealed class WorkOSUnauthorizedException : WorkOSRefusedException
{
    internal WorkOSUnauthorizedException(string message, WorkOSError error)
        : base(message, error)
    {
    }
}

/// <summary>WorkOS has an object with the same address or external id, and it is not the one that was asked for.</summary>
public sealed class WorkOSConflictException : WorkOSRefusedException
{
    internal WorkOSConflictException(string message, WorkOSError error, string? existingId, string? existingExternalId)
        : base(message, error)
    {
        ExistingId = existingId;
        ExistingExternalId = existingExternalId;
    }

    /// <summary>The WorkOS id of the object in the way; null if it could not be found.</summary>
    public string? ExistingId { get; }

    /// <summary>The external id of the object in the way; null if it has none: it may then be adopted by setting one.</summary>
    public string? ExistingExternalId { get; }
}

/// <summary>WorkOS answered 429 until the attempts were used up, or said that waiting does not help.</summary>
public sealed class WorkOSRateLimitedException : WorkOSException
{
    internal WorkOSRateLimitedException(string message, WorkOSError error, TimeSpan? retryAfter)
        : base(message, error) => RetryAfter = retryAfter;

    /// <summary>How long WorkOS asks to wait; null if it did not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>True for <c>daily_quota_exceeded</c>: more of it tomorrow.</summary>
    public bool IsDailyQuota => HasCode(WorkOSErrorCodes.DailyQuotaExceeded);
}

/// <summary>No usable answer came in time: a time-out, a dropped or refused connection, a 5xx, an answer that is no JSON.</summary>
public sealed class WorkOSUnavailableException : WorkOSException
{
    internal WorkOSUnavailableException(string message, WorkOSError error, bool mayHaveHappened, Exception? innerException = null)
        : base(message, error, innerException) => MayHaveHappened = mayHaveHappened;

    /// <summary>True if the call reached WorkOS, or may have, so that it may have taken effect; false if it certainly did not, or changes nothing.</summary>
    public bool MayHaveHappened { get; }
}
