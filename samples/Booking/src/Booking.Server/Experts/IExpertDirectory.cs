using Booking.Api;

namespace Booking.Server.Experts;

/// <summary>Finds experts by what others know of them.</summary>
public interface IExpertDirectory
{
    /// <summary>The expert with this id, or null if there is none or the page is switched off.</summary>
    /// <param name="clerkId">The expert's user id.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    Task<ExpertSummary?> GetByClerkIdAsync(string clerkId, CancellationToken cancellationToken = default);

    /// <summary>The experts with these ids, in no particular order; unknown ids are left out.</summary>
    Task<IReadOnlyList<ExpertSummary>> GetByClerkIdsAsync(IReadOnlyCollection<string> clerkIds, CancellationToken cancellationToken = default);
}
