using Booking.Drizzle;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Users;

/// <summary>What every repository of things that belong to a person can do.</summary>
public abstract class RepositoryBase<TRow>(Db db)
    where TRow : class
{
    protected Db Db { get; } = db;

    protected abstract IQueryable<TRow> OwnedBy(string clerkUserId);

    /// <summary>A name for <paramref name="clerkUserId"/> in messages; the id itself unless there is something better.</summary>
    protected virtual string Describe(string clerkUserId) => clerkUserId;

    public async Task<IReadOnlyList<TRow>> ListAsync(string clerkUserId, int limit = 100, CancellationToken cancellationToken = default)
    {
        var rows = await OwnedBy(clerkUserId).AsNoTracking().Take(limit + 1).ToListAsync(cancellationToken);
        return rows.Count <= limit
            ? rows
            : throw new InvalidOperationException($"{Describe(clerkUserId)} has more than {limit} rows of {typeof(TRow).Name}.");
    }
}
