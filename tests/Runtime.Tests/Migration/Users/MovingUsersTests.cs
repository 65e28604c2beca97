using System.Text.Json;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>What becomes of a user, on all sides.</summary>
[Collection(PostgreSql.Users)]
public sealed class MovingUsersTests(PostgreSql server)
{
    [Fact]
    public async Task A_user_of_the_legacy_database_is_there_on_all_sides()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.ExecuteAsync(
            """
            INSERT INTO users (id, clerk_user_id, email, first_name, last_name, stripe_customer_id, stripe_connect_account_id, settings, tags, credit, mood, born, nickname)
            VALUES ('11111111-1111-1111-1111-111111111111', 'user_2abc', 'Ana.Silva@Example.com', 'Ana', 'Silva', 'cus_1', 'acct_1', '{"a": [1, "ü"]}', '{x,"y z",NULL}', 12.50, 'happy', '1990-02-28', 'Nana')
            """,
            world.Legacy);

        var result = await world.Migration().RunAsync();

        Assert.Equal((1, 1, 0, 0, 1), (result.InSources, result.Moved, result.AlreadyMoved, result.Skipped, result.Mapped));
        Assert.Empty(result.OpenRejects);
        var user = Assert.Single(world.WorkOS.Users);
        Assert.Equal(("Ana.Silva@Example.com", false, "Ana", "Silva", "user_2abc"), (user.Email, user.EmailVerified, user.FirstName, user.LastName, user.ExternalId));
        Assert.Equal(["clerkUserId", "migratedAt", "migratedFrom"], user.Metadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("user_2abc", "clerk"), (user.Metadata["clerkUserId"], user.Metadata["migratedFrom"]));
        var organization = Assert.Single(world.WorkOS.Organizations);
        Assert.Equal(($"user-{user.Id}", "Ana's Account"), (organization.ExternalId, organization.Name));
        var membership = Assert.Single(world.WorkOS.Memberships);
        Assert.Equal((user.Id, organization.Id, "owner", "active"), (membership.UserId, membership.OrganizationId, membership.RoleSlug, membership.Status));
        Assert.Equal(
            $"11111111-1111-1111-1111-111111111111|{user.Id}|Ana.Silva@Example.com|Ana|Silva|cus_1|acct_1|{{\"a\": [1, \"ü\"]}}|{{x,\"y z\",NULL}}|12.50|happy|1990-02-28|2021-03-04 05:06:07.123456+00",
            await world.ScalarAsync<string>(
                """
                SELECT concat_ws('|', id, workos_user_id, email, first_name, last_name, stripe_customer_id, stripe_connect_account_id, settings, tags, credit, mood, born,
                    to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00') FROM users
                """));
        Assert.Equal($"{organization.Id}|user-{user.Id}|Ana's Account|expert_individual|owner|active", await world.ScalarAsync<string>(
            "SELECT concat_ws('|', workos_org_id, slug, name, type, role, status) FROM organizations o JOIN user_org_memberships m ON m.org_id = o.id"));
        Assert.Equal($"user_2abc|{user.Id}|true|{organization.Id}", await world.ScalarAsync<string>(
            "SELECT concat_ws('|', clerk_user_id, workos_user_id, ((SELECT id FROM organizations) = organization_id)::text, workos_organization_id) FROM clerk2workos.user_map"));
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM clerk2workos.user_intents"));
    }

    [Fact]
    public async Task The_map_is_a_JSON_file_as_the_plan_has_it()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(3);

        await world.Migration().RunAsync();

        using var map = JsonDocument.Parse(await File.ReadAllTextAsync(world.MapFile));
        Assert.Equal(3, map.RootElement.GetArrayLength());
        var first = map.RootElement[0];
        Assert.Equal(["clerkUserId", "workosUserId", "organizationId", "workosOrganizationId"], first.EnumerateObject().Select(property => property.Name));
        Assert.Equal("user_0001", first.GetProperty("clerkUserId").GetString());
        Assert.Equal(
            await world.ScalarAsync<Guid>("SELECT organization_id FROM clerk2workos.user_map WHERE clerk_user_id = 'user_0001'"), first.GetProperty("organizationId").GetGuid());
        Assert.Equal(["migration-user-map.json"], Directory.GetFiles(world.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_of_that_name_that_is_no_map_is_left_alone_and_nothing_moves()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(1);
        world.Write("migration-user-map.json", """[{"name": "mine"}]""");

        var exception = await Assert.ThrowsAsync<Clerk2WorkOS.Migration.MigrationException>(() => world.Migration().RunAsync());

        Assert.Contains("migration-user-map.json is there and is no map of users", exception.Message, StringComparison.Ordinal);
        Assert.Equal("""[{"name": "mine"}]""", await File.ReadAllTextAsync(world.MapFile));
        Assert.Empty(world.WorkOS.Users);
    }

    [Fact]
    public async Task Three_sources_make_one_person()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.ExecuteAsync("INSERT INTO users (clerk_user_id, email, first_name, stripe_customer_id, stripe_connect_account_id) VALUES ('user_1', 'old@example.com', 'Anna', 'cus_9', 'acct_9')", world.Legacy);
        var csv = world.Write("users.csv", $"""
            id,first_name,last_name,username,primary_email_address,primary_phone_number,verified_email_addresses,unverified_email_addresses,verified_phone_numbers,unverified_phone_numbers,totp_secret,password_digest,password_hasher
            user_1,Ana,Silva,,ana@example.com,,ana@example.com,,,,JBSWY3DPEHPK3PXP,{BCrypt.Net.BCrypt.HashPassword("correct horse", 4)},bcrypt
            """);
        var json = world.WriteJson(UserWorld.ClerkUser("user_1", "Ana@example.com", locked: true, organizations: [("org_1", "The Clinic", "org:admin")]));

        var result = await world.Migration(options => options with { ClerkCsv = csv, ClerkJson = json, TotpIssuer = "Clinic" }).RunAsync();

        Assert.Empty(result.OpenRejects);
        var user = Assert.Single(world.WorkOS.Users);
        Assert.Equal(("Ana@example.com", true, "Ana", "Silva", "bcrypt"), (user.Email, user.EmailVerified, user.FirstName, user.LastName, user.PasswordHashType));
        Assert.Equal(("JBSWY3DPEHPK3PXP", "Clinic"), (Assert.Single(world.WorkOS.Factors).Secret, world.WorkOS.Factors[0].Issuer));
        Assert.Equal(["admin in The Clinic", "owner in Ana's Account"], world.WorkOS.Memberships
            .Select(membership => $"{membership.RoleSlug} in {world.WorkOS.Organizations.Single(organization => organization.Id == membership.OrganizationId).Name}").Order(StringComparer.Ordinal));
        Assert.Equal(["cus_9|expert_individual|user-" + user.Id, "cus_9|organization|the-clinic"], await world.LinesAsync(
            "SELECT concat_ws('|', stripe_customer_id, type, slug) FROM users u JOIN user_org_memberships m USING (workos_user_id) JOIN organizations o ON o.id = m.org_id"));
        Assert.Equal([UserNoteCodes.Locked, UserNoteCodes.TotpMoved], result.Notes.Keys.Order(StringComparer.Ordinal));
        Assert.True(await world.SignsInAsync("ana@example.com", "correct horse"));
        Assert.DoesNotContain(user.Metadata.Values, value => value.Contains("JBSW", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Progress_goes_up_to_the_total()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(20);
        var seen = new List<UserProgress>();

        await world.Migration().RunAsync(new Recorder(seen));

        Assert.Equal(21, seen.Count);
        Assert.Equal((20, 0), (seen[0].Total, seen[0].Done));
        Assert.Equal((20, 20, 0), (seen[^1].Total, seen.Max(progress => progress.Done), seen[^1].Rejected));
        Assert.True(seen[^1].Rate > 0);
    }

    [Fact]
    public async Task Counters_of_columns_that_came_along_are_raised()
    {
        await using var world = await UserWorld.CreateAsync(
            server,
            target: UserWorld.TargetTables.Replace("users (\n    id uuid PRIMARY KEY DEFAULT gen_random_uuid()", "users (\n    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal),
            legacy: "CREATE TABLE users (id bigserial PRIMARY KEY, clerk_user_id text UNIQUE, email text)");
        await world.ExecuteAsync("INSERT INTO users (id, clerk_user_id, email) VALUES (7, 'user_a', 'a@example.com'), (41, 'user_b', 'b@example.com')", world.Legacy);

        await world.Migration().RunAsync();

        Assert.Equal(["7|a@example.com", "41|b@example.com"], (await world.LinesAsync("SELECT id || '|' || email FROM users")).OrderBy(line => line.Length));
        Assert.Equal(42, await world.ScalarAsync<long>("INSERT INTO users (workos_user_id, email) VALUES ('later', 'later@example.com') RETURNING id"));
    }

    internal sealed class Recorder(List<UserProgress> seen) : IProgress<UserProgress>
    {
        public void Report(UserProgress value)
        {
            lock (seen)
                seen.Add(value);
        }
    }
}
