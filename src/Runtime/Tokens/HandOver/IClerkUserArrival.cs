namespace Clerk2WorkOS.Tokens;

/// <summary>
/// Moves a user on the spot who has a valid token of Clerk's and no place in the id map: somebody who signed up after the last sync. Optional; without one such a person is answered with 403 and the
/// code <c>user_not_migrated</c>. Registered by the application with any lifetime; it gets a scope of its own.
/// </summary>
public interface IClerkUserArrival
{
    /// <summary>
    /// Moves the user, or does not. The map is asked again afterwards: what counts is what stands there. Of several requests of one person at the same time one asks, and all wait for it.
    /// </summary>
    /// <param name="clerkUserId">Clerk's id, of a token that was verified.</param>
    /// <param name="cancellationToken">Ends it when it takes longer than 30 seconds.</param>
    Task ArriveAsync(string clerkUserId, CancellationToken cancellationToken);
}
