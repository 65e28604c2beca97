namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>What the instances of an application do with the requests that come in.</summary>
public enum GateState
{
    /// <summary>They serve them.</summary>
    Open,

    /// <summary>They keep requests that may write waiting, for a second at most; reads are served.</summary>
    Hold,

    /// <summary>They pass every request on to the other side's instances.</summary>
    Forward,

    /// <summary>They answer 503 with Retry-After.</summary>
    Maintenance,
}
