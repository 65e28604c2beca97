using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions;

/// <summary>In transaction mode the connection changes from statement to statement, and the person does not.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class BehindPgBouncer(PostgreSql server)
{
    [PgBouncerFact]
    public async Task Everybody_sees_what_is_theirs_over_two_connections()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var bouncer = await PgBouncer.StartAsync(database.ConnectionString, connections: 2);
        var application = database.Application(bouncer.ConnectionString);
        var contexts = database.Contexts(bouncer.ConnectionString);
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (worker, cancellationToken) =>
        {
            var random = new Random(worker);
            await using var connection = await application.OpenConnectionAsync(cancellationToken);
            for (var each = 0; each < 60; each++)
            {
                var (principal, expected) = random.Next(2) == 0 ? (NotesDatabase.Ann, "ann 1|ann 2") : (NotesDatabase.Bob, "bob 1|bob's, for all");
                using var _ = RlsSession.Use(principal);
                switch (random.Next(4))
                {
                    case 0:
                        Assert.Equal(expected, await connection.TextAsync());
                        break;
                    case 1:
                        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
                        {
                            Assert.Equal(expected, await connection.TextAsync());
                            await connection.RunAsync("DELETE FROM notes");
                            await transaction.SaveAsync("here", cancellationToken);
                            await Assert.ThrowsAsync<PostgresException>(() => connection.RunAsync("SELECT 1/0"));
                        }

                        break;
                    case 2:
                        await Assert.ThrowsAsync<PostgresException>(() => connection.RunAsync("SELECT 1/0 FROM notes"));
                        break;
                    default:
                        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
                            Assert.Equal(expected, string.Join('|', await context.Notes.OrderBy(note => note.Id).Select(note => note.Text).ToListAsync(cancellationToken)));
                        break;
                }
            }
        });

        // Both connections of the pooler are as they were.
        await using var raw = NpgsqlDataSource.Create(bouncer.ConnectionString);
        for (var each = 0; each < 20; each++)
        {
            await using var command = raw.CreateCommand(PlainCommands.Traces);
            Assert.True((bool)(await command.ExecuteScalarAsync())!);
        }
    }
}
