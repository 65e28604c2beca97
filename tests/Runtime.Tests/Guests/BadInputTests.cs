using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Guests.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Guests;

/// <summary>Whatever is typed into a form: a correct row, or an <see cref="ArgumentException"/> before anything is called.</summary>
[Collection(PostgreSql.Guests)]
public sealed class BadInputTests(PostgreSql server)
{
    private const string Email = "ana.silva@example.com";

    public static TheoryData<string, string, string?> Names => new()
    {
        { "Ana", "Ana", null },
        { "Ana Maria da Silva", "Ana", "Maria da Silva" },
        { "  Ana \t\r\n Silva  ", "Ana", "Silva" },
        { "👩🏽‍🚀 Ana 🎉", "👩🏽‍🚀", "Ana 🎉" },
        { "ليلى بنت أحمد", "ليلى", "بنت أحمد" },
        { "שירה כהן", "שירה", "כהן" },
        { "李雷", "李雷", null },
        { "O'Brien \"Bob\" <b>bold</b>", "O'Brien", "\"Bob\" <b>bold</b>" },
        { "Robert'); DROP TABLE users;--", "Robert');", "DROP TABLE users;--" },
        { "$1 {0} %s \\x00 ' OR 1=1", "$1", "{0} %s \\x00 ' OR 1=1" },
        { "", "ana.silva", null },
        { " \t ", "ana.silva", null },
        { new string('x', 300), new string('x', 300), null },
        { $"{new string('é', 150)} {new string('ü', 149)}", new string('é', 150), new string('ü', 149) },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_is_written_as_it_is(string name, string first, string? last)
    {
        await using var world = await GuestWorld.CreateAsync(server);

        await world.Registration().CreateOrGetAsync(Email, name);

        Assert.Equal((first, last), (world.WorkOS.Users[0].FirstName, world.WorkOS.Users[0].LastName));
        await using var command = world.Database.CreateCommand("SELECT first_name, last_name FROM users");
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        Assert.Equal((first, last), (rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1)));
        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
    }

    [Theory]
    [InlineData("o'brien@example.com")]
    [InlineData("a+b=c@example.com")]
    [InlineData("'or'1'='1@example.com")]
    [InlineData("ana@bücher.example")]
    public async Task An_unusual_address_is_an_address(string email)
    {
        await using var world = await GuestWorld.CreateAsync(server);

        var first = await world.Registration().CreateOrGetAsync(email, "Ana Silva");
        var second = await world.Registration().CreateOrGetAsync(email.ToUpperInvariant(), "Ana Silva");

        Assert.Equal(first with { IsNew = false }, second);
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM users"));
    }

    [Fact]
    public async Task What_is_no_address_is_refused_before_anything_is_called()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration();
        foreach (var email in (string[])["", " ", "ana", "@", "@example.com", "ana@", "ana@example", "ana silva@example.com", "ana@exam ple.com", "a@b@example.com", "ana@@example.com",
            ".ana@example.com", "ana.@example.com", "a..b@example.com", "ana@-example.com", "ana@example..com", "ana@[10.0.0.1]", "\"ana silva\"@example.com", "ana@example.c",
            "ana\0@example.com", "ana\r\nBcc: all@example.com", "аna@example.com", "ana@example.com, bob@example.com", "<ana@example.com>", "'; DROP TABLE users;--@example.com",
            new string('a', 65) + "@example.com", "ana@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5)) + ".com", "ana@\ud800.com"])
        {
            var exception = await Assert.ThrowsAsync<ArgumentException>(() => registration.CreateOrGetAsync(email, "Ana Silva"));
            Assert.Equal("email", exception.ParamName);
        }

        await Assert.ThrowsAsync<ArgumentNullException>(() => registration.CreateOrGetAsync(null!, "Ana"));
        await Assert.ThrowsAsync<ArgumentNullException>(() => registration.CreateOrGetAsync(Email, null!));
        await NothingHappenedAsync(world);
    }

    [Fact]
    public async Task A_name_that_cannot_be_written_is_refused_before_anything_is_called()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration();
        foreach (var name in (string[])["Ana\0Silva", "Ana\u001b[31m", "Ana \ud83d", "\ude00 Ana", new string('x', 501)])
        {
            var exception = await Assert.ThrowsAsync<ArgumentException>(() => registration.CreateOrGetAsync(Email, name));
            Assert.Equal("name", exception.ParamName);
        }

        await NothingHappenedAsync(world);
    }

    [Fact]
    public async Task Metadata_over_the_limits_of_WorkOS_is_refused_before_anything_is_called()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration();
        foreach (var metadata in (Dictionary<string, string>[])
        [
            Enumerable.Range(0, 9).ToDictionary(number => $"key{number}", _ => "value"),
            new() { [new string('k', 41)] = "value" },
            new() { [""] = "value" },
            new() { ["key"] = new string('v', 601) },
            new() { ["key"] = null! },
            new() { ["event"] = "Consulta João" },
            new() { ["clé"] = "value" },
            new() { ["registrationType"] = "admin" },
            new() { ["registeredAt"] = "never" },
        ])
        {
            var exception = await Assert.ThrowsAsync<ArgumentException>(() => registration.CreateOrGetAsync(Email, "Ana Silva", metadata));
            Assert.Equal("metadata", exception.ParamName);
        }

        await NothingHappenedAsync(world);
        await registration.CreateOrGetAsync(Email, "Ana Silva", Enumerable.Range(0, 8).ToDictionary(number => $"{new string('k', 38)}{number:00}", _ => new string('v', 600)));
        Assert.Equal(10, world.WorkOS.Users[0].Metadata.Count);
    }

    [Fact]
    public async Task A_name_too_long_for_a_column_is_refused_before_anything_is_called()
    {
        await using var world = await GuestWorld.CreateAsync(server, GuestWorld.Tables.Replace("first_name text, last_name text", "first_name varchar(10), last_name varchar(10) NOT NULL", StringComparison.Ordinal));
        var registration = world.Registration();

        await Assert.ThrowsAsync<ArgumentException>(() => registration.CreateOrGetAsync(Email, "Maximiliane Silva"));
        await Assert.ThrowsAsync<ArgumentException>(() => registration.CreateOrGetAsync(Email, "Ana Albuquerque da Silva"));
        await NothingHappenedAsync(world);

        await registration.CreateOrGetAsync(Email, "👩👩👩👩👩👩👩👩👩👩");          // ten characters, as PostgreSQL counts
        Assert.Equal("", await world.ScalarAsync<string>("SELECT last_name FROM users"));
        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
    }

    private static async Task NothingHappenedAsync(GuestWorld world)
    {
        Assert.Equal(0, world.WorkOS.Requests.Received);
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM organizations) + (SELECT count(*) FROM clerk2workos.guest_registrations)"));
    }
}
