using System.Net.Http.Json;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Guests.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Guests;

/// <summary>Meetings from before are linked to whom they belong to, and to nobody who only claims the address.</summary>
[Collection(PostgreSql.Guests)]
public sealed class LegacyBookingsTests(PostgreSql server)
{
    private const string Older = """
        INSERT INTO meetings (guest_email) VALUES ('ana@example.com'), (' ANA@Example.com '), ('bob@example.com');
        INSERT INTO meetings (guest_email, guest_workos_user_id, guest_org_id) VALUES ('ana@example.com', 'user_of_another', gen_random_uuid());
        """;

    [Fact]
    public async Task Those_of_a_verified_address_once()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await world.ExecuteAsync(Older);
        var registration = world.Registration();
        var account = await registration.CreateOrGetAsync("ana@example.com", "Ana Silva");
        await VerifyAsync(world, account.WorkosUserId);
        await world.ExecuteAsync($"INSERT INTO meetings (guest_email, guest_workos_user_id) VALUES ('ana@example.com', '{account.WorkosUserId}')");

        Assert.Equal(3, await registration.LinkLegacyBookingsAsync(account.WorkosUserId));
        Assert.Equal(0, await registration.LinkLegacyBookingsAsync(account.WorkosUserId));

        Assert.Equal(3, await world.ScalarAsync<long>($"SELECT count(*) FROM meetings WHERE guest_workos_user_id = '{account.WorkosUserId}' AND guest_org_id = '{account.OrgId}'"));
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM meetings WHERE guest_workos_user_id = 'user_of_another'"));
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM meetings WHERE guest_email = 'bob@example.com' AND guest_workos_user_id IS NULL"));
    }

    [Fact]
    public async Task None_of_an_address_that_is_not_verified()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await world.ExecuteAsync(Older);
        var registration = world.Registration();
        var account = await registration.CreateOrGetAsync("ana@example.com", "Ana Silva");

        Assert.Equal(0, await registration.LinkLegacyBookingsAsync(account.WorkosUserId));
        Assert.Equal(3, await world.ScalarAsync<long>("SELECT count(*) FROM meetings WHERE guest_workos_user_id IS NULL"));
    }

    [Fact]
    public async Task Who_is_no_guest_gets_an_organization_of_their_own_only_if_there_is_something_to_link()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        using var client = world.WorkOS.CreateClient();
        await client.PostAsJsonAsync("user_management/users", new { email = "ana@example.com", first_name = "Ana", email_verified = true });
        var user = world.WorkOS.Users[0].Id;
        var registration = world.Registration();

        Assert.Equal(0, await registration.LinkLegacyBookingsAsync(user));
        Assert.Empty(world.WorkOS.Organizations);

        await world.ExecuteAsync(Older);
        Assert.Equal(2, await registration.LinkLegacyBookingsAsync(user));
        Assert.Equal(GuestCount.One with { Mails = 0 }, await world.CountAsync("ana@example.com"));
    }

    [Fact]
    public async Task An_organization_column_of_text_is_filled_as_well()
    {
        await using var world = await GuestWorld.CreateAsync(server, GuestWorld.Tables.Replace("guest_org_id uuid", "guest_org_id text", StringComparison.Ordinal));
        await world.ExecuteAsync("INSERT INTO meetings (guest_email) VALUES ('ana@example.com')");
        var registration = world.Registration();
        var account = await registration.CreateOrGetAsync("ana@example.com", "Ana Silva");
        await VerifyAsync(world, account.WorkosUserId);

        Assert.Equal(1, await registration.LinkLegacyBookingsAsync(account.WorkosUserId));
        Assert.Equal(account.OrgId.ToString(), await world.ScalarAsync<string>("SELECT guest_org_id FROM meetings"));
    }

    [Fact]
    public async Task A_user_or_a_table_that_is_not_there_is_said()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration();
        await Assert.ThrowsAsync<ArgumentException>(() => registration.LinkLegacyBookingsAsync("user_01NOBODY"));
        await Assert.ThrowsAsync<ArgumentException>(() => registration.LinkLegacyBookingsAsync("ana@example.com"));

        var account = await registration.CreateOrGetAsync("ana@example.com", "Ana Silva");
        await VerifyAsync(world, account.WorkosUserId);
        await world.ExecuteAsync("DROP TABLE meetings");
        var exception = await Assert.ThrowsAsync<GuestRegistrationException>(() => registration.LinkLegacyBookingsAsync(account.WorkosUserId));
        Assert.Contains("GuestOptions.Tables.Meetings", exception.Message, StringComparison.Ordinal);
    }

    private static async Task VerifyAsync(GuestWorld world, string userId)
    {
        using var client = world.WorkOS.CreateClient();
        (await client.PutAsJsonAsync($"user_management/users/{userId}", new { email_verified = true })).EnsureSuccessStatusCode();
    }
}
