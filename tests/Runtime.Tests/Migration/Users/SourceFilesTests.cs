using System.Text;
using System.Text.Json;
using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>The files that Clerk exports, with all their traps.</summary>
public sealed class SourceFilesTests : IDisposable
{
    private const string Header = "id,first_name,last_name,username,primary_email_address,primary_phone_number,verified_email_addresses,unverified_email_addresses,verified_phone_numbers,unverified_phone_numbers,totp_secret,password_digest,password_hasher\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("c2w").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_line_of_the_CSV_is_a_user()
    {
        var user = Assert.Single(await CsvAsync(Header + "user_1,Ana,\"Silva, \"\"the\"\" elder\",ana,ana@example.com,\t+15550100,ana@example.com,,\t+15550100,,SECRET,$2b$04$abcdefghijklmnopqrstuuQ2wS0G9vK1dS5nq6YyJm3vLzPq0yB6W,bcrypt\n"));

        Assert.Equal(("user_1", "Ana", "Silva, \"the\" elder", "ana@example.com", true, true), (user.Id, user.FirstName, user.LastName, user.Email, user.EmailVerified!.Value, user.HasPhone));
        Assert.Equal(("SECRET", "bcrypt"), (user.TotpSecret!.Reveal(), user.Password!.Hasher));
        Assert.DoesNotContain("SECRET", user.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("$2b$", user.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=cmd", "=cmd")]
    [InlineData("\t=cmd", "=cmd")]
    [InlineData("\t-Ana", "-Ana")]
    [InlineData("\t@na", "@na")]
    [InlineData("\t+Ana", "+Ana")]
    [InlineData("\"\t=SUM(1,2)\"", "=SUM(1,2)")]
    public async Task A_tab_that_keeps_spreadsheets_away_is_taken_off(string field, string expected) =>
        Assert.Equal(expected, Assert.Single(await CsvAsync($"id,first_name\nuser_1,{field}\n")).FirstName);

    [Theory]
    [InlineData("a@x.com", "a@x.com", "", true)]
    [InlineData("a@x.com", "b@x.com,A@X.com", "", true)]
    [InlineData("a@x.com", "b@x.com|a@x.com", "", true)]
    [InlineData("a@x.com", "[\"\"b@x.com\"\",\"\"a@x.com\"\"]", "", true)]
    [InlineData("a@x.com", "b@x.com", "a@x.com", false)]
    [InlineData("a@x.com", "a@x.com", "a@x.com", false)]
    [InlineData("a@x.com", "b@x.com", "", null)]
    public async Task The_address_is_verified_as_the_lists_say(string primary, string verified, string unverified, bool? expected) =>
        Assert.Equal(expected, Assert.Single(await CsvAsync($"id,primary_email_address,verified_email_addresses,unverified_email_addresses\nuser_1,{primary},\"{verified}\",\"{unverified}\"\n")).EmailVerified);

    [Fact]
    public async Task Without_a_primary_address_the_first_verified_one_is_taken() =>
        Assert.Equal(("b@x.com", true), (await CsvAsync("id,primary_email_address,verified_email_addresses,unverified_email_addresses\nuser_1,,\"b@x.com,c@x.com\",a@x.com\n")).Select(user => (user.Email, user.EmailVerified!.Value)).Single());

    [Fact]
    public async Task Byte_order_marks_line_breaks_in_quotes_and_Windows_lines_are_read()
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true) })
        {
            var path = Path.Combine(_folder, "users.csv");
            await File.WriteAllTextAsync(path, "id,first_name\r\nuser_1,\"A\r\nna\"\r\nuser_2,Zoë\r\n", encoding);
            var users = await AllAsync(ClerkCsvFile.ReadAsync(path, default));
            Assert.Equal(["user_1|A\r\nna", "user_2|Zoë"], users.Select(user => $"{user.Id}|{user.FirstName}"));
        }
    }

    [Theory]
    [InlineData("", "users.csv, line 1: there is no column 'id', which every export of Clerk's dashboard has.")]
    [InlineData("name,email\nAna,a@x.com\n", "users.csv, line 1: there is no column 'id', which every export of Clerk's dashboard has.")]
    [InlineData("id,first_name\nuser_1,Ana\nuser_2,A,B\n", "users.csv, line 3: the line has another number of fields than the header, or quotes that do not match.")]
    [InlineData("id,first_name\nuser_1,Ana\n\nuser_2\n", "users.csv, line 4: the line has another number of fields than the header, or quotes that do not match.")]
    [InlineData("id,first_name\nuser_1,\"Ana\nuser_2,B\n", "users.csv, line 2: the line has another number of fields than the header, or quotes that do not match.")]
    [InlineData("id,first_name\n,Ana\n", "users.csv, line 2: the line has no id.")]
    public async Task A_malformed_CSV_is_named_with_its_line(string text, string expected) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<MigrationException>(() => CsvAsync(text))).Message);

    [Fact]
    public async Task A_file_that_is_not_UTF_8_is_named()
    {
        var path = Path.Combine(_folder, "users.csv");
        await File.WriteAllBytesAsync(path, [.. "id,first_name\nuser_1,Zo"u8, 0xEB, .. "\n"u8]);

        Assert.Equal("users.csv, line 1: after this line the text is not UTF-8.", (await Assert.ThrowsAsync<MigrationException>(() => AllAsync(ClerkCsvFile.ReadAsync(path, default)))).Message);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_without_its_folder() =>
        Assert.Equal("The file gone.csv cannot be read: there is none.", (await Assert.ThrowsAsync<MigrationException>(() => AllAsync(ClerkCsvFile.ReadAsync(Path.Combine(_folder, "gone.csv"), default)))).Message);

    public static TheoryData<string> Forms()
    {
        var users = new[] { UserWorld.ClerkUser("user_1", "a@example.com"), UserWorld.ClerkUser("user_2", "b@example.com") };
        var lines = users.Select(user => JsonSerializer.Serialize(user));
        var indented = new JsonSerializerOptions { WriteIndented = true };
        return
        [
            JsonSerializer.Serialize(users), JsonSerializer.Serialize(users, indented), "\n  " + JsonSerializer.Serialize(users), string.Join('\n', lines), string.Join("\r\n\r\n", lines) + "\n",
            JsonSerializer.Serialize(new { data = users, total_count = 2 }), JsonSerializer.Serialize(new { total_count = 2, data = users }, indented),
            string.Join('\n', lines.Select(line => $"{{\"data\":[{line}]}}")), string.Join('\n', lines.Select(line => $"{{\"data\":[{line}]}}")) + "\n{\"data\":[]}",
        ];
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_JSON_is_an_array_an_object_with_data_or_lines(string text) =>
        Assert.Equal(["user_1 a@example.com", "user_2 b@example.com"], (await JsonAsync(text)).Select(user => $"{user.Id} {user.Email}"));

    [Fact]
    public async Task A_user_of_the_Backend_API_has_bans_organizations_and_the_primary_address()
    {
        var text = JsonSerializer.Serialize(new[] { UserWorld.ClerkUser("user_1", "a@example.com", isVerified: false, banned: true, locked: true, organizations: [("org_1", "The Clinic", "org:admin"), ("org_2", "Two", "basic_member")]) });

        var user = Assert.Single(await JsonAsync(text));

        Assert.Equal(("a@example.com", false, true, true, false), (user.Email, user.EmailVerified!.Value, user.IsBanned!.Value, user.IsLocked, user.IsDeleted));
        Assert.Equal([("org_1", "The Clinic", "the-clinic", "admin"), ("org_2", "Two", "two", "basic_member")], user.Organizations.Select(organization => (organization.OrganizationId, organization.Name!, organization.Slug!, organization.RoleSlug!)));
        Assert.Equal(new DateTimeOffset(2021, 3, 4, 5, 6, 7, 123, TimeSpan.Zero), user.CreatedAt);
    }

    [Fact]
    public async Task Memberships_come_in_an_object_with_data_as_well()
    {
        var user = Assert.Single(await JsonAsync("""[{"id":"user_1","public_metadata":{"stripeConnectAccountId":"acct_1"},"organization_memberships":{"data":[{"role":"admin","organization":{"id":"org_1"}},{"role":"x"}]}}]"""));

        Assert.Equal(("org_1", true), (Assert.Single(user.Organizations).OrganizationId, user.HasStripeConnect));
    }

    [Theory]
    [InlineData("", "users.json, line 1: the file is empty.")]
    [InlineData("users", "users.json, line 1: this is no JSON: an array, an object with 'data', or an object a line.")]
    [InlineData("[{\"id\":\"user_1\"},\n{\"id\":", "users.json, line 2: the JSON ends or breaks here.")]
    [InlineData("[{\"id\":\"user_1\"},\n17]", "users.json, line 1: user number 2 is no object with an 'id'.")]
    [InlineData("{\"id\":\"user_1\"}\n{\"id\":\n", "users.json, line 2: this line is no JSON.")]
    [InlineData("{\"id\":\"user_1\"}\n{\"name\":1}\n", "users.json, line 2: user number 2 is no object with an 'id'.")]
    [InlineData("{\n\"data\": [\n{\"id\": \"user_1\"\n", "users.json, line 4: the JSON ends or breaks here.")]
    public async Task A_malformed_JSON_is_named_with_its_line(string text, string expected) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<MigrationException>(() => JsonAsync(text))).Message);

    private async Task<List<ClerkUser>> CsvAsync(string text)
    {
        var path = Path.Combine(_folder, "users.csv");
        await File.WriteAllTextAsync(path, text);
        return await AllAsync(ClerkCsvFile.ReadAsync(path, default));
    }

    private async Task<List<ClerkUser>> JsonAsync(string text)
    {
        var path = Path.Combine(_folder, "users.json");
        await File.WriteAllTextAsync(path, text);
        return await AllAsync(ClerkJsonFile.ReadAsync(path, default));
    }

    private static async Task<List<ClerkUser>> AllAsync(IAsyncEnumerable<ClerkUser> users)
    {
        var all = new List<ClerkUser>();
        await foreach (var user in users)
            all.Add(user);
        return all;
    }
}
