using System.Globalization;
using Clerk2WorkOS.Migration.Users.Judging;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>Makes the user at WorkOS, finds it, or adopts who has the address and no external id.</summary>
internal sealed class PersonAtWorkOS(IWorkOSClient workos, TimeProvider time)
{
    public const string MigratedFrom = "migratedFrom";
    public const string Adopted = "adopted";
    private const string MigratedAt = "migratedAt";
    private const string ClerkUserId = "clerkUserId";

    /// <param name="user">The user.</param>
    /// <param name="notedId">WorkOS's id, if an earlier attempt got so far.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="WorkOSConflictException">The address belongs to somebody else.</exception>
    public async Task<WorkOSPerson> EnsureAsync(UserToMove user, string? notedId, CancellationToken cancellationToken)
    {
        // What an earlier attempt made may have been deleted since; then it begins anew.
        if (notedId is not null && await workos.GetUserAsync(notedId, cancellationToken).ConfigureAwait(false) is { } noted && noted.ExternalId == user.ClerkUserId)
            return await ResumeAsync(user, noted, cancellationToken).ConfigureAwait(false);
        try
        {
            return await CreateAsync(user, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkOSConflictException conflict) when (conflict is { ExistingId: { } existing, ExistingExternalId: null })
        {
            return await AdoptAsync(user, existing, conflict, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkOSConflictException conflict) when (conflict is { ExistingId: { } existing } && conflict.ExistingExternalId == user.ClerkUserId)
        {
            // Ours, with the address that it had in Clerk before.
            var changed = await workos.UpdateUserAsync(existing, new UserChanges { Email = user.Email, EmailVerified = user.EmailVerified }, cancellationToken).ConfigureAwait(false);
            return await ResumeAsync(user, changed, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<WorkOSPerson> CreateAsync(UserToMove user, CancellationToken cancellationToken)
    {
        var notes = new List<UserNote>();
        var hash = user.Password;
        while (true)
        {
            try
            {
                var creation = await workos.CreateUserAsync(
                    new NewUser
                    {
                        Email = user.Email,
                        EmailVerified = user.EmailVerified,
                        FirstName = user.FirstName,
                        LastName = user.LastName,
                        ExternalId = user.ClerkUserId,
                        Metadata = MetadataOf(user),
                        PasswordHash = hash,
                    },
                    cancellationToken).ConfigureAwait(false);
                return creation.Outcome == CreationOutcome.Created
                    ? new(creation.Value, IsFresh: true, hash is not null, MayHaveFactor: true, notes)
                    : await ResumeAsync(user, creation.Value, notes, hash, cancellationToken).ConfigureAwait(false);
            }
            catch (WorkOSRefusedException refusal) when (hash is not null && refusal.HasCode(WorkOSErrorCodes.InvalidPasswordHash))
            {
                hash = null;
                notes.Add(new(user.ClerkUserId, UserNoteCodes.PasswordReset, "WorkOS refused the password's hash."));
            }
        }
    }

    private Task<WorkOSPerson> ResumeAsync(UserToMove user, WorkOSUser found, CancellationToken cancellationToken) =>
        ResumeAsync(user, found, [], user.Password, cancellationToken);

    /// <summary>
    /// One that is there under our external id. What an earlier attempt may not have come to is done again; if another tool made it, it lacks what that tool leaves out or gets wrong.
    /// Whoever has signed in since keeps what signs in.
    /// </summary>
    private async Task<WorkOSPerson> ResumeAsync(UserToMove user, WorkOSUser found, List<UserNote> notes, PasswordHash? hash, CancellationToken cancellationToken)
    {
        if (found.Metadata.ContainsKey(Adopted))
            return await AdoptAsync(user, found, notes, cancellationToken).ConfigureAwait(false);
        if (hash is not null && found.LastSignInAt is not null)
        {
            notes.Add(new(user.ClerkUserId, UserNoteCodes.PasswordKept, "The user has signed in at WorkOS already; the password there was kept."));
            hash = null;
        }

        var isOurs = found.Metadata.ContainsKey(MigratedFrom);
        var changes = new UserChanges { PasswordHash = hash };
        if (!isOurs)
        {
            changes = changes with
            {
                Metadata = MetadataFor(user, found, isAdopted: false),
                EmailVerified = found.LastSignInAt is null ? user.EmailVerified : null,
                FirstName = found.FirstName is null ? user.FirstName : null,
                LastName = found.LastName is null ? user.LastName : null,
            };
        }

        if (isOurs && hash is null)
            return new(found, IsFresh: false, IsPasswordMoved: false, MayHaveFactor: true, notes);
        var changed = await ChangeAsync(user, found.Id, changes, notes, cancellationToken).ConfigureAwait(false);
        return new(changed.User, IsFresh: false, changed.HasHash, MayHaveFactor: true, notes);
    }

    private async Task<WorkOSPerson> AdoptAsync(UserToMove user, string existingId, WorkOSConflictException conflict, CancellationToken cancellationToken)
    {
        // One that cannot be marked could not be told from one of ours by a later attempt.
        if (await workos.GetUserAsync(existingId, cancellationToken).ConfigureAwait(false) is not { ExternalId: null } found || found.Metadata.Count >= WorkOSMetadata.MaxPairs)
            throw conflict;
        return await AdoptAsync(user, found, [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// One who has the address and no external id: a guest, say. Whether the person in Clerk is the same hangs on the address: somebody who signed up there with an address that was never
    /// verified must not get a password or a second factor into an account whose owner has verified it.
    /// </summary>
    private async Task<WorkOSPerson> AdoptAsync(UserToMove user, WorkOSUser found, List<UserNote> notes, CancellationToken cancellationToken)
    {
        notes.Add(new(user.ClerkUserId, UserNoteCodes.Adopted, $"WorkOS had {found.Id} with the same address; it got the Clerk id as its external id."));
        var isSafe = user.EmailVerified || !found.EmailVerified;
        var takesHash = user.Password is not null && isSafe && found.LastSignInAt is null;
        if (user.Password is not null && !takesHash)
        {
            notes.Add(isSafe
                ? new(user.ClerkUserId, UserNoteCodes.PasswordKept, "The user has signed in at WorkOS already; what signs in there was kept.")
                : new(user.ClerkUserId, UserNoteCodes.PasswordReset, "The address is verified at WorkOS and was not in Clerk: Clerk's password was not taken."));
        }

        if (user.TotpSecret is not null && !isSafe)
            notes.Add(new(user.ClerkUserId, UserNoteCodes.TotpReset, "The address is verified at WorkOS and was not in Clerk: Clerk's second factor was not taken."));
        var changes = new UserChanges
        {
            ExternalId = user.ClerkUserId,
            EmailVerified = user.EmailVerified && !found.EmailVerified ? true : null,
            FirstName = found.FirstName is null ? user.FirstName : null,
            LastName = found.LastName is null ? user.LastName : null,
            Metadata = MetadataFor(user, found, isAdopted: true),
            PasswordHash = takesHash ? user.Password : null,
        };
        var changed = await ChangeAsync(user, found.Id, changes, notes, cancellationToken).ConfigureAwait(false);
        return new(changed.User, IsFresh: false, changed.HasHash, isSafe, notes);
    }

    /// <summary>Changes the user; without the password where WorkOS refuses its hash, which is noted.</summary>
    public async Task<(WorkOSUser User, bool HasHash)> ChangeAsync(UserToMove user, string id, UserChanges changes, List<UserNote> notes, CancellationToken cancellationToken)
    {
        try
        {
            return (await workos.UpdateUserAsync(id, changes, cancellationToken).ConfigureAwait(false), changes.PasswordHash is not null);
        }
        catch (WorkOSRefusedException refusal) when (changes.PasswordHash is not null && refusal.HasCode(WorkOSErrorCodes.InvalidPasswordHash))
        {
            notes.Add(new(user.ClerkUserId, UserNoteCodes.PasswordReset, "WorkOS refused the password's hash."));
            return (await workos.UpdateUserAsync(id, changes with { PasswordHash = null }, cancellationToken).ConfigureAwait(false), false);
        }
    }

    private Dictionary<string, string> MetadataOf(UserToMove user) => new()
    {
        [ClerkUserId] = user.ClerkUserId,
        [MigratedFrom] = "clerk",
        [MigratedAt] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };

    /// <summary>As much of it as finds room beside what is there; WorkOS adds it to that.</summary>
    private Dictionary<string, string> MetadataFor(UserToMove user, WorkOSUser found, bool isAdopted)
    {
        var room = WorkOSMetadata.MaxPairs - found.Metadata.Count;
        IEnumerable<KeyValuePair<string, string>> mark = isAdopted ? [new(Adopted, "true")] : [];
        return mark.Concat(MetadataOf(user)).Where(pair => found.Metadata.ContainsKey(pair.Key) || room-- > 0).ToDictionary();
    }
}
