using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Guests.Registering;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Testing;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Guests.Setting;

/// <summary>A stand-in for WorkOS, an empty database with the plan's tables, and applications that register guests in them.</summary>
internal sealed class GuestWorld : IAsyncDisposable
{
    /// <summary>The target tables, as the plan has them.</summary>
    public const string Tables = """
        CREATE TABLE organizations (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id text NOT NULL UNIQUE, slug text NOT NULL UNIQUE, name text NOT NULL,
            type text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE users (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text, last_name text,
            created_at timestamptz NOT NULL DEFAULT now());
        CREATE UNIQUE INDEX users_email_key ON users (lower(email));
        CREATE TABLE user_org_memberships (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL REFERENCES users (workos_user_id),
            org_id uuid NOT NULL REFERENCES organizations (id), role text NOT NULL, status text NOT NULL, UNIQUE (workos_user_id, org_id));
        CREATE TABLE meetings (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), guest_email text NOT NULL, guest_name text, guest_workos_user_id text, guest_org_id uuid);
        """;

    private readonly List<ServiceProvider> _applications = [];

    private GuestWorld(WorkOSStandIn workos, string connectionString) =>
        (WorkOS, ConnectionString, Database) = (workos, connectionString, NpgsqlDataSource.Create(connectionString));

    public WorkOSStandIn WorkOS { get; }

    public string ConnectionString { get; }

    public NpgsqlDataSource Database { get; }

    public static async Task<GuestWorld> CreateAsync(PostgreSql server, string? tables = null, Action<WorkOSStandInOptions>? standIn = null)
    {
        var options = new WorkOSStandInOptions { EnforceLimits = false };
        options.Roles.Add(new StandInRole("owner", "Owner"));
        standIn?.Invoke(options);
        var world = new GuestWorld(await WorkOSStandIn.StartAsync(options), await server.CreateDatabaseAsync());
        await world.ExecuteAsync(tables ?? Tables);
        await GuestSchema.EnsureAsync(world.Database);
        return world;
    }

    /// <summary>Another application beside those that are there; its registration is what a booking calls.</summary>
    /// <param name="configure">What is special about it.</param>
    /// <param name="listener">Is told of each step.</param>
    /// <param name="more">More services.</param>
    public ServiceProvider Application(Action<Clerk2WorkOSOptions>? configure = null, GuestStepListener? listener = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        if (listener is not null)
            services.AddSingleton(listener);
        services.AddClerk2WorkOS(options =>
        {
            Configure(options);
            configure?.Invoke(options);
        });
        more?.Invoke(services);
        var application = services.BuildServiceProvider();
        _applications.Add(application);
        return application;
    }

    public IGuestRegistration Registration(Action<Clerk2WorkOSOptions>? configure = null, GuestStepListener? listener = null) =>
        Application(configure, listener).GetRequiredService<IGuestRegistration>();

    /// <summary>An application with its host, which sends mails as well. The caller disposes it.</summary>
    public async Task<IHost> StartHostAsync(Action<Clerk2WorkOSOptions>? configure = null, Action<IServiceCollection>? more = null)
    {
        var host = new HostBuilder().ConfigureServices(services =>
        {
            services.AddClerk2WorkOS(options =>
            {
                Configure(options);
                options.Guests.Mail.PollInterval = TimeSpan.FromMilliseconds(100);
                options.Guests.Mail.RetryDelay = TimeSpan.FromMilliseconds(100);
                configure?.Invoke(options);
            });
            more?.Invoke(services);
        }).Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>What all applications here have in common; mails are written into the outbox, and nobody sends them unless a test does.</summary>
    public void Configure(Clerk2WorkOSOptions options)
    {
        options.WorkOS.BaseAddress = WorkOS.BaseAddress;
        options.WorkOS.ApiKey = WorkOS.ApiKey;
        options.WorkOS.Limits = WorkOSLimits.None();
        options.WorkOS.RetryDelay = TimeSpan.FromMilliseconds(10);
        options.WorkOS.DefaultRetryAfter = TimeSpan.FromMilliseconds(50);
        options.Guests.ConnectionString = ConnectionString;
        options.Guests.ClaimDuration = TimeSpan.FromSeconds(1);
        options.Guests.Welcome.PublicAddress = new Uri("https://book.example.com");
        options.Guests.Welcome.LinkKey = LinkKey;
        options.Guests.Mail.Host = "localhost";
        options.Guests.Mail.Security = GuestMailSecurity.None;
        options.Guests.Mail.From = "Bookings <bookings@example.com>";
    }

    public static string LinkKey { get; } = Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(number => (byte)number)]);

    /// <summary>How many there are of everything that belongs to an address, at WorkOS and in the database.</summary>
    public async Task<GuestCount> CountAsync(string email)
    {
        var users = WorkOS.Users.Where(user => string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase)).ToList();
        var memberships = WorkOS.Memberships.Where(membership => users.Exists(user => user.Id == membership.UserId)).ToList();
        var externalIds = users.Select(user => $"user-{user.Id}").ToHashSet();
        await using var command = Database.CreateCommand("""
            SELECT (SELECT count(*) FROM users WHERE lower(email) = lower($1)),
                (SELECT count(*) FROM users u JOIN organizations o ON o.slug = 'user-' || u.workos_user_id WHERE lower(u.email) = lower($1)),
                (SELECT count(*) FROM users u JOIN user_org_memberships m ON m.workos_user_id = u.workos_user_id WHERE lower(u.email) = lower($1)),
                (SELECT count(*) FROM clerk2workos.guest_mails WHERE lower(email) = lower($1)),
                (SELECT count(*) FROM clerk2workos.guest_registrations WHERE email_key = lower($1))
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = email });
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        return new GuestCount(
            users.Count, WorkOS.Organizations.Count(organization => externalIds.Contains(organization.ExternalId ?? "")), memberships.Count,
            (int)rows.GetInt64(0), (int)rows.GetInt64(1), (int)rows.GetInt64(2), (int)rows.GetInt64(3), (int)rows.GetInt64(4));
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var application in _applications)
            await application.DisposeAsync();
        await Database.DisposeAsync();
        await WorkOS.DisposeAsync();
    }
}

/// <summary>How many there are of everything.</summary>
internal sealed record GuestCount(
    int WorkOSUsers, int WorkOSOrganizations, int WorkOSMemberships, int Users, int Organizations, int Memberships, int Mails, int Unfinished)
{
    /// <summary>One of each, and nothing under way.</summary>
    public static GuestCount One { get; } = new(1, 1, 1, 1, 1, 1, 1, 0);
}
