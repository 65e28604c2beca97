using System.Net;
using System.Net.Http.Json;
using Npgsql;

namespace Clerk2WorkOS.Story;

/// <summary>What somebody of another organization gets: nothing, from the application and from PostgreSQL.</summary>
[Collection(nameof(Story))]
public sealed class OtherPeoplesRows(Setting.Story story)
{
    private StoryWorld World => story.World;

    [Fact]
    public async Task What_belongs_to_another_organization_is_refused()
    {
        var (owner, other) = (World.Platform.Experts[0], World.Platform.Experts[6]);
        var (ownerId, otherId) = (await World.WorkosIdAsync(owner), await World.WorkosIdAsync(other));
        var meeting = await World.AskAsync($"SELECT meeting_id FROM records WHERE expert_workos_user_id = '{ownerId}' LIMIT 1");
        var record = await World.AskAsync($"SELECT id FROM records WHERE meeting_id = '{meeting}'");

        using var visitor = await Visitor.SignedInAsync(World, other);
        Assert.Equal("[]", await visitor.Http.GetStringAsync($"/api/appointments/{meeting}/records"));
        using var replaced = await visitor.Http.PutAsJsonAsync($"/api/records/{record}", new { content = "mine now" });
        Assert.Equal(HttpStatusCode.Conflict, replaced.StatusCode);
        using var schedule = await visitor.Http.GetAsync($"/api/experts/{ownerId}/schedule");
        Assert.False(schedule.IsSuccessStatusCode);

        // The database says the same, whatever statement somebody finds a way to send.
        Assert.Equal(0, await CountAsync(otherId, $"SELECT count(*) FROM meetings WHERE id = '{meeting}'"));
        Assert.Equal(1, await CountAsync(ownerId, $"SELECT count(*) FROM meetings WHERE id = '{meeting}'"));
        Assert.Equal(0, await CountAsync(otherId, $"SELECT count(*) FROM records WHERE id = '{record}'"));
        await using var login = NpgsqlDataSource.Create(World.TargetAs("booking_app"));
        await using var withoutSession = login.CreateCommand("SELECT count(*) FROM meetings");
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => withoutSession.ExecuteScalarAsync())).SqlState);
    }

    /// <summary>What a statement counts for somebody who is signed in, sent past the application.</summary>
    private async Task<long> CountAsync(string workosId, string sql)
    {
        await using var login = NpgsqlDataSource.Create(World.TargetAs("booking_app"));
        await using var connection = await login.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var session = new NpgsqlCommand("SELECT set_config('request.jwt.claims', $1, true), set_config('role', 'authenticated', true)", connection, transaction))
        {
            session.Parameters.Add(new() { Value = $$"""{"sub":"{{workosId}}"}""" });
            await session.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection, transaction);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
