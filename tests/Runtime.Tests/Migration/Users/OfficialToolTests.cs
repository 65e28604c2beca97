using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;
using Clerk2WorkOS.WorkOS;
using Konscious.Security.Cryptography;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>What the official migration tool was measured to get wrong, one by one.</summary>
[Collection(PostgreSql.Users)]
public sealed class OfficialToolTests(PostgreSql server, ITestOutputHelper output)
{
    private const string Password = "correct horse";

    [Fact]
    public async Task Killed_and_resumed_it_has_every_membership()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(300);
        foreach (var step in new[] { UserStep.UserCreated, UserStep.OrganizationCreated, UserStep.MembershipsCreated })
            await Assert.ThrowsAsync<KilledException>(() => world.Migration(steps: UserInterruption.Killing(step, 70)).RunAsync());

        await world.Migration().RunAsync();

        Assert.Equal((300, 300, 300), (world.WorkOS.Users.Count, world.WorkOS.Organizations.Count, world.WorkOS.Memberships.Count));
        Assert.Equal(300, await world.ScalarAsync<long>("SELECT count(*) FROM user_org_memberships WHERE status = 'active'"));
    }

    [Fact]
    public async Task Users_who_are_there_already_get_their_memberships()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(20);
        for (var i = 1; i <= 20; i++)
            await world.AddToWorkOSAsync(new { email = $"person{i}@example.com", external_id = string.Create(CultureInfo.InvariantCulture, $"user_{i:0000}") });

        var result = await world.Migration().RunAsync();

        Assert.Empty(result.OpenRejects);
        Assert.Equal((20, 20, 20), (world.WorkOS.Users.Count, world.WorkOS.Organizations.Count, world.WorkOS.Memberships.Count));
    }

    [Fact]
    public async Task A_user_in_two_organizations_is_in_both_and_each_is_made_once()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var json = world.WriteJson(
            UserWorld.ClerkUser("user_1", "a@example.com", organizations: [("org_1", "One", "org:admin"), ("org_2", "Two", "org:member")]),
            UserWorld.ClerkUser("user_2", "b@example.com", organizations: [("org_2", "Two", "org:admin")]));

        await world.Migration(options => options with { ClerkJson = json, Legacy = null }).RunAsync();

        var names = world.WorkOS.Organizations.ToDictionary(organization => organization.Id, organization => organization.ExternalId!);
        var (first, second) = (world.WorkOS.Users.Single(user => user.ExternalId == "user_1").Id, world.WorkOS.Users.Single(user => user.ExternalId == "user_2").Id);
        Assert.Equal(
            [$"admin in org_1", "member in org_2", $"owner in user-{first}"],
            world.WorkOS.Memberships.Where(membership => membership.UserId == first).Select(membership => $"{membership.RoleSlug} in {names[membership.OrganizationId]}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["admin in org_2", $"owner in user-{second}"],
            world.WorkOS.Memberships.Where(membership => membership.UserId == second).Select(membership => $"{membership.RoleSlug} in {names[membership.OrganizationId]}").Order(StringComparer.Ordinal));
        Assert.Equal(["org_1", "org_2"], await world.LinesAsync("SELECT clerk_org_id FROM clerk2workos.organization_map JOIN organizations o ON o.id = organization_id AND o.workos_org_id = workos_organization_id"));
    }

    [Fact]
    public async Task An_address_that_Clerk_has_not_verified_is_not_verified()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var csv = world.Write("users.csv", """
            id,primary_email_address,verified_email_addresses,unverified_email_addresses
            user_1,a@example.com,a@example.com,
            user_2,b@example.com,,b@example.com
            user_3,c@example.com,"d@example.com,e@example.com","c@example.com|f@example.com"
            """);

        await world.Migration(options => options with { ClerkCsv = csv, Legacy = null }).RunAsync();

        Assert.Equal(["a@example.com True", "b@example.com False", "c@example.com False"], world.WorkOS.Users.Select(user => $"{user.Email} {user.EmailVerified}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_mark_of_another_tool_that_verified_everybody_is_put_right()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.AddToWorkOSAsync(new { email = "b@example.com", external_id = "user_2", email_verified = true });
        var csv = world.Write("users.csv", "id,primary_email_address,unverified_email_addresses\nuser_2,b@example.com,b@example.com\n");

        await world.Migration(options => options with { ClerkCsv = csv, Legacy = null }).RunAsync();

        Assert.False(Assert.Single(world.WorkOS.Users).EmailVerified);
    }

    [Fact]
    public async Task A_TOTP_secret_is_a_factor_and_stands_nowhere_else()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var csv = world.Write("users.csv", "id,primary_email_address,verified_email_addresses,totp_secret\nuser_1,a@example.com,a@example.com,jbsw y3dp ehpk 3pxp\nuser_2,b@example.com,b@example.com,not base32!\n");

        var result = await world.Migration(options => options with { ClerkCsv = csv, Legacy = null }).RunAsync();

        Assert.Empty(result.OpenRejects);
        Assert.Equal(("JBSWY3DPEHPK3PXP", "a@example.com"), (Assert.Single(world.WorkOS.Factors).Secret, world.WorkOS.Factors[0].User));
        Assert.DoesNotContain(world.WorkOS.Users.SelectMany(user => user.Metadata.Values), value => value.Contains("JBSW", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("JBSW", await world.ScalarAsync<string>("SELECT (SELECT string_agg(u::text, '') FROM users u) || (SELECT string_agg(n::text, '') FROM clerk2workos.user_notes n)"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal((1, 1), (result.Notes[UserNoteCodes.TotpMoved], result.Notes[UserNoteCodes.TotpReset]));
    }

#pragma warning disable CA5350 // What Clerk holds is not for us to choose.
    public static TheoryData<string, string> Hashes => new()
    {
        { "bcrypt", BCrypt.Net.BCrypt.HashPassword(Password, 4) },
        { "argon2i", Argon2("argon2i", new Argon2i(Encoding.UTF8.GetBytes(Password))) },
        { "argon2id", Argon2("argon2id", new Argon2id(Encoding.UTF8.GetBytes(Password))) },
        { "pbkdf2_sha1", Pbkdf2("pbkdf2_sha1", HashAlgorithmName.SHA1, "salt and pepper"u8, "salt and pepper", Convert.ToHexString) },
        { "pbkdf2_sha256", Pbkdf2("pbkdf2_sha256", HashAlgorithmName.SHA256, [1, 2, 3, 4, 250, 251, 252, 253], Convert.ToBase64String([1, 2, 3, 4, 250, 251, 252, 253]), Convert.ToBase64String) },
        { "pbkdf2_sha256_django", Pbkdf2("pbkdf2_sha256", HashAlgorithmName.SHA256, "seasoning"u8, "seasoning", Convert.ToBase64String) },
        { "pbkdf2_sha512", Pbkdf2("pbkdf2_sha512", HashAlgorithmName.SHA512, "seasoning"u8, "seasoning", bytes => Convert.ToHexString(bytes).ToLowerInvariant()) },
        { "ldap_ssha", "{SSHA}" + Convert.ToBase64String([.. SHA1.HashData([.. Encoding.UTF8.GetBytes(Password), 9, 8, 7, 6]), 9, 8, 7, 6]) },
        // github.com/firebase/scrypt's own example.
        { "scrypt_firebase:user1password", "lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==$42xEC+ixf3L2lw==$jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==$Bw==$8$14" },
        // Python: hashlib.scrypt(b"correct horse", salt=b"pepper", n=16384, r=8, p=1, dklen=64).hex(), as werkzeug.security writes it.
        { "scrypt_werkzeug", "scrypt:16384:8:1$pepper$db8d4e2ea4e996e42e979ae374be6c94001c80f8dd0f84b37c7cff7737d0e165433ea10fa8374f9aff9defc15f511a07e366fc5aacc215cdf12bb57749614f91" },
    };
#pragma warning restore CA5350

    [Theory]
    [MemberData(nameof(Hashes))]
    public async Task A_password_that_WorkOS_can_take_signs_in(string hasher, string digest)
    {
        await using var world = await UserWorld.CreateAsync(server);
        var (name, password) = hasher.Split(':') is [var algorithm, var own] ? (algorithm, own) : (hasher, Password);
        var csv = world.Write("users.csv", $"id,primary_email_address,verified_email_addresses,password_digest,password_hasher\nuser_1,a@example.com,a@example.com,\"{digest}\",{name}\n");

        var result = await world.Migration(options => options with { ClerkCsv = csv, Legacy = null }).RunAsync();

        Assert.False(result.Notes.ContainsKey(UserNoteCodes.PasswordReset));
        Assert.True(await world.SignsInAsync("a@example.com", password));
        Assert.False(await world.SignsInAsync("a@example.com", "battery staple"));
    }

    [Theory]
    [InlineData("md5", "5f4dcc3b5aa765d61d8327deb882cf99")]
    [InlineData("bcrypt_sha256_django", "bcrypt_sha256$$2b$12$abcdefghijklmnopqrstuuQ2wS0G9vK1dS5nq6YyJm3vLzPq0yB6W")]
    [InlineData("phpass", "$P$BabcdefghijKLMNOPqrstuvwxYZ0123/")]
    [InlineData("sha512_symfony", "abc")]
    [InlineData("bcrypt", "$2x$12$abcdefghijklmnopqrstuuQ2wS0G9vK1dS5nq6YyJm3vLzPq0yB6W")]
    [InlineData("argon2id", "$argon2id$v=19$m=1,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g")]
    public async Task A_password_that_WorkOS_cannot_take_is_listed_and_its_user_moves(string hasher, string digest)
    {
        await using var world = await UserWorld.CreateAsync(server);
        var csv = world.Write("users.csv", $"id,primary_email_address,verified_email_addresses,password_digest,password_hasher\nuser_1,a@example.com,a@example.com,\"{digest}\",{hasher}\n");

        var result = await world.Migration(options => options with { ClerkCsv = csv, Legacy = null }).RunAsync();

        Assert.Equal((1, 1), (result.Mapped, result.Notes[UserNoteCodes.PasswordReset]));
        Assert.False(Assert.Single(world.WorkOS.Users).HasPassword);
    }

    [Fact]
    public async Task Within_the_limits_no_request_is_answered_with_429()
    {
        await using var world = await UserWorld.CreateAsync(server, options => options.EnforceLimits = true);
        await world.SeedAsync(400);
        var began = Stopwatch.GetTimestamp();

        var result = await world.Migration(client: options => options.Limits = new WorkOSLimits()).RunAsync();

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Moved} users in {seconds:F1} s ({result.Moved / seconds:F1}/s; 25/s is what WorkOS allows), {world.WorkOS.Requests.Received} requests, {world.WorkOS.Requests.CountOf(429)} of them answered with 429, at most {world.WorkOS.Requests.MostInFlight} in flight."));
        Assert.Equal(400, result.Moved);
        Assert.Equal(0, world.WorkOS.Requests.CountOf(429));
    }

    [Fact]
    public async Task Without_limits_it_is_the_machine_that_sets_the_pace()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(2000);
        var began = Stopwatch.GetTimestamp();

        var result = await world.Migration().RunAsync();

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Moved} users in {seconds:F1} s: {result.Moved / seconds:F0}/s."));
        Assert.Equal(2000, result.Moved);
    }

    private static string Argon2(string name, Argon2 argon2)
    {
        using (argon2)
        {
            (argon2.Salt, argon2.MemorySize, argon2.Iterations, argon2.DegreeOfParallelism) = ("saltsaltsalt"u8.ToArray(), 64, 2, 1);
            return $"${name}$v=19$m=64,t=2,p=1${Convert.ToBase64String("saltsaltsalt"u8).TrimEnd('=')}${Convert.ToBase64String(argon2.GetBytes(32)).TrimEnd('=')}";
        }
    }

    private static string Pbkdf2(string name, HashAlgorithmName function, ReadOnlySpan<byte> salt, string saltText, Func<byte[], string> write)
    {
        var length = function.Name switch { "SHA1" => 20, "SHA512" => 64, _ => 32 };
        return $"{name}$1000${saltText}${write(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Password), salt.ToArray(), 1000, function, length))}";
    }
}
