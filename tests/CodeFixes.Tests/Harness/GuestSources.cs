namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>What guests' meetings need around them: the companion library's names, a context that keeps its rows, and a table.</summary>
internal static class GuestSources
{
    /// <summary>The companion library, as far as the fixes know it.</summary>
    public const string Library = """
        namespace Clerk2WorkOS.Guests
        {
            public interface IGuestRegistration
            {
                Task<GuestAccount> CreateOrGetAsync(string email, string name, IReadOnlyDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default);
            }

            public record GuestAccount(string WorkosUserId, Guid OrgId, bool IsNew);

            public sealed class Registration : IGuestRegistration
            {
                public Task<GuestAccount> CreateOrGetAsync(string email, string name, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken)
                {
                    Seen.Add($"{email}|{name}|{string.Join(",", (metadata ?? new Dictionary<string, string>()).Select(pair => pair.Key + "=" + pair.Value))}|{cancellationToken.CanBeCanceled}");
                    return Task.FromResult(new GuestAccount("user_" + email, Guid.Empty, true));
                }

                public static List<string> Seen { get; } = new();
            }
        }
        """;

    /// <summary>Entity Framework Core, as far as a row is stored with it.</summary>
    public const string Framework = """
        namespace Microsoft.EntityFrameworkCore
        {
            public class DbContext
            {
                public List<object> Rows { get; } = new();
                public void Add(object entity) => Rows.Add(entity);
                public Task<int> SaveChangesAsync(CancellationToken cancellationToken = default) => Task.FromResult(Rows.Count);
            }

            public class DbSet<TEntity>(DbContext context) where TEntity : class
            {
                public TEntity Add(TEntity entity) { context.Add(entity); return entity; }
                public Task<TEntity> AddAsync(TEntity entity, CancellationToken cancellationToken = default) => Task.FromResult(Add(entity));
                public void AddRange(params TEntity[] entities) { foreach (var entity in entities) Add(entity); }
            }
        }
        """;

    /// <summary>A table that has both columns.</summary>
    public const string Table = """
        namespace App.Data
        {
            using Microsoft.EntityFrameworkCore;

            public class MeetingsTable
            {
                public Guid Id { get; set; }
                public Guid OrgId { get; set; }
                public Guid EventId { get; set; }
                public string WorkosUserId { get; set; } = "";
                public string GuestEmail { get; set; } = "";
                public string GuestName { get; set; } = "";
                public string? GuestWorkosUserId { get; set; }
                public Guid? GuestOrgId { get; set; }
                public DateTimeOffset StartTime { get; set; }
            }

            public class Db : DbContext
            {
                public DbSet<MeetingsTable> Meetings => new(this);
                public void Print() => Rows.OfType<MeetingsTable>().ToList().ForEach(m => Console.WriteLine($"{m.GuestEmail} {m.GuestName} {m.EventId} {m.StartTime:O}"));
            }

            public record Request(Guid EventId, string GuestEmail, string GuestName, DateTimeOffset StartTime)
            {
                public static Request One { get; } = new(Guid.Empty, "ana@example.com", "Ana", DateTimeOffset.UnixEpoch);
            }
        }
        """;
}
