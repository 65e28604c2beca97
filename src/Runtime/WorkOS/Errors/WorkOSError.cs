using System.Net;

namespace Clerk2WorkOS.WorkOS;

/// <summary>What WorkOS said about a call that failed.</summary>
public sealed record WorkOSError
{
    /// <summary>The call in words, <c>create a user</c> for example.</summary>
    public required string Operation { get; init; }

    /// <summary>The HTTP status; null if no answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The <c>code</c> of the answer, or the <c>error</c> of one in the shape of OAuth.</summary>
    public string? Code { get; init; }

    /// <summary>The <c>message</c> or <c>error_description</c>, without addresses and without anything secret of the request.</summary>
    public string? Description { get; init; }

    /// <summary>The <c>errors</c> of the answer, one a field; never null.</summary>
    public IReadOnlyList<WorkOSFieldError> Fields { get; init; } = [];

    /// <summary>The header <c>X-Request-ID</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary>True if the error's own code, or that of one of its fields, is this one.</summary>
    public bool HasCode(string code)
    {
        if (string.Equals(Code, code, StringComparison.Ordinal))
            return true;
        foreach (var field in Fields)
        {
            if (string.Equals(field.Code, code, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Code">WorkOS's code, <c>email_not_available</c> for example.</param>
/// <param name="Field">The field's name on the wire; null if WorkOS did not name it.</param>
/// <param name="Description">WorkOS's words, without addresses and without anything secret of the request.</param>
public sealed record WorkOSFieldError(string Code, string? Field, string? Description);
