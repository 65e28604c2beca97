using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

/// <summary>The live application: adds, changes and deletes rows of a <see cref="Ledger"/> for as long as it is let.</summary>
internal static class Writer
{
    /// <param name="world">The databases.</param>
    /// <param name="seed">Decides what is written.</param>
    /// <param name="stop">Ends the writing.</param>
    /// <param name="pause">Between two transactions; none for as many as there can be.</param>
    /// <returns>How many transactions it has committed.</returns>
    public static async Task<int> WriteAsync(DataWorld world, int seed, CancellationToken stop, TimeSpan pause = default)
    {
        var random = new Random(seed);
        var committed = 0;
        while (!stop.IsCancellationRequested)
        {
            var user = $"'{DataWorld.Clerk(random.Next(10))}'";
            var statement = random.Next(8) switch
            {
                0 => $"INSERT INTO event VALUES (gen_random_uuid(), {user}, 'w{random.Next()}')",
                1 => "INSERT INTO meeting (event_id, note) SELECT id, 'written' FROM event ORDER BY random() LIMIT 3",
                2 => $"UPDATE event SET name = 'u{random.Next()}' WHERE id IN (SELECT id FROM event ORDER BY random() LIMIT 5)",
                3 => $"UPDATE event SET clerk_user_id = {user} WHERE id = (SELECT id FROM event ORDER BY random() LIMIT 1)",
                4 => "WITH e AS (SELECT id FROM event ORDER BY random() LIMIT 1), m AS (DELETE FROM meeting WHERE event_id IN (SELECT id FROM e)) DELETE FROM event WHERE id IN (SELECT id FROM e)",
                5 => $"INSERT INTO node (clerk_user_id, parent_id) SELECT {user}, id FROM node ORDER BY random() LIMIT 1",
                6 => "UPDATE node SET parent_id = CASE WHEN random() < 0.5 THEN (SELECT min(id) FROM node) END WHERE id = (SELECT id FROM node ORDER BY random() LIMIT 1) AND id > (SELECT min(id) FROM node)",
                _ => "DELETE FROM node n WHERE id = (SELECT id FROM node ORDER BY random() LIMIT 1) AND NOT EXISTS (SELECT FROM node c WHERE c.parent_id = n.id)",
            };
            try
            {
                await world.OnLegacyAsync(statement);
                committed++;
                await Task.Delay(pause, CancellationToken.None);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, CancellationToken.None);       // another one wrote the same row, or the server is away
            }
        }

        return committed;
    }

    /// <summary>Writes so many rows a second, ten in each transaction; what cannot be written while the server is away is written afterwards.</summary>
    /// <returns>How many rows it has written.</returns>
    public static async Task<int> WriteSteadilyAsync(DataWorld world, int rowsPerSecond, CancellationToken stop)
    {
        const int RowsAtOnce = 10;
        var (random, began, rows) = (new Random(7), TimeProvider.System.GetTimestamp(), 0);
        while (!stop.IsCancellationRequested)
        {
            if (rows > TimeProvider.System.GetElapsedTime(began).TotalSeconds * rowsPerSecond)
            {
                await Task.Delay(5, CancellationToken.None);
                continue;
            }

            var user = $"'{DataWorld.Clerk(random.Next(10))}'";
            try
            {
                await world.OnLegacyAsync($"""
                    WITH made AS (INSERT INTO event SELECT gen_random_uuid(), {user}, 's' || n FROM generate_series(1, 3) n RETURNING id)
                    INSERT INTO meeting (event_id, note) SELECT id, 'steady' FROM made;
                    UPDATE event SET name = 'again' WHERE id IN (SELECT event_id FROM meeting WHERE id > (SELECT max(id) - 20 FROM meeting) LIMIT 2);
                    DELETE FROM meeting WHERE id IN (SELECT id FROM meeting WHERE id < (SELECT max(id) - 500 FROM meeting) AND note = 'steady' LIMIT 2)
                    """);
                rows += RowsAtOnce;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }

        return rows;
    }
}
