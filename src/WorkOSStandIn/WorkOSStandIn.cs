using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Clerk2WorkOS.Testing;

/// <summary>
/// A WorkOS environment on this machine: a real HTTP server on the loopback address that answers as the live API does, as
/// strictly as that, and goes wrong when it is asked to. Everything is held in memory and gone when it is disposed.
/// </summary>
/// <example>
/// <code>
/// await using var workos = await WorkOSStandIn.StartAsync();
/// using var client = workos.CreateClient();
/// await client.PostAsJsonAsync("user_management/users", new { email = "ada@example.com" });
/// Assert.Single(workos.Users);
/// </code>
/// </example>
public sealed class WorkOSStandIn : IAsyncDisposable
{
    private readonly WorkOSEnvironment _environment;
    private readonly WebApplication _server;
    private readonly Pipeline _pipeline;

    private WorkOSStandIn(WorkOSEnvironment environment, WebApplication server, Pipeline pipeline, Uri baseAddress)
    {
        _environment = environment;
        _server = server;
        _pipeline = pipeline;
        BaseAddress = baseAddress;
    }

    /// <summary>Where it listens, with a slash at the end: <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The secret key that requests must carry.</summary>
    public string ApiKey => _environment.Options.ApiKey;

    /// <summary>The client id, for sign-in and the key set.</summary>
    public string ClientId => _environment.Options.ClientId;

    /// <summary><c>iss</c> of the access tokens.</summary>
    public string Issuer => _environment.Tokens.Issuer;

    /// <summary>Faults to inject.</summary>
    public Faults Faults => _environment.Faults;

    /// <summary>How many requests came, by route and status.</summary>
    public RequestLog Requests => _environment.Requests;

    /// <summary>The mails that WorkOS would have sent.</summary>
    public Mailbox Mails => _environment.Mails;

    /// <summary>The webhook endpoints, and what was delivered to them.</summary>
    public Webhooks Webhooks => _environment.Webhooks;

    /// <summary>The users at this moment, oldest first.</summary>
    public IReadOnlyList<StoredUser> Users => _environment.Users.Snapshot();

    /// <summary>The organizations at this moment, oldest first.</summary>
    public IReadOnlyList<StoredOrganization> Organizations => _environment.Organizations.Snapshot();

    /// <summary>The memberships at this moment, oldest first, whatever their status.</summary>
    public IReadOnlyList<StoredMembership> Memberships => _environment.Memberships.Snapshot();

    /// <summary>The invitations at this moment, oldest first, whatever their state.</summary>
    public IReadOnlyList<StoredInvitation> Invitations => _environment.Invitations.Snapshot();

    /// <summary>The sessions at this moment, oldest first, whatever their status.</summary>
    public IReadOnlyList<StoredSession> Sessions => _environment.Sessions.Snapshot();

    /// <summary>The second factors at this moment, oldest first.</summary>
    public IReadOnlyList<StoredFactor> Factors => _environment.Factors.Snapshot();

    /// <summary>The events that are kept, oldest first.</summary>
    public IReadOnlyList<StoredEvent> Events => _environment.Events.Snapshot();

    /// <summary>Starts a stand-in.</summary>
    /// <param name="options">How it is set up; a new environment if left out.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="ArgumentException">An option that cannot be; the message says which and why.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<WorkOSStandIn> StartAsync(
        WorkOSStandInOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new WorkOSStandInOptions();
        options.Validate();
        var environment = new WorkOSEnvironment(options);
        var pipeline = new Pipeline(environment);

        // Empty: a test's own settings, variables and log must not reach the stand-in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddRoutingCore();
        var server = builder.Build();
        try
        {
            ApiRoutes.Map(server, pipeline);
            await server.StartAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            pipeline.Dispose();
            await environment.DisposeAsync();
            throw;
        }

        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var baseAddress = new Uri(address + "/");
        environment.BaseAddress = baseAddress;
        return new WorkOSStandIn(environment, server, pipeline, baseAddress);
    }

    /// <summary>A client that knows the address and carries the key. The caller disposes it.</summary>
    public HttpClient CreateClient() => new()
    {
        BaseAddress = BaseAddress,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", ApiKey) },
    };

    /// <summary>
    /// Signs with a new key from now on. The old one stays in the key set, so that tokens signed with it are still good, until
    /// it is rotated out by the next rotation.
    /// </summary>
    public void RotateKeys() => _environment.Tokens.Rotate();

    /// <summary>Signs a user in without a request: what <c>/user_management/authenticate</c> gives.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="organizationId">An organization in which the user has an active membership; none for a token without one.</param>
    /// <exception cref="ArgumentException">There is no such user, or no active membership in that organization.</exception>
    public StandInTokens SignIn(string userId, string? organizationId = null)
    {
        ArgumentNullException.ThrowIfNull(userId);
        return SignIns.Directly(_environment, userId, organizationId);
    }

    /// <summary>Accepts an invitation as the invited person does: the user is made if need be, the address counts as verified, and the membership becomes active.</summary>
    /// <returns>The user.</returns>
    /// <exception cref="ArgumentException">There is no such invitation, or it is no longer pending.</exception>
    public StoredUser AcceptInvitation(string invitationId)
    {
        ArgumentNullException.ThrowIfNull(invitationId);
        return InvitationAcceptance.Accept(_environment, invitationId);
    }

    /// <summary>Lets everything through until it is disposed, for a seed.</summary>
    internal IDisposable WithoutLimits() => new LimitPause(_environment.Limits);

    /// <summary>Stops the server; requests that hang are dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        _pipeline.Stop();
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5)))
            await _server.StopAsync(patience.Token);
        await _server.DisposeAsync();
        _pipeline.Dispose();
        await _environment.DisposeAsync();
    }
}
