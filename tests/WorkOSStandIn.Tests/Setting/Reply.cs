using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Clerk2WorkOS.Testing.Tests.Setting;

/// <summary>An answer, read.</summary>
internal sealed record Reply(int Status, JsonElement Body, HttpResponseHeaders Headers)
{
    public string? Code => Text("code");

    public string Id => Text("id")!;

    public JsonElement this[string field] => Body.GetProperty(field);

    public string? Text(string field) => Body.TryGetProperty(field, out var value) ? value.GetString() : null;

    /// <summary>The codes within <c>errors</c>.</summary>
    public IEnumerable<string?> Errors => Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString());

    /// <summary>The ids of a list.</summary>
    public IReadOnlyList<string> Ids => [.. Body.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];

    public string? After => Body.GetProperty("list_metadata").GetProperty("after").GetString();

    public string? Before => Body.GetProperty("list_metadata").GetProperty("before").GetString();
}

/// <summary>Requests in one line.</summary>
internal static class Requesting
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    public static Task<Reply> GetAsync(this WorkOSStandIn workos, string path) => workos.SendAsync(HttpMethod.Get, path);

    public static Task<Reply> PostAsync(this WorkOSStandIn workos, string path, object? body = null) => workos.SendAsync(HttpMethod.Post, path, body);

    public static Task<Reply> PutAsync(this WorkOSStandIn workos, string path, object? body = null) => workos.SendAsync(HttpMethod.Put, path, body);

    public static Task<Reply> DeleteAsync(this WorkOSStandIn workos, string path) => workos.SendAsync(HttpMethod.Delete, path);

    public static async Task<Reply> SendAsync(this WorkOSStandIn workos, HttpMethod method, string path, object? body = null)
    {
        using var client = workos.CreateClient();
        return await client.SendAsync(method, path, body);
    }

    public static async Task<Reply> SendAsync(this HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path.TrimStart('/'));
        if (body is not null)
            request.Content = body is string text ? new StringContent(text, System.Text.Encoding.UTF8, "application/json") : JsonContent.Create(body);
        using var response = await client.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        return new Reply((int)response.StatusCode, content.Length == 0 ? Nothing : JsonDocument.Parse(content).RootElement, response.Headers);
    }

    public static async Task<string> CreateUserAsync(this WorkOSStandIn workos, string email = "ada@example.com") =>
        (await workos.PostAsync("/user_management/users", new { email, email_verified = true })).Id;

    public static async Task<string> CreateOrganizationAsync(this WorkOSStandIn workos, string name = "Ada's Account") =>
        (await workos.PostAsync("/organizations", new { name })).Id;

    public static async Task<string> CreateMembershipAsync(this WorkOSStandIn workos, string userId, string organizationId, string role = "member") =>
        (await workos.PostAsync("/user_management/organization_memberships", new { user_id = userId, organization_id = organizationId, role_slug = role })).Id;

    public static Task<Reply> AuthenticateAsync(this WorkOSStandIn workos, Dictionary<string, string> fields)
    {
        fields.TryAdd("client_id", workos.ClientId);
        fields.TryAdd("client_secret", workos.ApiKey);
        return workos.PostAsync("/user_management/authenticate", fields);
    }
}
