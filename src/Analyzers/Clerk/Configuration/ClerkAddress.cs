namespace Clerk2WorkOS.Analyzers.Clerk.Configuration;

/// <summary>Clerk's addresses, by their host.</summary>
internal static class ClerkAddress
{
    private const string Development = "clerk.accounts.dev";

    /// <summary>
    /// What a host is; <c>null</c> when it is not Clerk's. An instance's own name is left out of what is shown.
    /// </summary>
    /// <param name="host">The host, in any case.</param>
    /// <param name="isUrl">Whether <c>://</c> stands before it.</param>
    /// <param name="isPart">Whether a slash stands behind it, or a dot before it.</param>
    public static (string Shown, string Advice, TraceStrength Strength)? Read(string host, bool isUrl, bool isPart)
    {
        var name = host.ToLowerInvariant();
        if (name is "api.clerk.com" or "api.clerk.dev")
            return (name, ClerkTrace.Use("api.workos.com"), TraceStrength.Certain);
        if (name == Development || name.EndsWith("." + Development, StringComparison.Ordinal))
            return (Development, "WorkOS's issuer is 'https://api.workos.com', and its keys are at 'https://api.workos.com/sso/jwks/{client_id}'", TraceStrength.Certain);
        if (name is "dashboard.clerk.com" or "dashboard.clerk.dev")
            return (name, ClerkTrace.Use("dashboard.workos.com"), TraceStrength.Certain);
        if (name.EndsWith(".clerk.com", StringComparison.Ordinal) || name.EndsWith(".clerk.dev", StringComparison.Ordinal) || (name is "clerk.com" or "clerk.dev" && (isUrl || isPart)))
            return ("clerk.com", "WorkOS's are under 'workos.com'", TraceStrength.Certain);

        // A production instance answers under the application's own domain, and so may anybody's clerk.
        return isUrl && name.StartsWith("clerk.", StringComparison.Ordinal) && name.IndexOf('.', "clerk.".Length) > 0
            ? ("clerk.…", "WorkOS's issuer is 'https://api.workos.com', or the custom domain that is set there", TraceStrength.Weak)
            : null;
    }
}
