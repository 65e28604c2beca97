using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Migration.State;

/// <summary>One migration a target: who is let in, who is shut out, and that a late write fails.</summary>
[Collection(PostgreSql.Others)]
public sealed class MigrationFenceTests(PostgreSql server) : IAsyncLifetime
{
    private NpgsqlDataSource _target = null!;

    public async Task InitializeAsync()
    {
        _target = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        await MigrationSchema.EnsureAsync(_target);
        await ExecuteAsync("CREATE TABLE written (by text)");
    }

    public async Task DisposeAsync() => await _target.DisposeAsync();

    [Fact]
    public async Task The_schema_is_made_once_however_often_and_by_however_many()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MigrationSchema.EnsureAsync(_target)));

        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM clerk2workos.migration"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_one_is_refused_while_the_first_lives_and_enters_when_it_has_left(bool isPooled)
    {
        var first = await EnterAsync("users run", isPooled: isPooled);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => EnterAsync("users retry", isPooled: isPooled));
        Assert.StartsWith($"'users run' is under way already ({Environment.MachineName}, process {Environment.ProcessId}, since ", refusal.Message, StringComparison.Ordinal);
        await WriteAsync(first, "first");

        await first.DisposeAsync();
        await using var second = await EnterAsync("users retry", isPooled: isPooled);
        Assert.Equal(first.Epoch + 1, second.Epoch);
        await WriteAsync(second, "second");
    }

    [Fact]
    public async Task Who_is_given_up_for_dead_can_write_no_more()
    {
        await using var first = await EnterAsync("users run");
        await WriteAsync(first, "first");
        await CutLockAsync();

        await using var second = await EnterAsync("users run");
        await WriteAsync(second, "second");

        var fenced = await Assert.ThrowsAsync<MigrationFencedException>(() => WriteAsync(first, "late"));
        Assert.Contains($"this one was number {first.Epoch}", fenced.Message, StringComparison.Ordinal);
        Assert.Equal("first,second", await ScalarAsync<string>("SELECT string_agg(by, ',' ORDER BY by) FROM written"));
    }

    [Fact]
    public async Task Whoever_takes_over_waits_for_the_write_that_is_under_way()
    {
        await using var first = await EnterAsync("users run");
        await using var connection = await _target.OpenConnectionAsync();
        await using var transaction = await first.BeginAsync(connection, default);
        await CutLockAsync();

        var entering = EnterAsync("users run");
        await Task.Delay(300);
        Assert.False(entering.IsCompleted);
        await ExecuteAsync("INSERT INTO written VALUES ('in time')", connection);
        await transaction.CommitAsync();

        await using var second = await entering;
        Assert.Equal("in time", await ScalarAsync<string>("SELECT by FROM written"));
        await Assert.ThrowsAsync<MigrationFencedException>(() => WriteAsync(first, "late"));
    }

    [Fact]
    public async Task A_lock_that_was_lost_is_taken_again_so_that_nobody_takes_over()
    {
        await using var first = await EnterAsync("users run");
        await CutLockAsync();

        var began = DateTime.UtcNow;
        while (!await ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 1660944385 AND objid = 1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"))
        {
            Assert.True(DateTime.UtcNow - began < TimeSpan.FromSeconds(30), "The lock was not taken again.");
            await Task.Delay(200);
        }

        await Assert.ThrowsAsync<MigrationException>(() => EnterAsync("users run"));
        await WriteAsync(first, "first");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Workers_join_under_one_epoch_and_shut_out_who_wants_to_be_alone(bool isPooled)
    {
        await using var first = await EnterAsync("data run", FenceMode.Joint, isPooled);
        await using var second = await EnterAsync("data run", FenceMode.Joint, isPooled);

        Assert.Equal(first.Epoch, second.Epoch);
        await WriteAsync(first, "first");
        await WriteAsync(second, "second");
        await Assert.ThrowsAsync<MigrationException>(() => EnterAsync("data retry", FenceMode.Alone, isPooled));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Users_and_rows_are_under_way_at_once(bool isPooled)
    {
        await using var rows = await EnterAsync("data sync", isPooled: isPooled);
        await using var users = await EnterAsync("users sync", isPooled: isPooled);

        await WriteAsync(rows, "rows");
        await WriteAsync(users, "users");

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => EnterAsync("users run", isPooled: isPooled));
        Assert.StartsWith("'users sync' is under way already", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_pooler_whose_beat_is_old_is_taken_for_dead()
    {
        await using var first = await EnterAsync("users run", isPooled: true);
        await ExecuteAsync("UPDATE clerk2workos.migration SET beat_at = now() - interval '16 seconds'");

        await using var second = await EnterAsync("users run", isPooled: true);

        await Assert.ThrowsAsync<MigrationFencedException>(() => WriteAsync(first, "late"));
        await WriteAsync(second, "second");
    }

    [Fact]
    public async Task Behind_a_pooler_who_lives_beats()
    {
        await using var first = await EnterAsync("users run", isPooled: true);
        await ExecuteAsync("UPDATE clerk2workos.migration SET beat_at = now() - interval '14 seconds'");

        await Task.Delay(TimeSpan.FromSeconds(7));

        await Assert.ThrowsAsync<MigrationException>(() => EnterAsync("users run", isPooled: true));
        await WriteAsync(first, "first");
    }

    private Task<MigrationFence> EnterAsync(string command, FenceMode mode = FenceMode.Alone, bool isPooled = false) =>
        MigrationFence.EnterAsync(_target, command.StartsWith("users", StringComparison.Ordinal) ? FenceScope.Users : FenceScope.Data, mode, command, isPooled, default);

    private async Task WriteAsync(MigrationFence fence, string by)
    {
        await using var connection = await _target.OpenConnectionAsync();
        await using var transaction = await fence.BeginAsync(connection, default);
        await ExecuteAsync($"INSERT INTO written VALUES ('{by}')", connection);
        await transaction.CommitAsync();
    }

    /// <summary>What PostgreSQL sees of a process that was killed.</summary>
    private Task CutLockAsync() => ExecuteAsync(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1660944385 AND objid = 1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");

    private async Task ExecuteAsync(string sql, NpgsqlConnection? connection = null)
    {
        await using var command = connection is null ? _target.CreateCommand(sql) : new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = _target.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
