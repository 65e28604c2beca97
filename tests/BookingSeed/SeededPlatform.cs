using Npgsql;

namespace Clerk2WorkOS.BookingSeed;

/// <summary>A platform of the Clerk days: a legacy database, and what Clerk knows of its people.</summary>
public sealed class SeededPlatform
{
    private SeededPlatform(IReadOnlyList<Person> people, int rows) => (People, Rows) = (people, rows);

    /// <summary>Everybody; experts come first.</summary>
    public IReadOnlyList<Person> People { get; }

    /// <summary>Those who can be booked; an expert's number is that of the public page.</summary>
    public IReadOnlyList<Person> Experts => [.. People.Where(person => person.IsExpert)];

    /// <summary>How many rows there are in all tables.</summary>
    public int Rows { get; }

    /// <summary>Creates the tables in an empty database, fills them, and writes the exports that are asked for.</summary>
    /// <param name="options">How large.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SeededPlatform> CreateAsync(SeedOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var chance = new Chance(options.Seed);
        var people = Population.Create(options.Users, chance);

        await using var source = NpgsqlDataSource.Create(options.Database);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var tables = new NpgsqlCommand(Tables(), connection))
            await tables.ExecuteNonQueryAsync(cancellationToken);
        var legacy = new LegacyRows(people, options, chance);
        await legacy.WriteAsync(connection, cancellationToken);

        if (options.ClerkCsv is { } csv)
            await ClerkExport.WriteCsvAsync(csv, people, chance);
        if (options.ClerkJson is { } json)
            await ClerkExport.WriteJsonAsync(json, people);
        return new SeededPlatform(people, legacy.Count);
    }

    private static string Tables()
    {
        using var reader = new StreamReader(typeof(SeededPlatform).Assembly.GetManifestResourceStream("legacy.sql")!);
        return reader.ReadToEnd();
    }
}
