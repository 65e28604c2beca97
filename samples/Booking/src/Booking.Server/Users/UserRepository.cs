using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Users;

public interface IUserRepository
{
    /// <summary>Also finds users who are deleted.</summary>
    Task<UserTable?> GetByClerkIdAsync(string clerkId, CancellationToken cancellationToken = default);

    Task<UserTable?> GetByEmailAsync(string email, CancellationToken cancellationToken = default);

    /// <summary>What the directory of one country lists.</summary>
    IAsyncEnumerable<(string ClerkId, string Email)> ExpertsOfAsync(string country);
}

public sealed class UserRepository(Db db) : RepositoryBase<UserTable>(db), IUserRepository
{
    public Task<UserTable?> GetByClerkIdAsync(string clerkId, CancellationToken cancellationToken = default) =>
        Db.UserTable.SingleOrDefaultAsync(u => u.ClerkId == clerkId, cancellationToken);

    public Task<UserTable?> GetByEmailAsync(string email, CancellationToken cancellationToken = default)
    {
        var normalized = Booking.Schema.EmailAddress.Normalize(email);
        return Db.UserTable.Where(u => u.Email == normalized && u.DeletedAt == null).OrderBy(u => u.CreatedAt).FirstOrDefaultAsync(cancellationToken);
    }

    public async IAsyncEnumerable<(string ClerkId, string Email)> ExpertsOfAsync(string country)
    {
        var rows = Db.UserTable
            .Where(u => u.Country == country && u.Role >= UserRole.Expert)
            .Select(u => new { u.ClerkId, u.Email })
            .AsAsyncEnumerable();
        await foreach (var row in rows)
            yield return (row.ClerkId, row.Email);
    }

    protected override IQueryable<UserTable> OwnedBy(string clerkUserId) => Db.UserTable.Where(u => u.ClerkId == clerkUserId);

    protected override string Describe(string clerkUserId)
    {
        UserTable? user = Db.UserTable.Local.FirstOrDefault(u => u.ClerkId == clerkUserId);
        return user is { FirstName: { } name } ? $"{name} ({clerkUserId})" : base.Describe(clerkUserId);
    }
}
