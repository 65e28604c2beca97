using System.Transactions;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions;

/// <summary>Entity Framework's statements, of every kind that it makes, run as the person.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class InEntityFramework(PostgreSql server)
{
    [Fact]
    public async Task Queries_of_one_pooled_context_are_each_persons_own()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        var contexts = database.Contexts();
        foreach (var (principal, expected) in new[] { (NotesDatabase.Ann, "ann 1|ann 2"), (NotesDatabase.Bob, "bob 1|bob's, for all"), (NotesDatabase.Ann, "ann 1|ann 2") })
        {
            using var _ = RlsSession.Use(principal);
            await using var context = await contexts.CreateDbContextAsync();
            Assert.Equal(expected, string.Join('|', await context.Notes.OrderBy(note => note.Id).Select(note => note.Text).ToListAsync()));
            Assert.Equal(expected, string.Join('|', context.Notes.OrderBy(note => note.Id).Select(note => note.Text)));
            Assert.Equal(2, await context.Notes.CountAsync());
            Assert.Equal(0, context.Notes.Count(note => note.Text == "nothing"));
            Assert.Equal(expected, string.Join('|', context.Notes.FromSqlRaw("SELECT * FROM notes WHERE text <> {0}", "x").OrderBy(note => note.Id).Select(note => note.Text)));
            Assert.Equal("authenticated", (await context.Database.SqlQueryRaw<string>("SELECT current_user::text AS \"Value\"").ToListAsync()).Single());
        }

        await using var nobody = await contexts.CreateDbContextAsync();
        await Assert.ThrowsAsync<RlsException>(() => nobody.Notes.ToListAsync());
        Assert.Throws<RlsException>(() => nobody.Notes.ToList());
        await Assert.ThrowsAsync<RlsException>(() => nobody.Notes.ExecuteDeleteAsync());
        await Assert.ThrowsAsync<RlsException>(() => nobody.Database.BeginTransactionAsync());
        nobody.Add(new Note { Text = "nobody's" });
        await Assert.ThrowsAsync<RlsException>(() => nobody.SaveChangesAsync());
    }

    [Fact]
    public async Task What_is_saved_gets_its_values_and_counts_its_rows()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var context = await database.Contexts().CreateDbContextAsync();
        var one = new Note { Text = "one" };
        context.Add(one);
        Assert.Equal(1, await context.SaveChangesAsync());
        Assert.Equal((5, "ann"), (one.Id, one.Owner));

        one.Text = "changed";
        context.AddRange(new Note { Text = "two", Lines = [new Line { Text = "l" }] }, new Note { Text = "three" });
        Assert.Equal(4, context.SaveChanges());
        context.Remove(one);
        Assert.Equal(1, await context.SaveChangesAsync());
        Assert.Equal("ann 1|ann 2|bob 1|bob's, for all|two|three", await database.NotesAsync());
    }

    [Fact]
    public async Task A_row_that_changed_meanwhile_is_noticed()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var context = await database.Contexts().CreateDbContextAsync();
        var notes = await context.Notes.OrderBy(note => note.Id).ToListAsync();
        await database.ExecuteAsync("UPDATE notes SET version = 1 WHERE id = 2");
        notes[0].Text = "undone";
        notes[1].Text = "too late";
        var failure = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync());
        Assert.Same(notes[1], Assert.Single(failure.Entries).Entity);
        Assert.Equal("ann 1|ann 2|bob 1|bob's, for all", await database.NotesAsync());
    }

    [Fact]
    public async Task Somebody_elses_row_is_neither_changed_nor_made()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Bob);
        await using var context = await database.Contexts().CreateDbContextAsync();
        context.Update(new Note { Id = 1, Owner = "ann", Text = "stolen" });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync());
        context.ChangeTracker.Clear();
        context.Add(new Note { Owner = "ann", Text = "forged" });
        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, ((PostgresException)failure.InnerException!).SqlState);
        Assert.Equal(0, await context.Notes.Where(note => note.Id == 1).ExecuteDeleteAsync());
        Assert.Equal(2, await context.Notes.ExecuteUpdateAsync(set => set.SetProperty(note => note.Version, 7)));
        Assert.Equal(2, context.Database.ExecuteSqlRaw("DELETE FROM notes WHERE version < {0}", 8));
        Assert.Equal("ann 1|ann 2", await database.NotesAsync());
    }

    [Fact]
    public async Task Streams_and_split_queries_are_the_persons_own()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await database.ExecuteAsync("INSERT INTO notes (workos_user_id, text) SELECT CASE WHEN each % 2 = 0 THEN 'ann' ELSE 'bob' END, 'many' FROM generate_series(1, 20000) AS each");
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var context = await database.Contexts().CreateDbContextAsync();
        var count = 0;
        await foreach (var note in context.Notes.AsNoTracking().AsAsyncEnumerable())
        {
            Assert.Equal("ann", note.Owner);
            if (++count == 5000)
                break;
        }

        Assert.Equal(10_002, await context.Notes.AsNoTracking().AsAsyncEnumerable().CountAsync());
        var split = await context.Notes.Where(note => note.Text != "many").Include(note => note.Lines).AsSplitQuery().OrderBy(note => note.Id).ToListAsync();
        Assert.Equal(["line of ann 1", "line of ann 2"], split.SelectMany(note => note.Lines).Select(line => line.Text));
        split = [.. context.Notes.Where(note => note.Text != "many").Include(note => note.Lines).AsSplitQuery()];
        Assert.Equal(2, split.Count);
    }

    [Fact]
    public async Task A_transaction_belongs_to_one_person_through_savepoints()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var context = await database.Contexts().CreateDbContextAsync();
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            context.Add(new Note { Text = "kept" });
            await context.SaveChangesAsync();
            await transaction.CreateSavepointAsync("one");
            Assert.Equal(3, await context.Notes.ExecuteDeleteAsync());
            await transaction.RollbackToSavepointAsync("one");
            Assert.Equal(3, await context.Notes.CountAsync());
            Assert.Equal(2, await context.Database.ExecuteSqlRawAsync("UPDATE notes SET version = 1 WHERE id = 1; UPDATE notes SET version = 1 WHERE id = 2"));
            using (RlsSession.Use(NotesDatabase.Bob))
            {
                Assert.Contains("belongs to one person", (await Assert.ThrowsAsync<RlsException>(() => context.Notes.CountAsync())).Message, StringComparison.Ordinal);
                await Assert.ThrowsAsync<RlsException>(() => context.Notes.ExecuteDeleteAsync());
            }

            await transaction.CommitAsync();
        }

        using (RlsSession.Use(NotesDatabase.Bob))
            Assert.Equal(2, await context.Notes.CountAsync());
        using (var transaction = context.Database.BeginTransaction())
            context.Notes.ExecuteDelete();
        Assert.Equal("ann 1|ann 2|bob 1|bob's, for all|kept", await database.NotesAsync());
    }

    [Fact]
    public async Task A_retrying_strategy_repeats_what_a_cut_connection_lost()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var context = await database.Contexts(configure: npgsql => npgsql.EnableRetryOnFailure(3, TimeSpan.FromMilliseconds(50), null)).CreateDbContextAsync();
        Assert.Equal(2, await context.Notes.CountAsync());
        await CutAsync(database);
        Assert.Equal(2, await context.Notes.CountAsync());
        await CutAsync(database);
        context.Add(new Note { Text = "saved" });
        Assert.Equal(1, await context.SaveChangesAsync());
        var cuts = 0;
        Assert.Equal(3, await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            if (cuts++ == 0)
                await CutAsync(database);
            var deleted = await context.Notes.ExecuteDeleteAsync();
            await transaction.CommitAsync();
            return deleted;
        }));
        Assert.Equal(2, cuts);
        Assert.Equal("bob 1|bob's, for all", await database.NotesAsync());
    }

    [Fact]
    public async Task A_transaction_from_elsewhere_is_given_its_person_when_it_is_used()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var context = await database.Contexts().CreateDbContextAsync();
        await context.Database.OpenConnectionAsync();
        await using var transaction = await context.Database.GetDbConnection().BeginTransactionAsync();
        await context.Database.UseTransactionAsync(transaction);
        Assert.Equal(2, await context.Notes.CountAsync());
        Assert.Equal(2, await context.Notes.ExecuteDeleteAsync());
        await transaction.RollbackAsync();
    }

    [Fact]
    public async Task A_command_that_goes_around_the_context_comes_to_nothing()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var context = await database.Contexts().CreateDbContextAsync();
        Assert.Equal(2, await context.Notes.CountAsync());
        await context.Database.OpenConnectionAsync();
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => context.Database.GetDbConnection().TextAsync())).SqlState);
        Assert.Contains("begin a transaction", (await Assert.ThrowsAsync<RlsException>(() => context.Database.ExecuteSqlRawAsync("COMMIT; DELETE FROM notes"))).Message, StringComparison.Ordinal);
        foreach (var end in (string[])["COMMIT AND CHAIN", "COMMIT; BEGIN", "RESET ROLE"])
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            await context.Database.ExecuteSqlRawAsync(end);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => context.Notes.CountAsync())).SqlState);
        }

        await using var ended = await context.Database.BeginTransactionAsync();
        await context.Database.ExecuteSqlRawAsync("COMMIT");
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.Notes.CountAsync());      // Npgsql notices by itself
    }

    [Fact]
    public async Task An_ambient_transaction_is_read_in_and_not_saved_in()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var context = await database.Contexts().CreateDbContextAsync();
        using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
        Assert.Equal(2, await context.Notes.CountAsync());
        context.Add(new Note { Text = "refused" });
        Assert.Contains("BeginTransaction", (await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync())).InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_may_do_too_much_is_refused_at_the_first_command()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        var contexts = database.Contexts(await database.CreateLoginAsync("INHERIT"));
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var context = await contexts.CreateDbContextAsync();
        foreach (var run in (Func<Task>[])[() => context.Notes.CountAsync(), () => context.Notes.CountAsync(), () => context.Database.BeginTransactionAsync(), () => context.Notes.ExecuteDeleteAsync()])
            Assert.Contains("NOINHERIT", (await Assert.ThrowsAsync<RlsException>(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_query_leaves_the_context_usable()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var context = await database.Contexts().CreateDbContextAsync();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => context.Database.ExecuteSqlRawAsync("SELECT pg_sleep(60)", soon.Token));
        Assert.Equal(2, await context.Notes.CountAsync());
    }

    private static Task CutAsync(NotesDatabase database) => database.ExecuteAsync(
        $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '{new NpgsqlConnectionStringBuilder(database.ConnectionString).Username}'");
}
