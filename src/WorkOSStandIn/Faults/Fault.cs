namespace Clerk2WorkOS.Testing;

/// <summary>
/// Something that goes wrong on the wire: which requests, at which moment, in which way. What is left out means: the next
/// request, whatever it is, is answered with 500 before anything is written.
/// </summary>
public sealed record Fault
{
    /// <summary>
    /// The requests that it is for: a route as the API's description has it, with or without a method
    /// (<c>POST /user_management/users</c>, <c>GET /organizations/{id}</c>), or a beginning that ends with a star
    /// (<c>/user_management/*</c>). <c>*</c>, the default, is every request.
    /// </summary>
    public string Route { get; init; } = "*";

    /// <summary>Whether the request has done its work when it goes wrong. Counts for every effect but <see cref="FaultEffect.Slow"/>.</summary>
    public FaultMoment Moment { get; init; }

    /// <summary>What goes wrong.</summary>
    public FaultEffect Effect { get; init; }

    /// <summary>The first of the matching requests that goes wrong, counted from 1 when the fault is added.</summary>
    public int FirstCall { get; init; } = 1;

    /// <summary>How many of the matching requests from there on go wrong; <see cref="int.MaxValue"/> means all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The chance of each of them, from 0 to 1, drawn from <see cref="Seed"/>.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Makes the draws repeatable.</summary>
    public int Seed { get; init; }

    /// <summary>The status of <see cref="FaultEffect.Status"/>: 500 by default.</summary>
    public int Status { get; init; } = StatusCodes.Status500InternalServerError;

    /// <summary>The code in the body of <see cref="FaultEffect.Status"/>: <c>daily_quota_exceeded</c> with 429, say.</summary>
    public string? Code { get; init; }

    /// <summary>A header that <see cref="FaultEffect.Status"/> carries, in whole seconds; none by default.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>How long <see cref="FaultEffect.Slow"/> takes, and after how long <see cref="FaultEffect.Hang"/> drops the connection (zero: never).</summary>
    public TimeSpan Delay { get; init; }

    /// <exception cref="ArgumentException">A fault that cannot be, with the reason.</exception>
    internal void Validate()
    {
        if (FirstCall < 1 || Times < 1)
            throw new ArgumentException("A fault's first call and times are counted from 1.");
        if (!(Probability is >= 0 and <= 1))
            throw new ArgumentException("A fault's probability is between 0 and 1.");
        if (Status is < 400 or > 599)
            throw new ArgumentException("A fault's status is between 400 and 599.");
        if (Delay < TimeSpan.Zero || (Effect == FaultEffect.Slow && Delay == TimeSpan.Zero))
            throw new ArgumentException("A slow fault needs a delay, and no delay is negative.");
        if (!Enum.IsDefined(Moment) || !Enum.IsDefined(Effect))
            throw new ArgumentException("A fault's moment or effect is none of those that exist.");
    }
}

/// <summary>Whether a request has done its work when it goes wrong.</summary>
public enum FaultMoment
{
    /// <summary>Nothing was written.</summary>
    BeforeWrite,

    /// <summary>The object exists, and the caller does not hear of it.</summary>
    AfterWrite,
}

/// <summary>What goes wrong.</summary>
public enum FaultEffect
{
    /// <summary>An error status: 500, 503, 429 and so on.</summary>
    Status,

    /// <summary>The connection is dropped without an answer.</summary>
    Drop,

    /// <summary>No answer comes, until the caller gives up, <see cref="Fault.Delay"/> is over or the stand-in stops.</summary>
    Hang,

    /// <summary>The right answer comes late.</summary>
    Slow,

    /// <summary>The right headers, half of the body, and then the connection is dropped. The request has done its work.</summary>
    Truncate,

    /// <summary>The right status with a body that is not JSON, as a proxy's error page. The request has done its work.</summary>
    Garbage,
}
