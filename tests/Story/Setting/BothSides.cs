using Npgsql;

namespace Clerk2WorkOS.Story.Setting;

/// <summary>Both databases beside each other: the same people and meetings, here with Clerk's id, there with WorkOS's.</summary>
internal static class BothSides
{
    private static readonly (string Legacy, string Target)[] Compared =
    [
        (
            "SELECT id, clerk_id, lower(email), first_name, last_name, role FROM users",
            "SELECT u.id, coalesce(m.clerk_user_id, 'workos:' || u.workos_user_id), lower(u.email), u.first_name, u.last_name, u.role FROM users u LEFT JOIN clerk2workos.user_map m USING (workos_user_id)"
        ),
        (
            "SELECT id, event_id, clerk_user_id, guest_email, guest_name, guest_notes, start_time, end_time, status, payment_status FROM meetings",
            """
            SELECT t.id, t.event_id, coalesce(m.clerk_user_id, 'workos:' || t.workos_user_id), t.guest_email, t.guest_name, t.guest_notes, t.start_time, t.end_time, t.status, t.payment_status
            FROM meetings t LEFT JOIN clerk2workos.user_map m USING (workos_user_id)
            """
        ),
    ];

    /// <summary>What is not as it has to be once nobody works any more: bookings that are lost or there twice, rows that differ. Empty where all is well.</summary>
    /// <param name="world">Whose databases.</param>
    /// <param name="booked">The keys of all bookings that were confirmed.</param>
    /// <param name="patience">How long one side may need to follow the other.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(StoryWorld world, IReadOnlyCollection<string> booked, TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience);
        while (true)
        {
            var faults = await FaultsAsync(world, booked);
            if (faults.Count == 0 || end.IsCancellationRequested)
                return faults;
            await Task.Delay(200);
        }
    }

    /// <summary>A database as PostgreSQL's own programs take it; the password goes through the environment.</summary>
    public static string Address(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"host={parts.Host} port={parts.Port} user={parts.Username} dbname={parts.Database}";
    }

    /// <summary>Its password.</summary>
    public static IReadOnlyDictionary<string, string> Password(string connectionString) =>
        new Dictionary<string, string> { ["PGPASSWORD"] = new NpgsqlConnectionStringBuilder(connectionString).Password ?? "" };

    private static async Task<List<string>> FaultsAsync(StoryWorld world, IReadOnlyCollection<string> booked)
    {
        var faults = new List<string>();
        foreach (var (legacy, target) in Compared)
        {
            var (left, right) = (await RowsAsync(world.Legacy, legacy), await RowsAsync(world.Target, target));
            faults.AddRange(left.Except(right).Take(3).Select(row => $"only in the legacy database: {row}"));
            faults.AddRange(right.Except(left).Take(3).Select(row => $"only in the target: {row}"));
        }

        var keys = await RowsAsync(world.Target, "SELECT guest_notes FROM meetings WHERE length(guest_notes) = 32");
        faults.AddRange(booked.Except(keys).Take(3).Select(key => $"a lost booking: {key}"));
        if (keys.Count != booked.Count)
            faults.Add($"{booked.Count} bookings were confirmed, and {keys.Count} are there");
        return faults;
    }

    private static async Task<List<string>> RowsAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "~" : reader.GetString(column))));
        return rows;
    }
}
