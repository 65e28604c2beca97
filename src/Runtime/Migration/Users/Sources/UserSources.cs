using Clerk2WorkOS.Migration.Users.Target;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>All users of all sources, each person once.</summary>
internal sealed class UserSources
{
    // An export is taken page by page while people go on: for so long before its newest user it may lack one who is there.
    private static readonly TimeSpan LongestExport = TimeSpan.FromHours(1);

    private readonly Dictionary<string, ClerkUser> _users = new(StringComparer.Ordinal);
    private readonly bool _onlyEvents;
    private DateTimeOffset? _newest;

    private UserSources(LegacyUsers? legacy, ClerkEvents events, bool onlyEvents) => (Legacy, Events, _onlyEvents) = (legacy, events, onlyEvents);

    /// <summary>In the order of their Clerk ids, so that every run goes the same way.</summary>
    public IEnumerable<ClerkUser> Users => _users.Values.OrderBy(user => user.Id, StringComparer.Ordinal);

    public int Count => _users.Count;

    public LegacyUsers? Legacy { get; }

    /// <summary>What Clerk's webhooks have told.</summary>
    public ClerkEvents Events { get; }

    /// <summary>Clerk ids that stand in several rows of the legacy table.</summary>
    public HashSet<string> LegacyDuplicates { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows of the legacy table that belong to nobody at Clerk.</summary>
    public long LegacyRowsWithoutClerkId { get; private set; }

    /// <summary>Whether there is an export of Clerk's, which says who is still there.</summary>
    public bool HasExport { get; private init; }

    /// <summary>Whether a user whom no source knows is none of Clerk's.</summary>
    public bool AreAll => !_onlyEvents;

    public ClerkUser? Find(string clerkUserId) => _users.GetValueOrDefault(clerkUserId);

    /// <summary>Whether the sources are to say something of this user: all of them do, unless only whom an open event is about is taken up.</summary>
    public bool Concern(string clerkUserId) => !_onlyEvents || Events.OpenUsers.Contains(clerkUserId);

    /// <summary>Whether Clerk no longer has the user: a source says so, or an export of Clerk's lacks the user, or, without an export, the legacy database does.</summary>
    public bool Lack(string clerkUserId) =>
        Find(clerkUserId) is { IsDeleted: true } || (!_onlyEvents && (Find(clerkUserId) is not { } user || (HasExport && !user.IsExported)));

    /// <summary>Whether a webhook has told that the user is deleted.</summary>
    public bool IsToldDeleted(string clerkUserId) => Events.FindUser(clerkUserId) is { User.IsDeleted: true };

    /// <summary>Which of Clerk's organizations the user belongs to.</summary>
    public UserMemberships MembershipsOf(string clerkUserId) => UserMemberships.Of(Find(clerkUserId), Events, clerkUserId, _newest - LongestExport);

    /// <summary>
    /// Reads all of them. Where they differ, the newer of the Backend API's JSON and Clerk's webhooks goes first, then the dashboard's CSV, and then the legacy database.
    /// </summary>
    /// <exception cref="MigrationException">There is none, or one cannot be read.</exception>
    public static async Task<UserSources> ReadAsync(UserMigrationOptions options, TargetDatabase target, CancellationToken cancellationToken)
    {
        if (options is { ClerkJson: null, ClerkCsv: null, Legacy: null, OnlyEvents: false })
            throw new MigrationException("No source of users is given: name the legacy database, the CSV of Clerk's dashboard or the JSON of its Backend API.");
        var events = await ClerkEvents.ReadAsync(target, options.OnlyEvents, cancellationToken).ConfigureAwait(false);
        try
        {
            return await ReadAllAsync(options, events, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException failure)
        {
            throw TargetDatabase.Unreachable("legacy", failure);
        }
    }

    private static async Task<UserSources> ReadAllAsync(UserMigrationOptions options, ClerkEvents events, CancellationToken cancellationToken)
    {
        var legacy = options.Legacy is null
            ? null
            : await LegacyUsers.FindAsync(options.Legacy, options.LegacySchema, options.LegacyTable, options.LegacyClerkIdColumn, cancellationToken).ConfigureAwait(false);
        var sources = new UserSources(legacy, events, options.OnlyEvents) { HasExport = options.ClerkJson is not null || options.ClerkCsv is not null };
        if (options.ClerkJson is not null)
            await sources.AddJsonAsync(options.ClerkJson, cancellationToken).ConfigureAwait(false);
        if (options.ClerkCsv is not null)
            await sources.AddCsvAsync(options.ClerkCsv, cancellationToken).ConfigureAwait(false);
        if (legacy is not null)
            await sources.AddLegacyAsync(legacy, cancellationToken).ConfigureAwait(false);
        sources.AddTold();
        return sources;
    }

    private async Task AddJsonAsync(string path, CancellationToken cancellationToken)
    {
        await foreach (var user in ClerkJsonFile.ReadAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if ((user.UpdatedAt ?? user.CreatedAt) is { } at && !(at <= _newest))
                _newest = at;
            // A webhook shows no memberships.
            Add(Events.FindUser(user.Id) is { } told && (user.UpdatedAt is { } then ? told.User.IsDeleted || told.At >= then : told.User.IsDeleted || told.IsOpen)
                ? told.User with
                {
                    IsExported = true,
                    HasStripeConnect = told.User.HasStripeConnect || user.HasStripeConnect,
                    Organizations = user.Organizations,
                    HasAllOrganizations = user.HasAllOrganizations,
                }
                : user);
        }
    }

    private async Task AddCsvAsync(string path, CancellationToken cancellationToken)
    {
        // It does not say how new a user is: no newer than the file.
        var writtenAt = new DateTimeOffset(File.GetLastWriteTimeUtc(path));
        await foreach (var user in ClerkCsvFile.ReadAsync(path, cancellationToken).ConfigureAwait(false))
        {
            Add(_users.ContainsKey(user.Id) || Events.FindUser(user.Id) is not { } told ? user
                : told.User.IsDeleted || told.IsOpen || told.At > writtenAt ? told.User.Or(user)
                : user.Or(told.User));
        }
    }

    private async Task AddLegacyAsync(LegacyUsers legacy, CancellationToken cancellationToken)
    {
        string? last = null;
        await foreach (var user in legacy.ReadAsync(_onlyEvents ? Events.OpenUsers : null, cancellationToken).ConfigureAwait(false))
        {
            if (user.Id == last)
                LegacyDuplicates.Add(user.Id);
            last = user.Id;
            Add(_users.ContainsKey(user.Id) || Events.FindUser(user.Id) is not { } told ? user : told.User.Or(user));
        }

        LegacyRowsWithoutClerkId = _onlyEvents ? 0 : await legacy.CountWithoutClerkIdAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whom an export lacks and a webhook has told of is there, unless the export is newer than that; the webhook that told of the end was lost then.</summary>
    private void AddTold()
    {
        foreach (var told in Events.Users)
        {
            if (!_users.ContainsKey(told.User.Id))
                Add(told.User);
            if (_users.TryGetValue(told.User.Id, out var user) && !user.IsExported && (told.IsOpen || _newest is not { } newest || told.At > newest - LongestExport))
                _users[user.Id] = user with { IsExported = true };
        }
    }

    private void Add(ClerkUser user)
    {
        if (Concern(user.Id))
            _users[user.Id] = _users.TryGetValue(user.Id, out var known) ? known.Or(user) : user;
    }
}
