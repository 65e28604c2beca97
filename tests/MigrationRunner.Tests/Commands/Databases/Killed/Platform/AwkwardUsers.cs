using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed.Platform;

/// <summary>Makes two thirds of the platform's users awkward, each in one of twelve ways: by what Clerk's exports say of them, and by what WorkOS and the target have of them already.</summary>
internal sealed class AwkwardUsers
{
    private const string Bcrypt = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
    private const string BrokenArgon = "$argon2id$v=19$m=8,t=1,p=1$short$x";

    private readonly List<object> _json = [];
    private readonly StringBuilder _csv = new("id,first_name,primary_email_address,verified_email_addresses,unverified_email_addresses,totp_secret,password_digest,password_hasher\n");
    private readonly StringBuilder _legacy = new();
    private readonly StringBuilder _target = new();

    /// <summary>Writes the exports, <c>users.json</c> and <c>users.csv</c>, and fills WorkOS and both databases.</summary>
    public static async Task AddAsync(int users, WorkOSStandIn workos, string legacy, string target, TemporaryFolder folder)
    {
        var awkward = new AwkwardUsers();
        using var client = workos.CreateClient();
        for (var user = 1; user <= users; user++)
            await awkward.AddAsync(user, client);
        folder.Write("users.json", JsonSerializer.Serialize(awkward._json));
        folder.Write("users.csv", awkward._csv.ToString());
        await PlatformTables.ExecuteAsync(legacy, awkward._legacy.ToString());
        await PlatformTables.ExecuteAsync(target, awkward._target.ToString());
    }

    private async Task AddAsync(int user, HttpClient workos)
    {
        var (id, email) = (PlatformTables.ClerkId(user), string.Create(CultureInfo.InvariantCulture, $"Person{user}@example.com"));
        switch (user % 12)
        {
            case 0:
                Export(id, email, organizations: [($"org_2clinic{user % 5}", "org:admin"), ("org_2shared", "org:member")]);
                break;
            case 1:
                Export(id, email, isBanned: true, organizations: [("org_2shared", "org:nobody")]);
                break;
            case 2:
                Export(id, email, hash: Bcrypt, totp: "JBSWY3DPEHPK3PXP");
                break;
            case 3:
                Export(id, email, isDeleted: true);
                break;
            case 4:
                Export(id, email, hash: BrokenArgon, hasher: "argon2id");
                break;
            case 5:
                Export(id, email, hash: Bcrypt);
                await GuestAsync(user, email, workos, hasRows: true);
                break;
            case 6:
                Export(id, email, totp: "JBSWY3DPEHPK3PXP");
                await GuestAsync(user, email, workos, hasRows: false);
                break;
            case 7:
                Export(id, email, isVerified: false, hash: Bcrypt);
                await CreateAsync(workos, "user_management/users", new { email, external_id = id, email_verified = true });
                break;
            case 8:
                await CreateAsync(workos, "user_management/users", new { email, external_id = $"crm_{user}" });
                break;
            case 9:
                _legacy.Append(CultureInfo.InvariantCulture, $"UPDATE users SET email = NULL WHERE clerk_user_id = '{id}';\n");
                break;
        }
    }

    private void Export(
        string id, string email, bool isVerified = true, bool isBanned = false, bool isDeleted = false, string? hash = null, string hasher = "bcrypt", string? totp = null,
        params (string Id, string Role)[] organizations)
    {
        _json.Add(new
        {
            id,
            first_name = "Ana",
            primary_email_address_id = "idn_1",
            email_addresses = new[] { new { id = "idn_1", email_address = email, verification = new { status = isVerified ? "verified" : "unverified" } } },
            banned = isBanned,
            deleted = isDeleted,
            organization_memberships = organizations.Select(organization => new
            {
                role = organization.Role,
                organization = new { id = organization.Id, name = $"Clinic {organization.Id}", slug = organization.Id },
            }),
        });
        if (!isDeleted)
            _csv.Append(CultureInfo.InvariantCulture, $"{id},Ana,{email},{(isVerified ? email : "")},{(isVerified ? "" : email)},{totp},\"{hash}\",{(hash is null ? "" : hasher)}\n");
    }

    /// <summary>Somebody who was registered as a guest of the new application already.</summary>
    private async Task GuestAsync(int user, string email, HttpClient workos, bool hasRows)
    {
        var id = await CreateAsync(workos, "user_management/users", new { email, first_name = "Guest", metadata = new Dictionary<string, string> { ["registrationType"] = "guest" } });
        var organization = await CreateAsync(workos, "organizations", new { name = "Guest's Account", external_id = $"user-{id}" });
        if (!hasRows)
            return;
        await CreateAsync(workos, "user_management/organization_memberships", new { user_id = id, organization_id = organization, role_slug = "owner" });
        _target.Append(CultureInfo.InvariantCulture, $"""
            INSERT INTO users (id, workos_user_id, email, first_name, created_at) VALUES (md5('guest{user}')::uuid, '{id}', '{email}', 'Guest', '2025-01-01');
            INSERT INTO organizations (workos_org_id, slug, name, type) VALUES ('{organization}', 'user-{id}', 'Guest''s Account', 'patient_personal');
            INSERT INTO user_org_memberships SELECT '{id}', id, 'owner', 'active' FROM organizations WHERE workos_org_id = '{organization}';

            """);
    }

    private static async Task<string> CreateAsync(HttpClient workos, string path, object body)
    {
        using var answer = await workos.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}
