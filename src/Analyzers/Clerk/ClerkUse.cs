using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk;

/// <summary>What a use of Clerk's SDK is.</summary>
internal enum ClerkUseKind
{
    /// <summary>A call that does something at Clerk's.</summary>
    Call,

    /// <summary>A client that is made.</summary>
    Construction,

    /// <summary>A client that is given to dependency injection.</summary>
    Registration,

    /// <summary>A field, parameter or variable that holds a client.</summary>
    Holder,

    /// <summary>A type of data outside of a call.</summary>
    Model,

    /// <summary>An import, in a file that has nothing else of the SDK.</summary>
    Import,

    /// <summary>The SDK's set-up of tokens, which rule C2W503 speaks of.</summary>
    TokenSetup,
}

/// <summary>One thing in a file that somebody has to change because of Clerk's SDK.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it is named.</param>
/// <param name="What">What it is called.</param>
/// <param name="Advice">What WorkOS has in its place.</param>
internal sealed record ClerkUse(ClerkUseKind Kind, TextSpan Span, string What, string Advice);
