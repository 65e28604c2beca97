namespace Clerk2WorkOS.Tokens;

/// <summary>What the hand-over from Clerk's tokens is called.</summary>
public static class ClerkHandOverDefaults
{
    /// <summary>The scheme that judges Clerk's tokens: <c>Clerk</c>. Nobody has to name it; WorkOS's scheme passes Clerk's tokens on to it.</summary>
    public const string AuthenticationScheme = "Clerk";
}
