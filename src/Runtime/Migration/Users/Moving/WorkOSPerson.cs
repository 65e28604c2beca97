using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>The user at WorkOS, and how it came to be there.</summary>
/// <param name="User">As WorkOS holds it.</param>
/// <param name="IsFresh">Whether this very run made it, so that it has no memberships and factors yet.</param>
/// <param name="IsPasswordMoved">Whether WorkOS has the password that Clerk had.</param>
/// <param name="MayHaveFactor">Whether a second factor may be brought along.</param>
/// <param name="Notes">What a person should know of it.</param>
internal sealed record WorkOSPerson(WorkOSUser User, bool IsFresh, bool IsPasswordMoved, bool MayHaveFactor, List<UserNote> Notes);
