using System.Collections.Concurrent;
using Clerk2WorkOS.Guests.Registering;
using Microsoft.Extensions.DependencyInjection;

namespace Clerk2WorkOS.Tokens;

/// <summary>Who somebody with a valid token of Clerk's is at WorkOS. What the database says is remembered for a moment; what it does not know is asked for again each time.</summary>
internal sealed class HandOverPeople(ClerkIdMap map, IServiceScopeFactory scopes, TimeProvider time)
{
    private const int MostRemembered = 20_000;
    private static readonly TimeSpan LongestArrival = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string User, string? Organization), Remembered> _remembered = new();
    private readonly SingleFlight<bool> _arrivals = new();

    /// <exception cref="HandOverRefusedException">The person is not let in.</exception>
    public async Task<PersonInMap> FindAsync(ClerkSession session, ClerkHandOverOptions options, CancellationToken cancellationToken)
    {
        var key = (session.UserId, session.OrganizationId);
        if (_remembered.TryGetValue(key, out var remembered) && time.GetElapsedTime(remembered.At) < options.CacheTime)
            return remembered.Person;
        var at = time.GetTimestamp();
        var person = await map.FindAsync(session.UserId, session.OrganizationId, cancellationToken).ConfigureAwait(false);
        if (person is null && await ArriveAsync(session.UserId, cancellationToken).ConfigureAwait(false))
            person = await map.FindAsync(session.UserId, session.OrganizationId, cancellationToken).ConfigureAwait(false);
        Demand(person);
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();        // tokens live a minute: what is needed comes back at once
        _remembered[key] = new Remembered(person!, at);
        return person!;
    }

    private static void Demand(PersonInMap? person)
    {
        if (person is null)
            throw HandOverRefusedException.UserNotMigrated();
        if (person.WorkosOrganizationId is null)
            throw HandOverRefusedException.OrganizationNotMigrated();
        if (!person.IsActive)
            throw HandOverRefusedException.MembershipInactive();
    }

    /// <returns>Whether there is somebody who moves people on the spot.</returns>
    private async Task<bool> ArriveAsync(string clerkUserId, CancellationToken cancellationToken)
    {
        var (arrival, _) = _arrivals.Join(clerkUserId, async () =>
        {
            using var end = new CancellationTokenSource(LongestArrival, time);
            await using var scope = scopes.CreateAsyncScope();
            if (scope.ServiceProvider.GetService<IClerkUserArrival>() is not { } arrivals)
                return false;
            if (await map.FindAsync(clerkUserId, end.Token).ConfigureAwait(false) is null)       // another request may have moved them since this one looked
                await arrivals.ArriveAsync(clerkUserId, end.Token).ConfigureAwait(false);
            return true;
        });
        return await arrival.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed record Remembered(PersonInMap Person, long At);
}
