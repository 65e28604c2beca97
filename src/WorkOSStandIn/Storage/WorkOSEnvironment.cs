namespace Clerk2WorkOS.Testing;

/// <summary>All that one stand-in holds.</summary>
internal sealed class WorkOSEnvironment : IAsyncDisposable
{
    public WorkOSEnvironment(WorkOSStandInOptions options)
    {
        Options = options;
        Clock = options.TimeProvider;
        Ids = new IdSource(Clock);
        Limits = new RateLimits(options);
        Tokens = new TokenSigner(options);
        Roles = [.. options.Roles.Select(role => StoredRole.From(role, Ids, Clock.GetUtcNow()))];
        Users = new(Gate);
        Organizations = new(Gate);
        Memberships = new(Gate);
        Invitations = new(Gate);
        Sessions = new(Gate);
        Factors = new(Gate);
        Codes = new OneTimeCodes(Gate);
        Webhooks = new Webhooks(this);
        Events = new EventLog(this);
    }

    /// <summary>Held while something is checked and written; only for memory, never while hashing, signing or sending.</summary>
    public object Gate { get; } = new();

    public WorkOSStandInOptions Options { get; }

    /// <summary>Set once it listens.</summary>
    public Uri BaseAddress { get; set; } = new("http://127.0.0.1/");

    public TimeProvider Clock { get; }

    public IdSource Ids { get; }

    public RateLimits Limits { get; }

    public TokenSigner Tokens { get; }

    public Faults Faults { get; } = new();

    public RequestLog Requests { get; } = new();

    public Mailbox Mails { get; } = new();

    public Webhooks Webhooks { get; }

    public EventLog Events { get; }

    public IReadOnlyList<StoredRole> Roles { get; }

    public Table<StoredUser> Users { get; }

    /// <summary>User ids by address, compared without case.</summary>
    public Dictionary<string, string> UsersByEmail { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, string> UsersByExternalId { get; } = [];

    public Table<StoredOrganization> Organizations { get; }

    public Dictionary<string, string> OrganizationsByExternalId { get; } = [];

    /// <summary>Organization ids by verified or pending domain.</summary>
    public Dictionary<string, string> OrganizationsByDomain { get; } = [];

    public Table<StoredMembership> Memberships { get; }

    public Lookup MembershipsOfUser { get; } = new();

    public Lookup MembershipsOfOrganization { get; } = new();

    public Dictionary<(string UserId, string OrganizationId), string> MembershipOf { get; } = [];

    public Table<StoredInvitation> Invitations { get; }

    /// <summary>Invitation ids by address in lower case.</summary>
    public Lookup InvitationsTo { get; } = new();

    public Dictionary<string, string> InvitationsByToken { get; } = [];

    public Table<StoredSession> Sessions { get; }

    public Lookup SessionsOfUser { get; } = new();

    /// <summary>Session ids by refresh token.</summary>
    public Dictionary<string, string> RefreshTokens { get; } = [];

    public Table<StoredFactor> Factors { get; }

    public Lookup FactorsOfUser { get; } = new();

    public OneTimeCodes Codes { get; }

    public StoredRole? FindRole(string slug) => Roles.FirstOrDefault(role => role.Slug == slug);

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)Webhooks).DisposeAsync();
        Tokens.Dispose();
    }
}
