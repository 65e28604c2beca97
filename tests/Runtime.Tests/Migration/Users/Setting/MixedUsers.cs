using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Clerk2WorkOS.Migration.Users;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;

/// <summary>Users of every kind, in all three sources, with what WorkOS and the target have of some of them already.</summary>
internal sealed class MixedUsers(UserWorld world)
{
    private static readonly string Hash = BCrypt.Net.BCrypt.HashPassword("correct horse", 4);
    private readonly List<object> _json = [];
    private readonly StringBuilder _csv = new("id,first_name,primary_email_address,verified_email_addresses,unverified_email_addresses,totp_secret,password_digest,password_hasher\n");

    /// <summary>Adds one of each kind, whose names begin with this.</summary>
    public async Task AddAsync(string prefix)
    {
        await FreshAsync($"{prefix}_plain");
        await FreshAsync($"{prefix}_expert", connect: "acct_1");
        await FreshAsync($"{prefix}_clinic", organizations: [($"org_{prefix}", $"Clinic {prefix}", "org:admin"), ("org_shared", "Shared Clinic", "org:member")]);
        await FreshAsync($"{prefix}_banned", banned: true, organizations: [("org_shared", "Shared Clinic", "org:nobody")]);
        await FreshAsync($"{prefix}_totp", totp: "JBSWY3DPEHPK3PXP", hash: Hash);
        await FreshAsync($"{prefix}_deleted", deleted: true);
        await FreshAsync($"{prefix}_badhash", hash: "$argon2id$v=19$m=8,t=1,p=1$short$x", hasher: "argon2id");
        await FreshAsync($"{prefix}_guest", hash: Hash);
        await GuestAsync($"{prefix}_guest", hasRows: true);
        await FreshAsync($"{prefix}_halfguest", totp: "JBSWY3DPEHPK3PXP");
        await GuestAsync($"{prefix}_halfguest", hasRows: false);
        await FreshAsync($"{prefix}_othertool", isVerified: false, hash: Hash);
        await world.AddToWorkOSAsync(new { email = $"{prefix}_othertool@example.com", external_id = $"{prefix}_othertool", email_verified = true });
        await FreshAsync($"{prefix}_conflict");
        await world.AddToWorkOSAsync(new { email = $"{prefix}_conflict@example.com", external_id = $"crm_{prefix}" });
        await FreshAsync($"{prefix}_moved");
        await world.AddToWorkOSAsync(new { email = $"{prefix}_before@example.com", external_id = $"{prefix}_moved" });
    }

    public UserMigrationOptions Sources(UserMigrationOptions options) => options with
    {
        ClerkJson = world.Write("users.json", JsonSerializer.Serialize(_json)),
        ClerkCsv = world.Write("users.csv", _csv.ToString()),
        Concurrency = 8,
    };

    private async Task FreshAsync(
        string id, bool isVerified = true, bool banned = false, bool deleted = false, string? totp = null, string? hash = null, string hasher = "bcrypt", string? connect = null,
        params (string, string, string)[] organizations)
    {
        _json.Add(UserWorld.ClerkUser(id, $"{id}@example.com", isVerified, "Ana", id, banned, deleted: deleted, organizations: organizations));
        if (!deleted)
            _csv.Append(CultureInfo.InvariantCulture, $"{id},Ana,{id}@example.com,{(isVerified ? $"{id}@example.com" : "")},{(isVerified ? "" : $"{id}@example.com")},{totp},\"{hash}\",{(hash is null ? "" : hasher)}\n");
        await world.ExecuteAsync($"INSERT INTO users (clerk_user_id, email, stripe_customer_id, stripe_connect_account_id) VALUES ('{id}', '{id}@example.com', 'cus_{id}', {(connect is null ? "NULL" : $"'{connect}'")})", world.Legacy);
    }

    private async Task GuestAsync(string name, bool hasRows)
    {
        using var client = world.WorkOS.CreateClient();
        var user = await world.AddToWorkOSAsync(new { email = $"{name}@example.com", first_name = "Gast", metadata = new Dictionary<string, string> { ["registrationType"] = "guest" } });
        using var made = await client.PostAsJsonAsync("organizations", new { name = "Gast's Account", external_id = $"user-{user}" });
        if (!hasRows)
            return;
        var organization = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        using var membership = await client.PostAsJsonAsync("user_management/organization_memberships", new { user_id = user, organization_id = organization, role_slug = "owner" });
        await world.ExecuteAsync($"""
            INSERT INTO users (workos_user_id, email, first_name) VALUES ('{user}', '{name}@example.com', 'Gast');
            INSERT INTO organizations (workos_org_id, slug, name, type) VALUES ('{organization}', 'user-{user}', 'Gast''s Account', 'patient_personal');
            INSERT INTO user_org_memberships (workos_user_id, org_id, role, status) SELECT '{user}', id, 'owner', 'active' FROM organizations WHERE workos_org_id = '{organization}';
            """);
    }
}
