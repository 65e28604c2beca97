namespace Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;

/// <summary>What goes wrong with a request, seen from the server.</summary>
public enum ServerFault
{
    /// <summary>500, and nothing is written.</summary>
    FailsBefore,

    /// <summary>Written, and 500.</summary>
    FailsAfter,

    /// <summary>502 of a proxy, a page; nothing is written.</summary>
    BadGatewayBefore,

    /// <summary>503, and nothing is written.</summary>
    UnavailableBefore,

    /// <summary>Written, and 503.</summary>
    UnavailableAfter,

    /// <summary>No answer, and nothing is written.</summary>
    HangsBefore,

    /// <summary>Written, and no answer.</summary>
    HangsAfter,

    /// <summary>The connection is closed, and nothing is written.</summary>
    DropsBefore,

    /// <summary>Written, and the connection is closed.</summary>
    DropsAfter,

    /// <summary>Written, and the connection is closed in the middle of the answer.</summary>
    DropsInAnswer,

    /// <summary>Written, and the answer stalls in its middle.</summary>
    StallsInAnswer,

    /// <summary>Written, and answered with a page.</summary>
    AnswersPage,

    /// <summary>Written, and answered with JSON that is something else.</summary>
    AnswersOtherJson,

    /// <summary>429, and nothing is written.</summary>
    LimitedBefore,
}
