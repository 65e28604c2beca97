namespace Clerk2WorkOS.Analyzers.Clerk;

/// <summary>A call of Clerk's SDK and what WorkOS has in its place. The rows are in <see cref="ClerkApis"/>.</summary>
/// <param name="Member">The client's part and the method: <c>Users.GetAsync</c>; or the part alone, for all that has no row of its own.</param>
/// <param name="Counterpart">What <c>WorkOSClient</c> has: <c>UserManagement.GetAsync(id)</c>; <c>null</c> where it has nothing.</param>
/// <param name="Note">What is different, or what to do where there is nothing.</param>
internal sealed record ClerkApi(string Member, string? Counterpart, string Note)
{
    /// <summary>How a call is rewritten; <c>null</c> where a person has to.</summary>
    public ClerkRewrite? Rewrite { get; init; }

    /// <summary>The end of a message: what to do.</summary>
    public string Advice => Counterpart is null ? $"WorkOS has no counterpart: {Note}"
        : Note.Length == 0 ? $"use '{Counterpart}' of WorkOS"
        : $"use '{Counterpart}' of WorkOS, {Note}";
}

/// <summary>How a call of Clerk's SDK becomes one of WorkOS's.</summary>
/// <param name="Service">The property of <c>WorkOSClient</c>.</param>
/// <param name="Method">The method there.</param>
/// <param name="From">The parameters of Clerk's method that are taken over; a call with any other argument stays.</param>
/// <param name="To">What each becomes: the method's own parameter, or a member of its options.</param>
internal sealed record ClerkRewrite(string Service, string Method, string[] From, string[] To)
{
    /// <summary>The member of Clerk's response that holds what WorkOS gives at once.</summary>
    public string? Response { get; init; }

    /// <summary>The members of that which WorkOS has under the same name and with the same meaning.</summary>
    public string[] Members { get; init; } = Array.Empty<string>();
}
