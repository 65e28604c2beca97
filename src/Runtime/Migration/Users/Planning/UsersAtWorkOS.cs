using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Planning;

/// <summary>All users that WorkOS has, read in pages of a hundred: about 500 bytes a user.</summary>
internal sealed class UsersAtWorkOS
{
    private readonly Dictionary<string, WorkOSUser> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkOSUser> _byExternalId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkOSUser> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<WorkOSUser> All => _byId.Values;

    /// <summary>External ids that several users have, which WorkOS itself does not allow.</summary>
    public List<string> DuplicateExternalIds { get; } = [];

    public WorkOSUser? Find(string id) => _byId.GetValueOrDefault(id);

    public WorkOSUser? FindByExternalId(string externalId) => _byExternalId.GetValueOrDefault(externalId);

    public WorkOSUser? FindByEmail(string email) => _byEmail.GetValueOrDefault(email);

    /// <exception cref="MigrationException">WorkOS cannot be asked.</exception>
    public static async Task<UsersAtWorkOS> ReadAsync(IWorkOSClient workos, string roleSlug, CancellationToken cancellationToken)
    {
        var users = new UsersAtWorkOS();
        try
        {
            await foreach (var user in workos.ListUsersAsync(null, cancellationToken).ConfigureAwait(false))
                users.Add(user);
        }
        catch (WorkOSException failure)
        {
            throw RunFailures.OfEnvironment(failure, roleSlug);
        }

        return users;
    }

    /// <summary>These alone, a call each.</summary>
    /// <exception cref="MigrationException">WorkOS cannot be asked.</exception>
    public static async Task<UsersAtWorkOS> ReadAsync(IWorkOSClient workos, IReadOnlyList<string> ids, UserMigrationOptions options, CancellationToken cancellationToken)
    {
        var found = new WorkOSUser?[ids.Count];
        try
        {
            await Parallel.ForAsync(
                0, ids.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken },
                async (place, token) => found[place] = await workos.GetUserAsync(ids[place], token).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (WorkOSException failure)
        {
            throw RunFailures.OfEnvironment(failure, options.RoleSlug);
        }

        var users = new UsersAtWorkOS();
        foreach (var user in found.OfType<WorkOSUser>())
            users.Add(user);
        return users;
    }

    private void Add(WorkOSUser user)
    {
        if (!_byId.TryAdd(user.Id, user))
            return;             // a page may overlap with the one before
        _byEmail.TryAdd(user.Email, user);
        if (user.ExternalId is { } externalId && !_byExternalId.TryAdd(externalId, user))
            DuplicateExternalIds.Add(externalId);
    }
}
