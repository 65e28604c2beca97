namespace Clerk2WorkOS.BookingSeed;

/// <summary>Somebody whom Clerk knows.</summary>
/// <param name="Number">From 0; experts come first.</param>
/// <param name="ClerkId">As Clerk makes them: <c>user_2</c> and 26 letters and digits.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="Email">Unique, ignoring case.</param>
/// <param name="Password">What the person signs in with; Clerk has its bcrypt digest. Null for one in ten, who signs in with Google.</param>
/// <param name="IsExpert">Whether others book them.</param>
/// <param name="Clinic">The organization at Clerk, if there is one.</param>
public sealed record Person(int Number, string ClerkId, string FirstName, string LastName, string Email, string? Password, bool IsExpert, Clinic? Clinic)
{
    /// <summary>The expert's name in addresses.</summary>
    public string Username => $"{FirstName}-{LastName}-{Number}".ToLowerInvariant();

    /// <summary>The account that an expert is paid to.</summary>
    public string? ConnectAccount => IsExpert ? $"acct_{ClerkId[^16..]}" : null;
}

/// <summary>An organization at Clerk.</summary>
/// <param name="ClerkId">Its id there.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Slug">Its name in addresses.</param>
public sealed record Clinic(string ClerkId, string Name, string Slug);
