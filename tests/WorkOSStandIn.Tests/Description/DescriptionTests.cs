using System.Text.Json;
using Clerk2WorkOS.Testing.Tests.Setting;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Testing.Tests.Description;

/// <summary>Every answer, of success and of refusal, is what WorkOS publishes as its API's description.</summary>
public sealed class DescriptionTests(ITestOutputHelper output)
{
    private const string Users = "/user_management/users";
    private const string Memberships = "/user_management/organization_memberships";
    private const string Invitations = "/user_management/invitations";

    /// <summary>All that the description (older than the live API) does not have: route, status and code.</summary>
    private static readonly string[] LiveOnly =
    [
        "DELETE /organizations/{id} 404 entity_not_found",
        "GET /organizations/{id}/roles 200 ",                           // the older place of the roles
        "GET /organizations/{id}/roles 404 entity_not_found",
        "POST /user_management/invitations/{id}/revoke 404 entity_not_found",
        "POST /user_management/organization_memberships 400 user_already_organization_member",
        "POST /user_management/users 400 external_id_already_used",     // described for updates only
        "PUT /user_management/users/{id} 404 entity_not_found",
    ];

    [NeedsNodeFact]
    public async Task Every_answer_is_as_described()
    {
        var options = new WorkOSStandInOptions();
        await using var workos = await WorkOSStandIn.StartAsync(options);
        using var recorder = new AnswerRecorder();
        using var client = AnswerRecorder.CreateClient(workos, recorder);

        await UsersAsync(client);
        await OrganizationsAndMembershipsAsync(client);
        await InvitationsAsync(client, workos);
        await SignInAsync(client, workos);
        await EventsAndWebhooksAsync(client, workos);

        var answers = recorder.Answers;
        var missed = ApiRoutes.All.Where(route => !answers.Any(answer => answer.Route == route && answer.Status is >= 200 and < 300));
        Assert.Empty(missed.Select(route => route.Name));
        var problems = await DescribedApi.ProblemsAsync(answers);
        var found = answers.Zip(problems).Where(pair => pair.Second.Length > 0).ToArray();
        output.WriteLine($"{answers.Count} answers of {ApiRoutes.All.Count} routes checked; {found.Length} that the description does not have:");
        foreach (var (answer, problem) in found)
            output.WriteLine($"{answer.Route.Name} {answer.Status}: {problem}\n  {answer.Body}");
        Assert.Equal(LiveOnly, found.Select(pair => NameOf(pair.First)).Distinct().Order(StringComparer.Ordinal));
    }

    private static string NameOf(RecordedAnswer answer) =>
        $"{answer.Route.Name} {answer.Status} {(JsonDocument.Parse(answer.Body).RootElement.TryGetProperty("code", out var code) ? code.GetString() : "")}";

    private static async Task UsersAsync(HttpClient client)
    {
        var ada = (await Post(client, Users, new { email = "ada@example.com", first_name = "Ada", external_id = "one", metadata = new { a = "1" }, locale = "en" })).Id;
        await Post(client, Users, new { email = "ada@example.com" });
        await Post(client, Users, new { email = "nobody" });
        await Post(client, Users, new { email = "new@example.com", external_id = "one" });
        await Post(client, Users, new { });
        await Post(client, Users, new { email = "new@example.com", password = "short" });
        await Post(client, Users, new { email = "new@example.com", password_hash = "x", password_hash_type = "bcrypt" });
        await Post(client, Users, new { email = "new@example.com", password = "x", password_hash = "x", password_hash_type = "bcrypt" });
        await Post(client, Users, new { email = "new@example.com", password = "x", password_hash_type = "bcrypt" });
        await Post(client, Users, new { email = "new@example.com", metadata = new { a = new string('x', 601) } });
        await Get(client, Users);
        await Get(client, $"{Users}?limit=0");
        await Get(client, $"{Users}/{ada}");
        await Get(client, $"{Users}/user_none");
        await Get(client, $"{Users}/external_id/one");
        await Get(client, $"{Users}/external_id/two");
        var bob = (await Post(client, Users, new { email = "bob@example.com" })).Id;
        await Put(client, $"{Users}/{bob}", new { first_name = "Bob" });
        await Put(client, $"{Users}/{bob}", new { email = "ada@example.com" });
        await Put(client, $"{Users}/{bob}", new { email = "nobody" });
        await Put(client, $"{Users}/{bob}", new { external_id = "one" });
        await Put(client, $"{Users}/{bob}", new { email = 5 });
        await Put(client, $"{Users}/{bob}", new { password = "short" });
        await Put(client, $"{Users}/{bob}", new { metadata = new { a = "ä" } });
        await Put(client, $"{Users}/user_none", new { first_name = "Bob" });
        await Post(client, $"{Users}/{bob}/auth_factors", new { type = "totp" });
        await Post(client, $"{Users}/{bob}/auth_factors", new { type = "sms" });
        await Get(client, $"{Users}/{bob}/auth_factors");
        await client.SendAsync(HttpMethod.Delete, $"{Users}/{bob}");
        await client.SendAsync(HttpMethod.Delete, $"{Users}/{bob}");
    }

    private static async Task OrganizationsAndMembershipsAsync(HttpClient client)
    {
        var body = new { name = "Lab", external_id = "lab", metadata = new { a = "1" }, domain_data = new[] { new { domain = "lab.example", state = "verified" } } };
        var lab = (await Post(client, "/organizations", body)).Id;
        await Post(client, "/organizations", body);
        await Post(client, "/organizations", new { name = "Other", domains = (string[])["lab.example"] });
        await Post(client, "/organizations", new { });
        await Post(client, "/organizations", new { name = "Other", metadata = new { a = "ä" } });
        await Get(client, "/organizations");
        await Get(client, "/organizations?order=up");
        await Get(client, $"/organizations/{lab}");
        await Get(client, "/organizations/org_none");
        await Get(client, "/organizations/external_id/lab");
        await Get(client, "/organizations/external_id/none");
        await Put(client, $"/organizations/{lab}", new { name = "Laboratory" });
        await Put(client, $"/organizations/{lab}", new { name = 5 });
        await Put(client, $"/organizations/{lab}", new { metadata = new { a = "ä" } });
        await Put(client, "/organizations/org_none", new { name = "None" });
        foreach (var route in new[] { "/authorization/roles", "/authorization/roles/admin", "/authorization/roles/none", $"/authorization/organizations/{lab}/roles", "/authorization/organizations/org_none/roles", $"/organizations/{lab}/roles", "/organizations/org_none/roles" })
            await Get(client, route);

        var user = (await Post(client, Users, new { email = "member@example.com" })).Id;
        var membership = (await Post(client, Memberships, new { user_id = user, organization_id = lab })).Id;
        await Post(client, Memberships, new { user_id = user, organization_id = lab });
        await Post(client, Memberships, new { user_id = user, organization_id = lab, role_slug = "owner" });
        await Post(client, Memberships, new { user_id = user, organization_id = lab, role_slugs = (string[])["admin", "member"] });
        await Post(client, Memberships, new { user_id = user });
        await Post(client, Memberships, new { user_id = "user_none", organization_id = lab });
        await Get(client, Memberships);
        await Get(client, $"{Memberships}?user_id={user}");
        await Get(client, $"{Memberships}?user_id=user_none");
        await Get(client, $"{Memberships}?user_id={user}&limit=0");
        await Get(client, $"{Memberships}/{membership}");
        await Get(client, $"{Memberships}/om_none");
        await Put(client, $"{Memberships}/{membership}", new { role_slug = "admin" });
        await Put(client, $"{Memberships}/{membership}", new { role_slug = "owner" });
        await Put(client, $"{Memberships}/{membership}", new { role_slug = 5 });
        await Put(client, $"{Memberships}/om_none", new { role_slug = "admin" });
        foreach (var way in new[] { "deactivate", "reactivate" })
        {
            await Put(client, $"{Memberships}/{membership}/{way}", null);
            await Put(client, $"{Memberships}/om_none/{way}", null);
        }

        await client.SendAsync(HttpMethod.Delete, $"{Memberships}/{membership}");
        await client.SendAsync(HttpMethod.Delete, $"{Memberships}/{membership}");
        await client.SendAsync(HttpMethod.Delete, $"/organizations/{lab}");
        await client.SendAsync(HttpMethod.Delete, $"/organizations/{lab}");
    }

    private static async Task InvitationsAsync(HttpClient client, WorkOSStandIn workos)
    {
        var organization = await workos.CreateOrganizationAsync();
        var user = await workos.CreateUserAsync("there@example.com");
        await workos.CreateMembershipAsync(user, organization);
        var invited = await Post(client, Invitations, new { email = "guest@example.com", organization_id = organization, inviter_user_id = user });
        await Post(client, Invitations, new { email = "guest@example.com", organization_id = organization });
        await Post(client, Invitations, new { email = "friend@example.com" });
        await Post(client, Invitations, new { email = "friend@example.com" });
        await Post(client, Invitations, new { email = "there@example.com" });
        await Post(client, Invitations, new { email = "there@example.com", organization_id = organization });
        await Post(client, Invitations, new { email = "x@example.com", expires_in_days = 0 });
        await Post(client, Invitations, new { email = "x@example.com", expires_in_days = 31 });
        await Post(client, Invitations, new { email = "x@example.com", organization_id = organization, role_slug = "owner" });
        await Post(client, Invitations, new { email = "x@example.com", organization_id = "org_none" });
        await Post(client, Invitations, new { });
        await Get(client, Invitations);
        await Get(client, $"{Invitations}?limit=0");
        await Get(client, $"{Invitations}/{invited.Id}");
        await Get(client, $"{Invitations}/invitation_none");
        await Get(client, $"{Invitations}/by_token/{invited.Text("token")}");
        await Get(client, $"{Invitations}/by_token/none");
        foreach (var way in new[] { "resend", "accept", "accept", "resend", "revoke" })
            await Post(client, $"{Invitations}/{invited.Id}/{way}", null);
        foreach (var way in new[] { "resend", "accept", "revoke" })
            await Post(client, $"{Invitations}/invitation_none/{way}", null);
        var revoked = (await Post(client, Invitations, new { email = "enemy@example.com" })).Id;
        await Post(client, $"{Invitations}/{revoked}/revoke", null);
        await Post(client, $"{Invitations}/{revoked}/resend", null);
    }

    private static async Task SignInAsync(HttpClient client, WorkOSStandIn workos)
    {
        const string Email = "eve@example.com";
        const string Password = "correct horse battery";
        var eve = (await Post(client, Users, new { email = Email, password = Password })).Id;
        var (first, second) = (await workos.CreateOrganizationAsync("First"), await workos.CreateOrganizationAsync("Second"));

        await Authenticate(("grant_type", "password"), ("email", Email), ("password", "wrong"));
        var unverified = await Authenticate(("grant_type", "password"), ("email", Email), ("password", Password));
        await Get(client, $"/user_management/email_verification/{unverified.Text("email_verification_id")}");
        await Get(client, "/user_management/email_verification/none");
        await Post(client, $"{Users}/{eve}/email_verification/send", null);
        await Post(client, $"{Users}/user_none/email_verification/send", null);
        await Post(client, $"{Users}/{eve}/email_verification/confirm", new { code = "wrong" });
        await Post(client, $"{Users}/{eve}/email_verification/confirm", new { });
        await Post(client, $"{Users}/{eve}/email_verification/confirm", new { code = workos.Mails.Newest(Email, MailKind.EmailVerification)!.Code });
        await Post(client, $"{Users}/{eve}/email_verification/confirm", new { code = "again" });
        await Post(client, $"{Users}/{eve}/email_verification/send", null);
        var signedIn = await Authenticate(("grant_type", "password"), ("email", Email), ("password", Password));
        await Authenticate(("grant_type", "refresh_token"), ("refresh_token", signedIn.Text("refresh_token")!));
        await Authenticate(("grant_type", "refresh_token"), ("refresh_token", signedIn.Text("refresh_token")!));
        await Authenticate(("grant_type", "password"), ("client_id", "client_other"));
        await Authenticate(("grant_type", "password"));

        await workos.CreateMembershipAsync(eve, first);
        await Post(client, "/user_management/magic_auth", new { email = Email });
        await Post(client, "/user_management/magic_auth", new { });
        var mail = workos.Mails.Newest(Email, MailKind.MagicAuth)!;
        await Get(client, $"/user_management/magic_auth/{mail.ObjectId}");
        await Get(client, "/user_management/magic_auth/none");
        await Authenticate(("grant_type", "urn:workos:oauth:grant-type:magic-auth:code"), ("email", Email), ("code", "wrong"));
        await Authenticate(("grant_type", "urn:workos:oauth:grant-type:magic-auth:code"), ("email", Email), ("code", mail.Code!));
        await Authenticate(("grant_type", "urn:workos:oauth:grant-type:magic-auth:code"), ("email", Email), ("code", mail.Code!));

        await workos.CreateMembershipAsync(eve, second);
        var pending = await Authenticate(("grant_type", "password"), ("email", Email), ("password", Password));
        var selection = ("grant_type", "urn:workos:oauth:grant-type:organization-selection");
        var token = ("pending_authentication_token", pending.Text("pending_authentication_token")!);
        await Authenticate(selection, token, ("organization_id", "org_none"));
        await Authenticate(selection, token, ("organization_id", second));
        await Authenticate(selection, token, ("organization_id", second));

        await Get(client, $"{Users}/{eve}/sessions");
        await Get(client, $"{Users}/user_none/sessions");
        await Post(client, "/user_management/sessions/revoke", new { session_id = workos.Sessions[0].Id });
        await Post(client, "/user_management/sessions/revoke", new { session_id = "session_none" });

        await Post(client, "/user_management/password_reset", new { email = Email });
        await Post(client, "/user_management/password_reset", new { email = "none@example.com" });
        await Post(client, "/user_management/password_reset", new { });
        var reset = workos.Mails.Newest(Email, MailKind.PasswordReset)!;
        await Get(client, $"/user_management/password_reset/{reset.ObjectId}");
        await Get(client, "/user_management/password_reset/none");
        await Post(client, "/user_management/password_reset/confirm", new { token = reset.Token, new_password = "short" });
        await Post(client, "/user_management/password_reset/confirm", new { token = reset.Token, new_password = Password });
        await Post(client, "/user_management/password_reset/confirm", new { token = "none", new_password = Password });
        await Post(client, "/user_management/password_reset/confirm", new { });
        await Get(client, $"/sso/jwks/{workos.ClientId}");
        await Get(client, "/sso/jwks/client_other");

        Task<Reply> Authenticate(params (string Name, string Value)[] fields)
        {
            var body = new Dictionary<string, string> { ["client_id"] = workos.ClientId, ["client_secret"] = workos.ApiKey };
            foreach (var (name, value) in fields)
                body[name] = value;
            return Post(client, "/user_management/authenticate", body);
        }
    }

    /// <summary>With all that has happened before, so that an event of each kind is checked.</summary>
    private static async Task EventsAndWebhooksAsync(HttpClient client, WorkOSStandIn workos)
    {
        foreach (var name in workos.Events.Select(stored => stored.Name).Distinct())
            await Get(client, $"/events?events[]={name}&limit=100");
        await Get(client, "/events");
        var endpoint = (await Post(client, "/webhook_endpoints", new { endpoint_url = "http://127.0.0.1:9/", events = (string[])["user.created"] })).Id;
        await Post(client, "/webhook_endpoints", new { endpoint_url = "http://127.0.0.1:9/", events = (string[])["user.created"] });
        await Post(client, "/webhook_endpoints", new { endpoint_url = "nowhere", events = (string[])["user.created"] });
        await Get(client, "/webhook_endpoints");
        await client.SendAsync(HttpMethod.Delete, $"/webhook_endpoints/{endpoint}");
        await client.SendAsync(HttpMethod.Delete, $"/webhook_endpoints/{endpoint}");
    }

    private static Task<Reply> Get(HttpClient client, string path) => client.SendAsync(HttpMethod.Get, path);

    private static Task<Reply> Post(HttpClient client, string path, object? body) => client.SendAsync(HttpMethod.Post, path, body);

    private static Task<Reply> Put(HttpClient client, string path, object? body) => client.SendAsync(HttpMethod.Put, path, body);
}
