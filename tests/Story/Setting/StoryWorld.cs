using System.Globalization;
using Clerk2WorkOS.BookingSeed;
using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.Story.Setting;

/// <summary>Everything that the story happens in: folders, two databases, WorkOS, a mail server, and what the steps have made of them.</summary>
internal sealed class StoryWorld : IAsyncDisposable
{
    /// <summary>Whom Clerk's tokens are for: the application's pages.</summary>
    public const string AuthorizedParty = "https://book.example.com";

    /// <summary>Of both roles that the application connects as.</summary>
    public const string RolePassword = "only for this story";

    /// <summary>What Stripe signs with.</summary>
    public const string StripeSecret = "whsec_story";

    private readonly LocalPostgreSql _server;
    private SeededPlatform? _platform;
    private StartedApplication? _application;
    private StartedApplication? _clerkDaysApplication;

    private StoryWorld(LocalPostgreSql server, string legacy, string target, WorkOSStandIn workos, ClerkIssuer clerk)
    {
        (_server, Legacy, Target, WorkOS, Clerk) = (server, legacy, target, workos, clerk);
        Packages = new StoryPackages(Root);
        Tool = new StoryTool(this);
    }

    /// <summary>What the developer does by hand.</summary>
    public static string ByHand { get; } = Path.Combine(Repository.Root, "samples", "BookingByHand");

    /// <summary>For whoever works on the pages: <c>C2W_BOOKING</c> names a sample that is fixed, worked on and built, and the story begins with its database.</summary>
    public static string? BuiltBefore { get; } = Environment.GetEnvironmentVariable("C2W_BOOKING") is { Length: > 0 } folder ? folder : null;

    /// <summary>Everything of this run.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("c2w-story-").FullName;

    /// <summary>Where the sample is, from its first fix on.</summary>
    public string Sample => BuiltBefore ?? Path.Combine(Root, "Booking");

    /// <summary>The legacy database, as its owner.</summary>
    public string Legacy { get; }

    /// <summary>The new database, as its owner.</summary>
    public string Target { get; }

    public WorkOSStandIn WorkOS { get; }

    /// <summary>What the application mails.</summary>
    public SmtpInbox Inbox { get; } = SmtpInbox.Open();

    public StoryPackages Packages { get; }

    public StoryTool Tool { get; }

    public string ClerkCsv => Path.Combine(Root, "clerk-users.csv");

    public string ClerkJson => Path.Combine(Root, "clerk-users.json");

    /// <summary>Who was there in the Clerk days.</summary>
    public SeededPlatform Platform { get => _platform ?? throw new InvalidOperationException("The legacy database is not filled yet."); set => _platform = value; }

    public StartedApplication Application { get => _application ?? throw new InvalidOperationException("The application does not run yet."); set => _application = value; }

    /// <summary>The application of the Clerk days, which people's requests go to until the cut-over is finished.</summary>
    public StartedApplication ClerkDaysApplication { get => _clerkDaysApplication ?? throw new InvalidOperationException("The application of the Clerk days does not run yet."); set => _clerkDaysApplication = value; }

    /// <summary>Where the new application answers; the old one passes requests on to it.</summary>
    public Uri Address { get; } = StartedApplication.FreeAddress();

    /// <summary>Where the application of the Clerk days answers.</summary>
    public Uri ClerkDaysAddress { get; } = StartedApplication.FreeAddress();

    /// <summary>Where Clerk's session tokens come from.</summary>
    public ClerkIssuer Clerk { get; }

    public static string InDatabaseFolder(string file) => Path.Combine(ByHand, "database", file);

    public static async Task<StoryWorld> CreateAsync()
    {
        var options = new WorkOSStandInOptions { EnforceLimits = false };
        options.Roles.Add(new StandInRole("owner", "Owner"));
        var server = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { AlwaysOwn = true, Settings = new Dictionary<string, string> { ["wal_level"] = "logical" } });
        return new StoryWorld(server, await server.CreateDatabaseAsync("legacy"), await server.CreateDatabaseAsync("target"), await WorkOSStandIn.StartAsync(options), await ClerkIssuer.StartAsync());
    }

    /// <summary>One more empty database, as its owner.</summary>
    public Task<string> CreateDatabaseAsync() => _server.CreateDatabaseAsync($"more_{Guid.NewGuid():N}");

    /// <summary>The target, as one of the application's roles.</summary>
    public string TargetAs(string role) => new NpgsqlConnectionStringBuilder(Target) { Username = role, Password = RolePassword }.ConnectionString;

    /// <summary>The WorkOS id that somebody of the Clerk days has now.</summary>
    public Task<string> WorkosIdAsync(Person person) => AskAsync($"SELECT workos_user_id FROM clerk2workos.user_map WHERE clerk_user_id = '{person.ClerkId}'");

    /// <summary>Runs a script on the target, as its owner.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Target);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One value of the target, as its owner sees it; empty where there is none.</summary>
    public Task<string> AskAsync(string sql) => AskAsync(Target, sql);

    public static async Task<string> AskAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>The same, waiting until there is one: what is written in the background.</summary>
    public async Task<string> AwaitAsync(string sql)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await AskAsync(sql) is { Length: > 0 } value)
                return value;
            await Task.Delay(50, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        if (_clerkDaysApplication is not null)
            await _clerkDaysApplication.DisposeAsync();
        await Clerk.DisposeAsync();
        await Inbox.DisposeAsync();
        await WorkOS.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }
}
