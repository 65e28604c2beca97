using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk.Configuration;

/// <summary>How surely a text means Clerk the product, and not a clerk who is a person.</summary>
internal enum TraceStrength
{
    /// <summary>Needs something else in the solution that shows the product: <c>CLERK_REGION</c>.</summary>
    Weak,

    /// <summary>Counts unless a clerk is a person here: <c>CLERK_API_KEY</c>.</summary>
    Likely,

    /// <summary>Nothing else is called so: <c>api.clerk.com</c>, <c>@clerk/nextjs</c>, <c>CLERK_SECRET_KEY</c>.</summary>
    Certain,
}

/// <summary>A part of a text that is Clerk's.</summary>
/// <param name="Span">Where it is, in the text.</param>
/// <param name="Shown">How a message names it: a key, a package, the public part of an address; never a value.</param>
/// <param name="What">What it is, as a message goes on: <c>is a setting of Clerk's</c>.</param>
/// <param name="Advice">What to put in its place, as a message ends.</param>
/// <param name="Strength">How surely it is meant.</param>
internal sealed record ClerkTrace(TextSpan Span, string Shown, string What, string Advice, TraceStrength Strength)
{
    public const string Setting = "is a setting of Clerk's";
    public const string Section = "is a section of Clerk's settings";
    public const string Scheme = "is an authentication scheme of Clerk's";
    public const string Address = "is an address of Clerk's";
    public const string Package = "is a package of Clerk's";
    public const string Webhook = "is an address that Clerk's webhooks call";
    public const string UserId = "is named after the Clerk user id";

    /// <summary>How a message recommends a name.</summary>
    public static string Use(string name) => $"use '{name}'";
}
