using Clerk2WorkOS.Migration.State;

namespace Clerk2WorkOS.Tokens;

/// <summary>What became of Clerk's user ids, for what still carries one: Stripe objects in flight have it in their metadata for weeks after the switch.</summary>
public interface IClerkIdMap
{
    /// <summary>What became of a user.</summary>
    /// <param name="clerkUserId">Clerk's id, <c>user_…</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null for one that was not moved, and for an id that is not Clerk's.</returns>
    /// <exception cref="Npgsql.NpgsqlException">The database does not answer, or refuses.</exception>
    Task<MappedUser?> FindAsync(string clerkUserId, CancellationToken cancellationToken = default);
}
