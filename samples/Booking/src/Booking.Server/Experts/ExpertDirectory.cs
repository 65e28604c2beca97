using Booking.Api;
using Booking.Drizzle;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Experts;

public sealed class ExpertDirectory(Db db) : IExpertDirectory
{
    public async Task<ExpertSummary?> GetByClerkIdAsync(string clerkId, CancellationToken cancellationToken = default) =>
        (await GetByClerkIdsAsync([clerkId], cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<ExpertSummary>> GetByClerkIdsAsync(IReadOnlyCollection<string> clerkIds, CancellationToken cancellationToken = default)
    {
        var profiles = await db.ProfileTable
            .AsNoTracking()
            .Where(p => p.Published && clerkIds.Contains(p.ClerkUserId))
            .ToListAsync(cancellationToken);
        var prices = await db.EventTable
            .Where(e => e.IsActive && clerkIds.Contains(e.ClerkUserId))
            .GroupBy(e => e.ClerkUserId)
            .Select(g => new { ClerkUserId = g.Key, Lowest = g.Min(e => e.PriceInCents) })
            .ToDictionaryAsync(x => x.ClerkUserId, x => x.Lowest, cancellationToken);

        var experts = new List<ExpertSummary>(profiles.Count);
        foreach (var p in profiles)
        {
            experts.Add(new ExpertSummary(
                p.ClerkUserId, p.Username, $"{p.FirstName} {p.LastName}", p.Headline, p.IsTopExpert, prices.GetValueOrDefault(p.ClerkUserId)));
        }
        return experts;
    }
}
