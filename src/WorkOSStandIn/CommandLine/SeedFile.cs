using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clerk2WorkOS.Testing;

/// <summary>
/// What a stand-in begins with: <c>{"organizations": […], "users": […]}</c>, each as the API takes it. A user may have
/// <c>memberships</c>: <c>[{"organization": "external id", "role": "admin"}]</c>. All of it goes through the API, so that
/// nothing gets in that could not.
/// </summary>
internal static class SeedFile
{
    private static readonly string[] KnownSections = ["organizations", "users"];

    /// <summary>In words, how much was made.</summary>
    /// <exception cref="SeedException">The file cannot be used; the message names file, place and reason.</exception>
    public static async Task<string> SowAsync(WorkOSStandIn workos, string path, CancellationToken cancellationToken)
    {
        var root = await ReadAsync(path, cancellationToken);
        using var client = workos.CreateClient();
        using var unlimited = workos.WithoutLimits();
        var organizations = new Dictionary<string, string>();
        var (madeOrganizations, madeUsers, madeMemberships) = (0, 0, 0);
        foreach (var (place, organization) in Section(root, "organizations", path))
        {
            var made = await PostAsync("organizations", organization, place);
            if ((string?)organization["external_id"] is { } externalId)
                organizations[externalId] = (string)made["id"]!;
            madeOrganizations++;
        }

        foreach (var (place, user) in Section(root, "users", path))
        {
            var memberships = user["memberships"];
            user.Remove("memberships");
            var made = await PostAsync("user_management/users", user, place);
            madeUsers++;
            foreach (var membership in Objects(memberships, $"{place}.memberships", path))
            {
                var externalId = (string?)membership.Row["organization"] ?? "";
                if (!organizations.TryGetValue(externalId, out var organizationId))
                    throw new SeedException($"{path}: {membership.Place} names the organization '{externalId}', which is not among the organizations.");
                var body = new JsonObject { ["user_id"] = (string)made["id"]!, ["organization_id"] = organizationId };
                if ((string?)membership.Row["role"] is { } role)
                    body["role_slug"] = role;
                await PostAsync("user_management/organization_memberships", body, membership.Place);
                madeMemberships++;
            }
        }

        return $"{madeOrganizations} organizations, {madeUsers} users, {madeMemberships} memberships";

        async Task<JsonObject> PostAsync(string route, JsonObject body, string place)
        {
            using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(new Uri(route, UriKind.Relative), content, cancellationToken);
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? JsonNode.Parse(answer)!.AsObject()
                : throw new SeedException($"{path}: {place} is refused with {(int)response.StatusCode}: {answer}");
        }
    }

    private static async Task<JsonObject> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new SeedException($"There is no file '{path}'.");
        try
        {
            var root = JsonNode.Parse(await File.ReadAllTextAsync(path, cancellationToken)) as JsonObject
                ?? throw new SeedException($"{path}: a seed is a JSON object with organizations and users.");
            return root.Select(section => section.Key).Except(KnownSections).FirstOrDefault() is { } unknown
                ? throw new SeedException($"{path}: '{unknown}' is not known in a seed; organizations and users are.")
                : root;
        }
        catch (JsonException malformed)
        {
            throw new SeedException($"{path}: {malformed.Message}");
        }
    }

    private static IEnumerable<(string Place, JsonObject Row)> Section(JsonObject root, string name, string path) => Objects(root[name], name, path);

    private static IEnumerable<(string Place, JsonObject Row)> Objects(JsonNode? list, string place, string path)
    {
        if (list is null)
            return [];
        if (list is not JsonArray rows || rows.Any(row => row is not JsonObject))
            throw new SeedException($"{path}: {place} must be a list of objects.");
        return rows.Select((row, i) => ($"{place}[{i}]", row!.AsObject()));
    }
}

/// <summary>A seed that cannot be used, in one sentence.</summary>
internal sealed class SeedException(string message) : Exception(message);
