using Booking.Api;
using Booking.Drizzle;
using Booking.Server.Experts;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Actions;

/// <summary>The page of experts: who is shown, in which order, at which price.</summary>
public sealed class ExpertsActions(Db db, IExpertDirectory directory)
{
    public async Task<IReadOnlyList<ExpertSummary>> ListAsync(Guid? categoryId = null, int? maxPriceInCents = null)
    {
        var query =
            from profile in db.ProfileTable
            where profile.Published && (categoryId == null || profile.PrimaryCategoryId == categoryId)
            join offer in db.EventTable.Where(e => e.IsActive) on profile.ClerkUserId equals offer.ClerkUserId into offers
            let lowest = offers.Min(o => (int?)o.PriceInCents)
            where lowest != null && (maxPriceInCents == null || lowest <= maxPriceInCents)
            select new { profile.ClerkUserId, profile.Username, profile.FirstName, profile.LastName, profile.Headline, profile.IsTopExpert, Lowest = lowest ?? 0 };

        var found = await query.AsNoTracking().ToListAsync();
        return found
            .Select(x => new ExpertSummary(
                ClerkUserId: x.ClerkUserId,
                Username: x.Username,
                DisplayName: $"{x.FirstName} {x.LastName}".Trim(),
                Headline: x.Headline,
                IsTopExpert: x.IsTopExpert,
                LowestPriceInCents: x.Lowest))
            .Order(ExpertSummary.TopFirst)
            .ToList();
    }

    /// <summary>How many experts each category has, for the filter's numbers.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountByCategoryAsync()
    {
        var counts = await (
            from category in db.CategoryTable
            join profile in db.ProfileTable on category.Id equals profile.PrimaryCategoryId
            where profile.Published
            group profile.ClerkUserId by category.Name into experts
            select new { Name = experts.Key, Count = experts.Distinct().Count() }).ToListAsync();
        return counts.ToDictionary(c => c.Name, c => c.Count);
    }

    public async Task<ExpertSummary?> FindAsync(string usernameOrClerkId)
    {
        var byId = await directory.GetByClerkIdAsync(usernameOrClerkId);
        return byId ?? (await ListAsync()).FirstOrDefault(expert => expert.Username == usernameOrClerkId);
    }
}
