using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.WorkOS;
using Microsoft.AspNetCore.Http;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>What travels, to the letter, and what never does.</summary>
public sealed class WireTests : IAsyncLifetime
{
    private FaultyWorkOS _server = null!;
    private TestClient _test = null!;

    private IWorkOSClient Client => _test.Client;

    public async Task InitializeAsync()
    {
        _server = await FaultyWorkOS.StartAsync();
        _test = TestClient.Of(_server);
    }

    public async Task DisposeAsync()
    {
        await _test.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(PasswordHashType.Bcrypt, "bcrypt")]
    [InlineData(PasswordHashType.FirebaseScrypt, "firebase-scrypt")]
    [InlineData(PasswordHashType.Ssha, "ssha")]
    [InlineData(PasswordHashType.Ssha256, "ssha256")]
    [InlineData(PasswordHashType.Scrypt, "scrypt")]
    [InlineData(PasswordHashType.Pbkdf2, "pbkdf2")]
    [InlineData(PasswordHashType.Argon2, "argon2")]
    public async Task A_user(PasswordHashType type, string name)
    {
        var user = (await Client.CreateUserAsync(new NewUser
        {
            Email = "Änna@example.com",
            EmailVerified = true,
            FirstName = "Änna",
            LastName = "O'Berg",
            ExternalId = "user_clerk",
            Metadata = new Dictionary<string, string> { ["registrationType"] = "guest" },
            PasswordHash = new PasswordHash(type, "$the$hash"),
        })).Value;

        var request = Assert.Single(_server.Requests);
        Assert.Equal(("POST", "/user_management/users"), (request.Method, request.Target));
        Assert.Equal(
            $$"""{"email":"\u00C4nna@example.com","email_verified":true,"first_name":"\u00C4nna","last_name":"O\u0027Berg","external_id":"user_clerk","metadata":{"registrationType":"guest"},"password_hash":"$the$hash","password_hash_type":"{{name}}"}""",
            request.Body);
        Assert.Equal($"Bearer {TestClient.ApiKey}", request.Headers["Authorization"]);
        Assert.StartsWith("Clerk2WorkOS/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(
            ("Änna@example.com", true, "Änna", "O'Berg", "user_clerk", "guest"),
            (user.Email, user.EmailVerified, user.FirstName, user.LastName, user.ExternalId, user.Metadata["registrationType"]));
        Assert.Equal(DateTimeOffset.Parse("2026-11-28T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture), user.CreatedAt);
    }

    [Fact]
    public async Task The_rest()
    {
        await Client.CreateOrganizationAsync(new NewOrganization { Name = "Anna's Account", ExternalId = "user-1" });
        await Client.CreateMembershipAsync(new NewMembership { UserId = "user_1", OrganizationId = "org_1", RoleSlug = "owner" });
        await Client.SendInvitationAsync(new NewInvitation { Email = "a@example.com", OrganizationId = "org_1", RoleSlug = "owner", ExpiresInDays = 7, InviterUserId = "user_2" });
        await Client.CreateMagicAuthAsync("a@example.com");
        await Client.UpdateUserAsync("users_9", new UserChanges { ExternalId = "x" }).ContinueWith(_ => { }, TaskScheduler.Default);
        await Client.ChangeMembershipRoleAsync("organization_memberships_2", "admin");
        await Client.DeactivateMembershipAsync("organization_memberships_2");
        await Client.ReactivateMembershipAsync("organization_memberships_2");
        await Client.RevokeInvitationAsync("invitations_3");
        await Client.GetRoleAsync("owner");
        await Client.GetUserByExternalIdAsync("a/b c%2F?x=1#y");
        await Client.FindUserByEmailAsync("a+b&c=d@example.com");
        await Client.ListMembershipsAsync(new MembershipFilter { UserId = "user_1", Order = ListOrder.Descending, PageSize = 10 }).ToListAsync();
        await Client.ListEventsAsync(new EventFilter
        {
            Events = ["user.created", "user.updated"],
            After = "event_1",
            RangeStart = new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.FromHours(2)),
        }).ToListAsync();
        await Client.EnrollTotpFactorAsync(new NewTotpFactor { UserId = "user_1", Issuer = "Booking", AccountName = "a", Secret = "JBSWY3DPEHPK3PXP" });
        await Client.DeleteFactorAsync("auth_factor_1");
        await Client.DeleteOrganizationAsync("org_1");

        Assert.Equal(
            [
                """POST /organizations {"name":"Anna\u0027s Account","external_id":"user-1"}""",
                """POST /user_management/organization_memberships {"user_id":"user_1","organization_id":"org_1","role_slug":"owner"}""",
                """POST /user_management/invitations {"email":"a@example.com","organization_id":"org_1","role_slug":"owner","expires_in_days":7,"inviter_user_id":"user_2"}""",
                """POST /user_management/magic_auth {"email":"a@example.com"}""",
                """PUT /user_management/users/users_9 {"external_id":"x"}""",
                """PUT /user_management/organization_memberships/organization_memberships_2 {"role_slug":"admin"}""",
                "PUT /user_management/organization_memberships/organization_memberships_2/deactivate ",
                "PUT /user_management/organization_memberships/organization_memberships_2/reactivate ",
                "POST /user_management/invitations/invitations_3/revoke ",
                "GET /authorization/roles/owner ",
                "GET /user_management/users/external_id/a%2Fb%20c%252F%3Fx%3D1%23y ",
                "GET /user_management/users?email=a%2Bb%26c%3Dd%40example.com&limit=100&order=asc ",
                "GET /user_management/organization_memberships?user_id=user_1&statuses=active%2Cinactive%2Cpending&limit=10&order=desc ",
                "GET /events?events=user.created%2Cuser.updated&range_start=2026-11-28T10%3A00%3A00.000Z&limit=100&order=asc&after=event_1 ",
                "GET /user_management/users/user_1/auth_factors?limit=100&order=asc ",
                """POST /user_management/users/user_1/auth_factors {"type":"totp","totp_issuer":"Booking","totp_user":"a","totp_secret":"JBSWY3DPEHPK3PXP"}""",
                "DELETE /auth/factors/auth_factor_1 ",
                "DELETE /organizations/org_1 ",
            ],
            _server.Requests.Select(request => $"{request.Method} {request.Target} {request.Body}"));
    }

    [Fact]
    public async Task A_list_is_walked_page_by_page_as_it_is_asked_for()
    {
        var pages = new Dictionary<string, string>
        {
            [""] = """{"data":[{"id":"user_1","email":"a@x"},{"id":"user_2","email":"b@x"}],"list_metadata":{"before":null,"after":"user_2"}}""",
            ["user_2"] = """{"data":[{"id":"user_3","email":"c@x"}],"list_metadata":{"before":"user_3","after":null}}""",
        };
        _server.Instead = async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(pages[(string?)context.Request.Query["after"] ?? ""]);
            return true;
        };

        await using (var walk = Client.ListUsersAsync().GetAsyncEnumerator())
        {
            Assert.Empty(_server.Requests);
            Assert.True(await walk.MoveNextAsync());
            Assert.True(await walk.MoveNextAsync());
            Assert.Single(_server.Requests);
            Assert.True(await walk.MoveNextAsync());
            Assert.Equal("user_3", walk.Current.Id);
            Assert.False(await walk.MoveNextAsync());
        }

        Assert.Equal(2, _server.Requests.Count);
        Assert.Equal(["user_3"], await Client.ListUsersAsync(new UserFilter { After = "user_2" }).Select(user => user.Id).ToListAsync());
    }

    [Fact]
    public async Task A_cursor_that_does_not_move_on_ends_the_walk()
    {
        _server.Instead = async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"data":[{"id":"user_1","email":"a@x"}],"list_metadata":{"before":null,"after":"user_1"}}""");
            return true;
        };

        await Assert.ThrowsAsync<WorkOSUnavailableException>(() => Client.ListUsersAsync().ToListAsync().AsTask());

        Assert.Equal(2, _server.Requests.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_page_has_1_to_100_objects(int size) => Assert.Throws<ArgumentException>(() => { Client.ListUsersAsync(new UserFilter { PageSize = size }); });

    public static TheoryData<string, Func<IWorkOSClient, object>> Unsendable() => new()
    {
        { "no address", client => client.CreateUserAsync(new NewUser { Email = " " }) },
        { "no @", client => client.CreateUserAsync(new NewUser { Email = "anna" }) },
        { "a space in an address", client => client.CreateMagicAuthAsync("an na@example.com") },
        { "a line in an address", client => client.SendInvitationAsync(new NewInvitation { Email = "anna@example.com\r\nBcc: x" }) },
        { "nothing behind the @", client => client.FindUserByEmailAsync("anna@") },
        { "a password and a hash", client => client.CreateUserAsync(new NewUser { Email = "a@x", Password = "p", PasswordHash = new PasswordHash(PasswordHashType.Bcrypt, "h") }) },
        { "an unknown hash", client => client.CreateUserAsync(new NewUser { Email = "a@x", PasswordHash = new PasswordHash((PasswordHashType)99, "h") }) },
        { "a long external id", client => client.CreateUserAsync(new NewUser { Email = "a@x", ExternalId = new string('x', 65) }) },
        { "an external id that is not ASCII", client => client.GetUserByExternalIdAsync("ä") },
        { "an external id of two dots", client => client.GetUserByExternalIdAsync("..") },
        { "no external id", client => client.CreateOrganizationAsync(new NewOrganization { Name = "A", ExternalId = "" }) },
        { "no name", client => client.CreateOrganizationAsync(new NewOrganization { Name = "", ExternalId = "x" }) },
        { "an id that is a path", client => client.GetUserAsync("user_1/../../organizations") },
        { "an id of two dots", client => client.DeleteUserAsync("..") },
        { "eleven pairs", client => client.CreateUserAsync(new NewUser { Email = "a@x", Metadata = Enumerable.Range(0, 11).ToDictionary(i => $"k{i}", _ => "v") }) },
        { "a long key", client => client.CreateUserAsync(new NewUser { Email = "a@x", Metadata = new Dictionary<string, string> { [new string('k', 41)] = "v" } }) },
        { "an empty key", client => client.UpdateUserAsync("user_1", new UserChanges { Metadata = new Dictionary<string, string> { [""] = "v" } }) },
        { "a long value", client => client.UpdateOrganizationAsync("org_1", new OrganizationChanges { Metadata = new Dictionary<string, string> { ["k"] = new string('v', 601) } }) },
        { "a value that is not ASCII", client => client.CreateUserAsync(new NewUser { Email = "a@x", Metadata = new Dictionary<string, string> { ["k"] = "ä" } }) },
        { "31 days", client => client.SendInvitationAsync(new NewInvitation { Email = "a@x", ExpiresInDays = 31 }) },
        { "no user and no organization", client => client.ListMembershipsAsync(new MembershipFilter()) },
        { "no events", client => client.ListEventsAsync(new EventFilter { Events = [] }) },
        { "no issuer", client => client.EnrollTotpFactorAsync(new NewTotpFactor { UserId = "user_1", Issuer = "" }) },
        { "a client id that is a path", client => client.GetJwksUri("client/..") },
    };

    [Theory]
    [MemberData(nameof(Unsendable))]
    public async Task Nothing_is_sent_with(string what, Func<IWorkOSClient, object> call)
    {
        Assert.NotEmpty(what);
        var exception = await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
        {
            if (call(Client) is Task task)
                await task;
        });

        Assert.Empty(_server.Requests);
        Assert.DoesNotContain("anna", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_at_the_limits_are_sent()
    {
        await Client.CreateUserAsync(new NewUser
        {
            Email = "a@x",
            ExternalId = new string('x', 64),
            Metadata = Enumerable.Range(0, 10).ToDictionary(i => $"{i}".PadLeft(40, 'k'), _ => new string('v', 600)),
        });

        Assert.Single(_server.In("users"));
    }

    [Fact]
    public async Task The_keys_are_those_of_the_application()
    {
        _server.Instead = async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"keys":[{"alg":"RS256","kty":"RSA","use":"sig","n":"modulus","e":"AQAB","kid":"key_1","x5c":[],"x5t#S256":"x"}]}""");
            return true;
        };

        Assert.Equal(new Uri(_server.Address, "/sso/jwks/client_test"), Client.GetJwksUri());
        Assert.Equal(new Uri(_server.Address, "/sso/jwks/client_other"), Client.GetJwksUri("client_other"));
        Assert.Equal(("key_1", "modulus", "AQAB"), (await Client.GetJwksAsync()).Keys.Select(key => (key.Kid, key.N, key.E)).Single());
    }
}
