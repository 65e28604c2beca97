namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>An organization of Clerk's could not be made, and so none of its members is complete.</summary>
internal sealed class OrganizationFailedException(string message, Exception innerException) : Exception(message, innerException);
