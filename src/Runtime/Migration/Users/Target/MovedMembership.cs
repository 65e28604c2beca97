namespace Clerk2WorkOS.Migration.Users.Target;

/// <summary>A membership as WorkOS has it.</summary>
internal sealed record MovedMembership(string WorkosOrganizationId, string Role, string Status);
