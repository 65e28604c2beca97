using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Guests;

/// <summary>Gives a person who books without signing in a WorkOS user and an organization of their own.</summary>
/// <remarks>Safe for use from several threads and several processes. Runs on the service connection (<see cref="GuestOptions"/>), never on the request's.</remarks>
public interface IGuestRegistration
{
    /// <summary>The account of the person with this address: the one that is there, completed where a part of it is missing, or a new one.</summary>
    /// <remarks>
    /// <para>A new account is a WorkOS user (address unverified, metadata <c>registrationType=guest</c> and <c>registeredAt</c>), a personal organization
    /// (external id and slug <c>user-{WorkOS user id}</c>), an active membership with <see cref="WorkOSOptions.RoleSlug"/>, the rows of all three, and a
    /// mail with a way in. The mail is sent in the background; that it cannot be sent fails no call.</para>
    /// <para>Any number of calls for one address at the same time, in whatever spelling, give one user. A call that ends in an exception leaves nothing that
    /// the next call for the address would not complete. A user who is there already is returned as it is, guest or not: names, metadata, password and
    /// verification stay, and no mail is sent to one who was not made by this method.</para>
    /// <para>Who calls this proves nothing about who owns the address: the account is for booking rows, not for signing the caller in.</para>
    /// </remarks>
    /// <param name="email">The address; white space around it is cut, and capitals make no difference. ASCII, or a domain with a punycode form.</param>
    /// <param name="name">The whole name: the first word becomes the first name, the rest the last name. One that is blank gives way to the address's local part.</param>
    /// <param name="metadata">At most 8 pairs for WorkOS's user if one is created: keys up to 40 characters, values up to 600, all ASCII.</param>
    /// <param name="cancellationToken">Ends the waiting. A registration that has begun is carried to its end nevertheless.</param>
    /// <exception cref="ArgumentException">
    /// The address is none, the name has control characters or is too long for the table's columns or for 500 characters, or the metadata is over WorkOS's
    /// limits or uses one of the two names of the library. Nothing has been called or written then.
    /// </exception>
    /// <exception cref="WorkOSException">WorkOS refused, or was not available. The next call goes on where this one stopped.</exception>
    /// <exception cref="GuestRegistrationException">Database and WorkOS contradict each other, or the tables do not fit; the message says what to do.</exception>
    /// <exception cref="Npgsql.NpgsqlException">The database failed or was away. The next call goes on where this one stopped.</exception>
    Task<GuestAccount> CreateOrGetAsync(
        string email, string name, IReadOnlyDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Fills the guest's user and organization on meetings that were booked with the user's address before there were accounts for guests. For the moment at
    /// which somebody has signed in.
    /// </summary>
    /// <remarks>
    /// The address is the one that WorkOS holds for the user, and counts only when WorkOS holds it as verified: an address that anyone could claim would
    /// hand them the meetings of its owner. Only columns that are null are filled, so that a second call changes nothing.
    /// </remarks>
    /// <param name="workosUserId">The user who has signed in, the token's <c>sub</c>.</param>
    /// <param name="cancellationToken">Ends the call; meetings are linked all or none.</param>
    /// <returns>How many meetings were linked; 0 as well while the address is not verified.</returns>
    /// <exception cref="ArgumentException">It is no WorkOS user's id, or WorkOS has no such user.</exception>
    /// <exception cref="WorkOSException">WorkOS was not available.</exception>
    /// <exception cref="GuestRegistrationException">The meetings' table does not fit; the message says what to do.</exception>
    Task<int> LinkLegacyBookingsAsync(string workosUserId, CancellationToken cancellationToken = default);
}
