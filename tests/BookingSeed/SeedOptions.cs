using System.Globalization;

namespace Clerk2WorkOS.BookingSeed;

/// <summary>How large a platform is made up. The same options give the same platform.</summary>
/// <param name="Database">An empty database: the tables are created in it.</param>
/// <param name="Users">How many people; one in twenty is an expert.</param>
/// <param name="Rows">How many rows all tables have together, give or take those of the last meeting.</param>
/// <param name="Seed">What chance begins with.</param>
/// <param name="Today">Meetings lie around this day.</param>
public sealed record SeedOptions(string Database, int Users, int Rows, int Seed, DateOnly Today)
{
    /// <summary>Where Clerk's CSV goes to; it alone has the passwords.</summary>
    public string? ClerkCsv { get; init; }

    /// <summary>Where the users go to as Clerk's API gives them; it alone has organizations.</summary>
    public string? ClerkJson { get; init; }

    /// <exception cref="ArgumentException">An argument that is unknown, or lacks its value.</exception>
    public static SeedOptions Parse(string[] arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < arguments.Length; index += 2)
            given[arguments[index]] = index + 1 < arguments.Length ? arguments[index + 1] : throw new ArgumentException($"{arguments[index]} lacks its value.");

        var options = new SeedOptions(
            Take("--database") ?? throw new ArgumentException("--database is missing: a connection string of an empty database."),
            int.Parse(Take("--users") ?? "1000", CultureInfo.InvariantCulture),
            int.Parse(Take("--rows") ?? "50000", CultureInfo.InvariantCulture),
            int.Parse(Take("--seed") ?? "1", CultureInfo.InvariantCulture),
            Take("--today") is { } today ? DateOnly.Parse(today, CultureInfo.InvariantCulture) : DateOnly.FromDateTime(DateTime.UtcNow))
        {
            ClerkCsv = Take("--clerk-csv"),
            ClerkJson = Take("--clerk-json"),
        };
        return given.Count == 0 ? options : throw new ArgumentException($"There is no option {given.Keys.First()}.");

        string? Take(string name) => given.Remove(name, out var value) ? value : null;
    }
}
