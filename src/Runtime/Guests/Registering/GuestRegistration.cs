using Clerk2WorkOS.Guests.Database;
using Clerk2WorkOS.Guests.Mail;
using Clerk2WorkOS.Telemetry;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.Logging;

namespace Clerk2WorkOS.Guests.Registering;

/// <summary>Who is there is returned; who is not is registered by one process at a time, and by one call of it.</summary>
internal sealed partial class GuestRegistration(
    GuestDatabase database, GuestRows rows, GuestClaims claims, GuestProcedure procedure, GuestMeetings meetings, GuestOutbox outbox,
    IWorkOSClient workos, GuestOptions options, GuestInstruments instruments, TimeProvider time, ILogger<GuestRegistration> logger)
    : IGuestRegistration, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(5);

    private readonly SingleFlight<GuestAccount> _flights = new();
    private readonly CancellationTokenSource _stopping = new();

    public async Task<GuestAccount> CreateOrGetAsync(
        string email, string name, IReadOnlyDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default)
    {
        var person = GuestPerson.Of(email, name, metadata);
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
        var tables = await database.TablesAsync(cancellationToken).ConfigureAwait(false);
        tables.Check(person, options.Tables);
        return await FlyAsync(person, cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> LinkLegacyBookingsAsync(string workosUserId, CancellationToken cancellationToken = default)
    {
        var user = await workos.GetUserAsync(workosUserId, cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentException("WorkOS has no such user.", nameof(workosUserId));
        if (!user.EmailVerified)
        {
            LogNotVerified(user.Id);
            return 0;
        }

        await meetings.CheckAsync(cancellationToken).ConfigureAwait(false);
        if (!await meetings.AnyAsync(user, cancellationToken).ConfigureAwait(false))
            return 0;           // nothing is created for one who has no older meetings
        var known = await rows.FindByUserAsync(user.Id, cancellationToken).ConfigureAwait(false);
        var orgId = known?.OrgId;
        if (orgId is null)
        {
            var account = await FlyAsync(GuestPerson.Of(user.Email, $"{user.FirstName} {user.LastName}", metadata: null), cancellationToken).ConfigureAwait(false);
            if (account.WorkosUserId != user.Id)
                throw new GuestRegistrationException($"The database has the address of {user.Id} under the user {account.WorkosUserId}: put that row right.");
            orgId = account.OrgId;
        }

        var linked = await meetings.LinkAsync(user, orgId.Value, cancellationToken).ConfigureAwait(false);
        instruments.Linked(linked);
        return linked;
    }

    /// <summary>Ends what is under way; the next call for the same address goes on with it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_flights.UnderWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);       // each caller has seen its own
        _stopping.Dispose();
    }

    /// <summary>The same, without waiting for it.</summary>
    public void Dispose() => _stopping.Cancel();

    private async Task<GuestAccount> FlyAsync(GuestPerson person, CancellationToken cancellationToken)
    {
        var (work, isFirst) = _flights.Join(person.Key, () => RegisterAsync(person, _stopping.Token));
        if (!isFirst)
            instruments.Joined();
        var account = await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        return isFirst ? account : account with { IsNew = false };
    }

    private async Task<GuestAccount> RegisterAsync(GuestPerson person, CancellationToken cancellationToken)
    {
        using var activity = Clerk2WorkOSTelemetry.Activities.StartActivity("register guest");
        var began = time.GetTimestamp();
        try
        {
            var account = await ClaimAndRunAsync(person, cancellationToken).ConfigureAwait(false);
            var outcome = account.IsNew ? "created" : "found";
            activity?.SetTag(GuestInstruments.OutcomeTag, outcome);
            instruments.Registered(outcome, time.GetElapsedTime(began));
            if (account.IsNew)
                outbox.Wake();
            return account;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, exception.GetType().Name);
            instruments.Registered(exception.GetType().Name, time.GetElapsedTime(began));
            throw;
        }
    }

    private async Task<GuestAccount> ClaimAndRunAsync(GuestPerson person, CancellationToken cancellationToken)
    {
        var owner = Guid.NewGuid();
        var began = time.GetTimestamp();
        for (var turn = 0; ; turn++)
        {
            var known = await rows.FindByEmailAsync(person.Key, cancellationToken).ConfigureAwait(false);
            if (known is { OrgId: { } orgId })
            {
                if (turn > 0)
                    instruments.Waited(time.GetElapsedTime(began));
                return new GuestAccount(known.WorkosUserId, orgId, IsNew: false);
            }

            if (await claims.TryClaimAsync(person.Key, owner, cancellationToken).ConfigureAwait(false) is { } claim)
            {
                if (turn > 0)
                    instruments.Waited(time.GetElapsedTime(began));

                // Between the look and the claim somebody else may have finished.
                if (turn > 0 && await rows.FindByEmailAsync(person.Key, cancellationToken).ConfigureAwait(false) is { OrgId: not null })
                {
                    await claims.DropAsync(claim, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                return await RunClaimedAsync(claim, person, known, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(PauseAfter(turn), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<GuestAccount> RunClaimedAsync(GuestClaim claim, GuestPerson person, KnownGuest? known, CancellationToken cancellationToken)
    {
        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewal = RenewAsync(claim, working.Token);
        try
        {
            return await procedure.RunAsync(claim, person, known, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogUnfinished(exception.GetType().Name);
            await ReleaseAsync(claim, exception).ConfigureAwait(false);
            throw;
        }
        finally
        {
            await working.CancelAsync().ConfigureAwait(false);
            await renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);       // ends by cancellation, always
        }
    }

    /// <summary>Moves the claim's end on while the work lasts.</summary>
    private async Task RenewAsync(GuestClaim claim, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.ClaimDuration / 3, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (!await claims.RenewAsync(claim, cancellationToken).ConfigureAwait(false))
                    LogLost();
            }
            catch (Exception exception) when (exception is Npgsql.NpgsqlException or GuestRegistrationException)
            {
                LogNotRenewed(exception);       // the work goes on: what it creates is unique without the claim
            }
        }
    }

    private async Task ReleaseAsync(GuestClaim claim, Exception reason)
    {
        using var timeout = new CancellationTokenSource(ReleaseTimeout);
        try
        {
            await claims.ReleaseAsync(claim, reason is WorkOSException { Code: { } code } ? $"{reason.GetType().Name} {code}" : reason.GetType().Name, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is Npgsql.NpgsqlException or GuestRegistrationException or OperationCanceledException or ObjectDisposedException)
        {
            LogNotReleased(exception);          // it ends by itself
        }
    }

    private static TimeSpan PauseAfter(int turn)
    {
        var pause = FirstPause * Math.Pow(1.6, Math.Min(turn, 16));
        return (pause < LongestPause ? pause : LongestPause) * (0.75 + Random.Shared.NextDouble() / 2);
    }

    [LoggerMessage(EventId = 201, Level = LogLevel.Warning, Message = "A guest's registration is not finished ({Reason}); the next booking with the address goes on with it.")]
    private partial void LogUnfinished(string reason);

    [LoggerMessage(EventId = 202, Level = LogLevel.Information, Message = "A guest's registration took longer than it was claimed for, and another process has taken it over.")]
    private partial void LogLost();

    [LoggerMessage(EventId = 203, Level = LogLevel.Warning, Message = "The claim on a guest's registration could not be renewed; the work goes on.")]
    private partial void LogNotRenewed(Exception exception);

    [LoggerMessage(EventId = 204, Level = LogLevel.Warning, Message = "The claim on a guest's registration could not be given back; it ends by itself.")]
    private partial void LogNotReleased(Exception exception);

    [LoggerMessage(EventId = 205, Level = LogLevel.Information, Message = "Older meetings are not linked to {WorkosUserId}: WorkOS does not hold the address as verified.")]
    private partial void LogNotVerified(string workosUserId);
}
