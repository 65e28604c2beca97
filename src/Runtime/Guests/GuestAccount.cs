namespace Clerk2WorkOS.Guests;

/// <summary>What a booking needs to know about a guest.</summary>
/// <param name="WorkosUserId">The WorkOS id of the user, <c>user_</c> and 26 characters.</param>
/// <param name="OrgId">The id of the personal organization in the database, <c>organizations.id</c>: not WorkOS's, which a token's <c>org_id</c> says.</param>
/// <param name="IsNew">
/// True for one caller at most: the one whose call made the guest. Of many calls at the same time the others get false, and so does everyone for a user who
/// was there before.
/// </param>
public record GuestAccount(string WorkosUserId, Guid OrgId, bool IsNew);
