using System.Net.Http.Json;
using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>The cases that no rule of thumb covers, one by one.</summary>
[Collection(PostgreSql.Users)]
public sealed class AwkwardUsersTests(PostgreSql server)
{
    [Fact]
    public async Task A_guest_with_the_address_is_adopted_with_the_organization_and_the_row_that_are_there()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var (guest, organization) = await AddGuestAsync(world, isVerified: false);
        await world.ExecuteAsync("INSERT INTO users (clerk_user_id, email, first_name, stripe_customer_id, stripe_connect_account_id) VALUES ('user_1', 'Guest@Example.com', 'Ana', 'cus_1', 'acct_1')", world.Legacy);
        var csv = world.Write("users.csv", $"id,primary_email_address,verified_email_addresses,password_digest,password_hasher\nuser_1,guest@example.com,guest@example.com,{BCrypt.Net.BCrypt.HashPassword("correct horse", 4)},bcrypt\n");

        var result = await world.Migration(options => options with { ClerkCsv = csv }).RunAsync();

        Assert.Empty(result.OpenRejects);
        var user = Assert.Single(world.WorkOS.Users);
        Assert.Equal((guest, "user_1", true, "Gast"), (user.Id, user.ExternalId, user.EmailVerified, user.FirstName));
        Assert.Equal(("guest", "clerk"), (user.Metadata["registrationType"], user.Metadata["migratedFrom"]));
        Assert.Equal(organization, Assert.Single(world.WorkOS.Organizations).Id);
        Assert.Single(world.WorkOS.Memberships);
        Assert.Equal($"{guest}|guest@example.com|Gast|cus_1|expert_individual|1|1", await world.ScalarAsync<string>(
            "SELECT concat_ws('|', workos_user_id, email, first_name, stripe_customer_id, (SELECT string_agg(type, ',') FROM organizations), (SELECT count(*) FROM users), (SELECT count(*) FROM user_org_memberships)) FROM users"));
        Assert.Equal([UserNoteCodes.Adopted, UserNoteCodes.RowIdKept], result.Notes.Keys.Order(StringComparer.Ordinal));
        Assert.True(await world.SignsInAsync("guest@example.com", "correct horse"));
    }

    [Fact]
    public async Task Somebody_who_never_verified_the_address_gets_no_password_into_the_account_of_its_owner()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await AddGuestAsync(world, isVerified: true);
        var csv = world.Write("users.csv", $"id,primary_email_address,unverified_email_addresses,totp_secret,password_digest,password_hasher\nuser_1,guest@example.com,guest@example.com,JBSWY3DPEHPK3PXP,{BCrypt.Net.BCrypt.HashPassword("attacker!!", 4)},bcrypt\n");

        var result = await world.Migration(options => options with { ClerkCsv = csv, Legacy = null }).RunAsync();

        Assert.Empty(result.OpenRejects);
        var user = Assert.Single(world.WorkOS.Users);
        Assert.Equal(("user_1", true, false), (user.ExternalId, user.EmailVerified, user.HasPassword));
        Assert.Empty(world.WorkOS.Factors);
        Assert.False(await world.SignsInAsync("guest@example.com", "attacker!!"));
        Assert.Equal([UserNoteCodes.Adopted, UserNoteCodes.PasswordReset, UserNoteCodes.TotpReset], result.Notes.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_user_with_the_address_and_another_external_id_is_a_conflict_that_is_retried_alone()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(3);
        var other = await world.AddToWorkOSAsync(new { email = "person2@example.com", external_id = "crm-17" });

        var result = await world.Migration().RunAsync();

        var reject = Assert.Single(result.OpenRejects);
        Assert.Equal(("user_0002", UserRejectReasons.EmailConflict, $"WorkOS has {other} with the same address and the external id 'crm-17'."), (reject.Key, reject.Reason, reject.Detail));
        Assert.Equal((2, 2), (result.Moved, result.Mapped));
        Assert.Equal("crm-17", world.WorkOS.Users.Single(user => user.Id == other).ExternalId);

        using (var client = world.WorkOS.CreateClient())
            await client.DeleteAsync(new Uri($"user_management/users/{other}", UriKind.Relative));
        var retry = await world.Migration().RetryAsync();

        Assert.Empty(retry.OpenRejects);
        Assert.Equal((1, 3), (retry.Moved, retry.Mapped));
    }

    [Fact]
    public async Task A_user_under_our_external_id_with_the_address_of_before_gets_the_new_one()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var existing = await world.AddToWorkOSAsync(new { email = "before@example.com", external_id = "user_0001", first_name = "Person" });
        await world.SeedAsync(1);

        var result = await world.Migration().RunAsync();

        Assert.Empty(result.OpenRejects);
        Assert.Equal((existing, "Person1@example.com"), (Assert.Single(world.WorkOS.Users).Id, world.WorkOS.Users[0].Email));
    }

    [Fact]
    public async Task Of_two_users_with_one_address_the_chosen_one_moves()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.ExecuteAsync("INSERT INTO users (clerk_user_id, email) VALUES ('user_1', 'Same@example.com'), ('user_2', 'same@EXAMPLE.com'), ('user_3', 'else@example.com')", world.Legacy);

        var first = await world.Migration().RunAsync();
        Assert.Equal(["user_1 duplicate_email", "user_2 duplicate_email"], first.OpenRejects.Select(reject => $"{reject.Key} {reject.Reason}"));
        Assert.Equal(1, first.Moved);

        var file = world.Write("keep.txt", "# the newer one\nuser_2\n");
        var second = await world.Migration(options => options with { DuplicatesFile = file }).RetryAsync();

        Assert.Equal("user_1", Assert.Single(second.OpenRejects).Key);
        Assert.Equal(["user_2", "user_3"], world.WorkOS.Users.Select(user => user.ExternalId!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_chosen_for_one_address_are_refused()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.ExecuteAsync("INSERT INTO users (clerk_user_id, email) VALUES ('user_1', 'same@example.com'), ('user_2', 'same@example.com')", world.Legacy);
        var file = world.Write("keep.txt", "user_2\nuser_1\n");

        var exception = await Assert.ThrowsAsync<MigrationException>(() => world.Migration(options => options with { DuplicatesFile = file }).RunAsync());

        Assert.Equal("Of the users user_1, user_2, who have one address, only one can be chosen in the file of duplicates.", exception.Message);
    }

    [Fact]
    public async Task Who_has_only_a_phone_moves_with_the_address_of_the_file()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var json = world.WriteJson(UserWorld.ClerkUser("user_1", null), UserWorld.ClerkUser("user_2", "b@example.com"));

        var first = await world.Migration(options => options with { ClerkJson = json, Legacy = null }).RunAsync();
        Assert.Equal(("user_1", UserRejectReasons.NoEmail), (Assert.Single(first.OpenRejects).Key, first.OpenRejects[0].Reason));

        var emails = world.Write("emails.csv", "clerkUserId,email\nuser_1,found@example.com\n");
        var second = await world.Migration(options => options with { ClerkJson = json, Legacy = null, EmailsFile = emails }).RetryAsync();

        Assert.Empty(second.OpenRejects);
        Assert.Equal(("found@example.com", false), (world.WorkOS.Users[1].Email, world.WorkOS.Users[1].EmailVerified));
        Assert.Equal(1, second.Notes[UserNoteCodes.VerificationUnknown]);
    }

    [Theory]
    [InlineData("emails.csv", "user_1;x@example.com", "emails.csv, line 1: there is no comma between a Clerk id and an address.")]
    [InlineData("emails.csv", "user_1,a@example.com\nuser_9,x@example.com", "emails.csv, line 2: no source has a user of this Clerk id.")]
    [InlineData("emails.csv", "user_1,a@example.com\nuser_1,nobody at home", "emails.csv, line 2: the address is none that mail can be sent to.")]
    public async Task A_file_of_addresses_that_is_malformed_is_named_with_its_line(string name, string text, string expected)
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.ExecuteAsync("INSERT INTO users (clerk_user_id) VALUES ('user_1')", world.Legacy);
        var file = world.Write(name, text);

        Assert.Equal(expected, (await Assert.ThrowsAsync<MigrationException>(() => world.Migration(options => options with { EmailsFile = file }).RunAsync())).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_of_the_database_alone_counts_as_verified_only_when_that_is_assumed(bool isAssumed)
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(1);

        var result = await world.Migration(options => options with { AssumeVerified = isAssumed }).RunAsync();

        Assert.Equal(isAssumed, Assert.Single(world.WorkOS.Users).EmailVerified);
        Assert.Equal(1, result.Notes[UserNoteCodes.VerificationUnknown]);
    }

    [Fact]
    public async Task Without_a_first_name_the_whole_name_stands_in_and_then_the_address()
    {
        await using var world = await UserWorld.CreateAsync(server, legacy: "CREATE TABLE users (clerk_user_id text, email text, full_name text)");
        await world.ExecuteAsync("INSERT INTO users VALUES ('user_1', 'a.b@example.com', NULL), ('user_2', 'c@example.com', 'Ana Silva')", world.Legacy);

        await world.Migration().RunAsync();

        Assert.Equal(["a.b", "Ana Silva"], world.WorkOS.Users.OrderBy(user => user.ExternalId).Select(user => user.FirstName));
        Assert.Equal(["Ana Silva's Account", "a.b's Account"], world.WorkOS.Organizations.Select(organization => organization.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Banned_locked_and_deleted_users_are_what_they_were()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var json = world.WriteJson(
            UserWorld.ClerkUser("user_banned", "b@example.com", banned: true, organizations: [("org_1", "Clinic", "org:member")]),
            UserWorld.ClerkUser("user_deleted", "d@example.com", deleted: true),
            UserWorld.ClerkUser("user_locked", "l@example.com", locked: true));

        var result = await world.Migration(options => options with { ClerkJson = json, Legacy = null }).RunAsync();

        Assert.Empty(result.OpenRejects);
        Assert.Equal((3, 2, 1), (result.InSources, result.Moved, result.Skipped));
        var banned = world.WorkOS.Users.Single(user => user.ExternalId == "user_banned").Id;
        Assert.Equal(["inactive", "inactive"], world.WorkOS.Memberships.Where(membership => membership.UserId == banned).Select(membership => membership.Status));
        Assert.Equal("active", world.WorkOS.Memberships.Single(membership => membership.UserId != banned).Status);
        Assert.Equal(["user_banned|inactive", "user_banned|inactive", "user_locked|active"], await world.LinesAsync(
            "SELECT clerk_user_id || '|' || status FROM user_org_memberships JOIN clerk2workos.user_map USING (workos_user_id)"));
        Assert.Equal(["user_banned|banned", "user_deleted|deleted", "user_locked|locked"], await world.LinesAsync("SELECT clerk_user_id || '|' || code FROM clerk2workos.user_notes"));
    }

    [Fact]
    public async Task Ids_addresses_and_rows_that_cannot_be_are_rejected_by_name_and_nobody_else()
    {
        await using var world = await UserWorld.CreateAsync(server, legacy: "CREATE TABLE users (clerk_user_id text, email text, stripe_connect_account_id text)");
        await world.ExecuteAsync(
            """
            INSERT INTO users (clerk_user_id, email) VALUES
                (repeat('x', 65), 'long@example.com'), ('user_bad', 'nobody at home'), ('user_twice', 't@example.com'), ('user_twice', 't2@example.com'),
                ('user_fine', 'fine@example.com'), (NULL, 'nobody@example.com');
            INSERT INTO users VALUES ('user_wide', 'wide@example.com', repeat('9', 41));
            """,
            world.Legacy);

        var result = await world.Migration().RunAsync();

        Assert.Equal(
            ["user_bad invalid_email", "user_twice legacy_duplicate", "user_wide row_refused", new string('x', 65) + " invalid_external_id"],
            result.OpenRejects.Select(reject => $"{reject.Key} {reject.Reason}"));
        Assert.DoesNotContain(result.OpenRejects, reject => reject.Detail!.Contains('@', StringComparison.Ordinal) || reject.Detail.Contains("9999", StringComparison.Ordinal));
        Assert.Equal((1, 1L), (result.Mapped, result.LegacyRowsWithoutClerkId));
    }

    [Fact]
    public async Task A_role_that_the_environment_has_not_becomes_its_default_role_and_is_listed()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var json = world.WriteJson(UserWorld.ClerkUser("user_1", "a@example.com", organizations: [("org_1", "Clinic", "org:billing")]));

        var result = await world.Migration(options => options with { ClerkJson = json, Legacy = null }).RunAsync();

        Assert.Equal(1, result.Notes[UserNoteCodes.RoleUnknown]);
        Assert.Equal(["member", "owner"], world.WorkOS.Memberships.Select(membership => membership.RoleSlug).Order(StringComparer.Ordinal));
        Assert.Equal(["member", "owner"], await world.LinesAsync("SELECT role FROM user_org_memberships"));
    }

    [Fact]
    public async Task A_wrong_key_and_a_missing_role_end_the_run_with_a_sentence()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(2);

        var key = await Assert.ThrowsAsync<MigrationException>(() => world.Migration(client: options => options.ApiKey = "sk_wrong_secret").RunAsync());
        var role = await Assert.ThrowsAsync<MigrationException>(() => world.Migration(options => options with { RoleSlug = "boss" }).RunAsync());

        Assert.Equal("WorkOS does not take the API key: check that it is one of this environment and may manage users.", key.Message);
        Assert.Equal("WorkOS's environment has no role 'boss': create it in the dashboard (Roles), or name another one.", role.Message);
        Assert.Empty(world.WorkOS.Users);
        Assert.False(await world.ScalarAsync<bool>("SELECT to_regnamespace('clerk2workos') IS NOT NULL"));
    }

    [Fact]
    public async Task Names_keep_their_characters_and_lose_what_nobody_takes()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var json = world.Write("users.json", """[{"id":"user_1","first_name":"Zoë \u0000🙂\u0007","last_name":" O'Néil ","email_addresses":[{"id":"e","email_address":"z@bücher.example","verification":{"status":"verified"}}]}]""");

        await world.Migration(options => options with { ClerkJson = json, Legacy = null }).RunAsync();

        var user = Assert.Single(world.WorkOS.Users);
        Assert.Equal(("Zoë 🙂", "O'Néil", "z@xn--bcher-kva.example"), (user.FirstName, user.LastName, user.Email));
        Assert.Equal("Zoë 🙂's Account", await world.ScalarAsync<string>("SELECT name FROM organizations"));
    }

    /// <summary>A guest as the application registers one.</summary>
    private static async Task<(string User, string Organization)> AddGuestAsync(UserWorld world, bool isVerified)
    {
        using var client = world.WorkOS.CreateClient();
        var user = await world.AddToWorkOSAsync(new { email = "guest@example.com", first_name = "Gast", email_verified = isVerified, metadata = new Dictionary<string, string> { ["registrationType"] = "guest" } });
        using var answer = await client.PostAsJsonAsync("organizations", new { name = "Gast's Account", external_id = $"user-{user}" });
        var organization = world.WorkOS.Organizations[0].Id;
        using var membership = await client.PostAsJsonAsync("user_management/organization_memberships", new { user_id = user, organization_id = organization, role_slug = "owner" });
        await world.ExecuteAsync($"""
            INSERT INTO users (workos_user_id, email, first_name) VALUES ('{user}', 'guest@example.com', 'Gast');
            INSERT INTO organizations (workos_org_id, slug, name, type) VALUES ('{organization}', 'user-{user}', 'Gast''s Account', 'patient_personal');
            INSERT INTO user_org_memberships (workos_user_id, org_id, role, status) SELECT '{user}', id, 'owner', 'active' FROM organizations;
            """);
        return (user, organization);
    }
}
