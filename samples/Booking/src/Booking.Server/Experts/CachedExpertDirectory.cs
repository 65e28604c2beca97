using System.Collections.Concurrent;
using Booking.Api;

namespace Booking.Server.Experts;

/// <summary>Answers from memory for a minute: the public pages ask for the same experts all the time.</summary>
public sealed class CachedExpertDirectory(IExpertDirectory inner, TimeProvider clock) : IExpertDirectory
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (ExpertSummary? Expert, DateTimeOffset ReadAt)> _byClerkId = new(StringComparer.Ordinal);

    async Task<ExpertSummary?> IExpertDirectory.GetByClerkIdAsync(string clerkId, CancellationToken cancellationToken)
    {
        if (_byClerkId.TryGetValue(clerkId, out var known) && clock.GetUtcNow() - known.ReadAt < FreshFor)
            return known.Expert;
        var expert = await inner.GetByClerkIdAsync(clerkId, cancellationToken);
        _byClerkId[clerkId] = (expert, clock.GetUtcNow());
        return expert;
    }

    public async Task<IReadOnlyList<ExpertSummary>> GetByClerkIdsAsync(IReadOnlyCollection<string> clerkIds, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var missing = clerkIds.Where(id => !_byClerkId.TryGetValue(id, out var known) || now - known.ReadAt >= FreshFor).ToList();
        if (missing.Count > 0)
        {
            var read = (await inner.GetByClerkIdsAsync(missing, cancellationToken)).ToDictionary(expert => expert.ClerkUserId);
            foreach (var clerkId in missing)
                _byClerkId[clerkId] = (read.GetValueOrDefault(clerkId), now);
        }
        return [.. clerkIds.Select(id => _byClerkId[id].Expert).OfType<ExpertSummary>()];
    }

    public void Forget(string clerkUserId) => _byClerkId.TryRemove(clerkUserId, out _);
}
