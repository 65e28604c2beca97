using System.Text;
using Booking.Drizzle;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Events;

/// <summary>The last part of an event's address; unique for one expert.</summary>
public class EventSlugs(Db db)
{
    private const string Accented = "àáâãäçèéêëìíîïñòóôõöùúûü";
    private const string Plain = "aaaaaceeeeiiiinooooouuuu";

    public virtual async Task<string> FreeSlugAsync(string clerkUserId, string name)
    {
        var slug = Slug(name);
        var taken = await db.EventTable
            .Where(e => e.ClerkUserId == clerkUserId && e.Slug.StartsWith(slug))
            .Select(e => e.Slug)
            .ToHashSetAsync();
        return Free(slug, taken.Contains);
    }

    public static string Free(string slug, Func<string, bool> isTaken)
    {
        if (!isTaken(slug))
            return slug;
        for (var number = 2; ; number++)
        {
            if (!isTaken($"{slug}-{number}"))
                return $"{slug}-{number}";
        }
    }

    public static string Slug(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var letter in name.ToLowerInvariant())
        {
            var accent = Accented.IndexOf(letter);
            if (accent >= 0)
                slug.Append(Plain[accent]);
            else if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        return slug.ToString().Trim('-') is { Length: > 0 } text ? text : "event";
    }
}
