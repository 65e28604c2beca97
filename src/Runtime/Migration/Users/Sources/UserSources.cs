using Clerk2WorkOS.Migration.Users.Target;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>All users of all sources, each person once.</summary>
internal sealed class UserSources
{
    private readonly Dictionary<string, ClerkUser> _users = new(StringComparer.Ordinal);

    private UserSources(LegacyUsers? legacy) => Legacy = legacy;

    /// <summary>In the order of their Clerk ids, so that every run goes the same way.</summary>
    public IEnumerable<ClerkUser> Users => _users.Values.OrderBy(user => user.Id, StringComparer.Ordinal);

    public int Count => _users.Count;

    public LegacyUsers? Legacy { get; }

    /// <summary>Clerk ids that stand in several rows of the legacy table.</summary>
    public HashSet<string> LegacyDuplicates { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows of the legacy table that belong to nobody at Clerk.</summary>
    public long LegacyRowsWithoutClerkId { get; private set; }

    /// <summary>Whether there is an export of Clerk's, which says who is still there.</summary>
    public bool HasExport { get; private init; }

    public ClerkUser? Find(string clerkUserId) => _users.GetValueOrDefault(clerkUserId);

    /// <summary>
    /// Reads all of them. Where they differ, the Backend API's JSON goes before the dashboard's CSV, and both before the legacy database.
    /// </summary>
    /// <exception cref="MigrationException">There is none, or one cannot be read.</exception>
    public static async Task<UserSources> ReadAsync(UserMigrationOptions options, CancellationToken cancellationToken)
    {
        if (options.ClerkJson is null && options.ClerkCsv is null && options.Legacy is null)
            throw new MigrationException("No source of users is given: name the legacy database, the CSV of Clerk's dashboard or the JSON of its Backend API.");
        try
        {
            return await ReadAllAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException failure)
        {
            throw TargetDatabase.Unreachable("legacy", failure);
        }
    }

    private static async Task<UserSources> ReadAllAsync(UserMigrationOptions options, CancellationToken cancellationToken)
    {
        var legacy = options.Legacy is null
            ? null
            : await LegacyUsers.FindAsync(options.Legacy, options.LegacySchema, options.LegacyTable, options.LegacyClerkIdColumn, cancellationToken).ConfigureAwait(false);
        var sources = new UserSources(legacy) { HasExport = options.ClerkJson is not null || options.ClerkCsv is not null };
        if (options.ClerkJson is not null)
            await sources.AddAsync(ClerkJsonFile.ReadAsync(options.ClerkJson, cancellationToken)).ConfigureAwait(false);
        if (options.ClerkCsv is not null)
            await sources.AddAsync(ClerkCsvFile.ReadAsync(options.ClerkCsv, cancellationToken)).ConfigureAwait(false);
        if (legacy is not null)
            await sources.AddLegacyAsync(legacy, cancellationToken).ConfigureAwait(false);
        return sources;
    }

    private async Task AddAsync(IAsyncEnumerable<ClerkUser> users)
    {
        await foreach (var user in users.ConfigureAwait(false))
            Add(user);
    }

    private async Task AddLegacyAsync(LegacyUsers legacy, CancellationToken cancellationToken)
    {
        string? last = null;
        await foreach (var user in legacy.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (user.Id == last)
                LegacyDuplicates.Add(user.Id);
            last = user.Id;
            Add(user);
        }

        LegacyRowsWithoutClerkId = await legacy.CountWithoutClerkIdAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Add(ClerkUser user) => _users[user.Id] = _users.TryGetValue(user.Id, out var known) ? known.Or(user) : user;
}
