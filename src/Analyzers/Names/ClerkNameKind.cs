namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>Which of the map's names an identifier holds; the larger wins where two would become the same name.</summary>
public enum ClerkNameKind
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>ClerkSub</c> or <c>ClerkSubject</c>: speaks for itself.</summary>
    Subject = 1,

    /// <summary><c>ClerkId</c>: counts only with evidence that Clerk the product is meant.</summary>
    Id = 2,

    /// <summary>A name that the configuration adds: whoever added it knows what is meant.</summary>
    Configured = 3,

    /// <summary><c>ClerkUserId</c>: speaks for itself.</summary>
    UserId = 4,
}
