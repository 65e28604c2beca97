namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>The roles that a person's statements run as: those of Neon's Data API and PostgREST.</summary>
public static class RlsRoles
{
    /// <summary>Somebody who is signed in.</summary>
    public const string Authenticated = "authenticated";

    /// <summary>A visitor.</summary>
    public const string Anonymous = "anonymous";
}
