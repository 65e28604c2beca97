using System.Security.Cryptography;
using System.Text;
using Clerk2WorkOS.Testing.Tests.Setting;
using Konscious.Security.Cryptography;

namespace Clerk2WorkOS.Testing.Tests.Authentication;

/// <summary>Hashes that are imported are really checked; published test vectors where there are some.</summary>
public sealed class PasswordHashTests
{
    public static TheoryData<string, string, string> Vectors => new()
    {
        // jBCrypt's test vectors.
        { "bcrypt", "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe", "a" },

        // phc-winner-argon2's test.c.
        { "argon2", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", "password" },
        { "argon2", "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8", "password" },

        // RFC 7914, section 12.
        {
            "scrypt",
            "$scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA",
            "password"
        },

        // RFC 6070's third vector, and the widely published one for SHA-256.
        { "pbkdf2", "$pbkdf2-sha1$i=4096,l=20$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE", "password" },
        { "pbkdf2", "$pbkdf2-sha256$i=4096,l=32$c2FsdA$xeR41ZKIyEGqUw22hFxMjZYok6ABzk4RpJY4c6qYE0o", "password" },

        // The example of github.com/firebase/scrypt.
        {
            "firebase-scrypt",
            "$firebase-scrypt$hash=lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ=="
                + "$salt=42xEC+ixf3L2lw==$sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA=="
                + "$ss=Bw==$r=8$m=14",
            "user1password"
        },
        { "ssha", Salted("{SSHA}", SHA1.HashData), "password" },
        { "ssha256", Salted("{SSHA256}", SHA256.HashData), "password" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task The_right_password_signs_in_and_no_other(string type, string hash, string password)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var created = await workos.PostAsync("/user_management/users", new { email = "ada@example.com", email_verified = true, password_hash = hash, password_hash_type = type });
        Assert.Equal(201, created.Status);
        Assert.Equal(type, workos.Users.Single().PasswordHashType);
        Assert.Equal("invalid_credentials", (await SignInAsync(workos, password + "x")).Code);
        Assert.Equal(200, (await SignInAsync(workos, password)).Status);
    }

    [Fact]
    public async Task A_fresh_argon2id_hash_with_several_lanes_signs_in()
    {
        using var argon2 = new Argon2id(Encoding.UTF8.GetBytes("pässword")) { Salt = "0123456789abcdef"u8.ToArray(), MemorySize = 1024, Iterations = 2, DegreeOfParallelism = 4 };
        var hash = $"$argon2id$v=19$m=1024,t=2,p=4${Convert.ToBase64String(argon2.Salt).TrimEnd('=')}${Convert.ToBase64String(argon2.GetBytes(32)).TrimEnd('=')}";
        await using var workos = await WorkOSStandIn.StartAsync();
        await workos.PostAsync("/user_management/users", new { email = "ada@example.com", email_verified = true, password_hash = hash, password_hash_type = "argon2" });
        Assert.Equal(200, (await SignInAsync(workos, "pässword")).Status);
    }

    [Theory]
    [InlineData("bcrypt", "$2a$06$tooshort")]
    [InlineData("bcrypt", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")]
    [InlineData("argon2", "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")]
    [InlineData("pbkdf2", "$pbkdf2-md5$i=1000$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE")]
    [InlineData("scrypt", "$scrypt$ln=30,r=8,p=1$TmFDbA$/bq+HJ00cgB4VucZDQHp/g")]
    [InlineData("ssha", "{SSHA}AAAA")]
    [InlineData("firebase-scrypt", "$firebase-scrypt$hash=AAAA")]
    public async Task A_text_that_is_no_hash_of_its_type_is_refused(string type, string hash)
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        var refused = await workos.PostAsync("/user_management/users", new { email = "ada@example.com", password_hash = hash, password_hash_type = type });
        Assert.Equal((400, "invalid_password_hash"), (refused.Status, refused.Code));
        Assert.Empty(workos.Users);
    }

    [Fact]
    public async Task A_weak_password_and_one_beside_a_hash_are_refused()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        Assert.Equal("password_strength_error", (await workos.PostAsync("/user_management/users", new { email = "a@example.com", password = "short" })).Code);
        Assert.Equal("password_and_password_hash_provided", (await workos.PostAsync(
            "/user_management/users", new { email = "a@example.com", password = "long enough indeed", password_hash = "x", password_hash_type = "bcrypt" })).Code);
    }

    private static string Salted(string scheme, Func<byte[], byte[]> digest)
    {
        var salt = "pepper"u8.ToArray();
        return scheme + Convert.ToBase64String([.. digest([.. "password"u8, .. salt]), .. salt]);
    }

    private static Task<Reply> SignInAsync(WorkOSStandIn workos, string password) =>
        workos.AuthenticateAsync(new() { ["grant_type"] = "password", ["email"] = "ada@example.com", ["password"] = password });
}
