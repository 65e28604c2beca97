using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Categories;

/// <summary>The tree of categories.</summary>
public sealed class CategoryCatalog(Db db, ICurrentUser currentUser, AdminOptions admins)
{
    public async Task<Outcome<CategoryTable>> AddAsync(string name, Guid? parentId)
    {
        var creatorClerkId = currentUser.ClerkUserId;
        if (!admins.IsAdmin(creatorClerkId))
            return Outcome<CategoryTable>.Fail("Only administrators change the catalogue.");
        if (await db.CategoryTable.AnyAsync(c => c.ParentId == parentId && c.Name == name))
            return Outcome<CategoryTable>.Fail("There is one of this name.");

        var category = new CategoryTable { Id = Guid.CreateVersion7(), Name = name, ParentId = parentId, CreatedByClerkId = creatorClerkId! };
        db.CategoryTable.Add(category);
        await db.SaveChangesAsync();
        await AuditLogger.LogAuditEvent(creatorClerkId!, "CATEGORY_ADDED", "category", category.Id.ToString(), null, new { name, parentId },
            ipAddress: currentUser.IpAddress, userAgent: currentUser.UserAgent);
        return category;
    }

    /// <summary>From the root to the category, as the page shows it.</summary>
    public static string Path(CategoryTable category, IReadOnlyDictionary<Guid, CategoryTable> all)
    {
        var names = new Stack<string>();
        for (var current = category; current is not null && names.Count < 10; current = current.ParentId is { } parent ? all.GetValueOrDefault(parent) : null)
            names.Push(current.Name);
        return string.Join(" / ", names);
    }

    /// <summary>How many categories each administrator has added.</summary>
    public static ILookup<string, string> ByCreator(IEnumerable<CategoryTable> categories) =>
        categories.OrderBy(c => c.Name, StringComparer.Ordinal).ToLookup(c => c.CreatedByClerkId, c => c.Name);
}
