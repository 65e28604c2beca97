using System.Collections.Concurrent;
using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>Every creation, under every fault, once and again: one object, and the caller has it.</summary>
public sealed class CreationUnderFaultsTests
{
    private static readonly Dictionary<string, (string Collection, Func<IWorkOSClient, Task<(string Id, CreationOutcome Outcome)>> Create)> Creations = new()
    {
        ["user with external id"] = ("users", async client => Of(await client.CreateUserAsync(
            new NewUser { Email = "Anna@example.com", ExternalId = "user_clerk", PasswordHash = new PasswordHash(PasswordHashType.Bcrypt, "$2b$12$hash") }), user => user.Id)),
        ["guest"] = ("users", async client => Of(await client.CreateUserAsync(new NewUser { Email = "Anna@example.com" }), user => user.Id)),
        ["organization"] = ("organizations", async client => Of(await client.CreateOrganizationAsync(
            new NewOrganization { Name = "Anna's Account", ExternalId = "user-user_1" }), organization => organization.Id)),
        ["membership"] = ("organization_memberships", async client => Of(await client.CreateMembershipAsync(
            new NewMembership { UserId = "user_1", OrganizationId = "org_1", RoleSlug = "owner" }), membership => membership.Id)),
        ["invitation"] = ("invitations", async client => Of(await client.SendInvitationAsync(
            new NewInvitation { Email = "Anna@example.com", ExpiresInDays = 7 }), invitation => invitation.Id)),
        ["TOTP factor with secret"] = ("auth_factors", async client => Of(await client.EnrollTotpFactorAsync(
            new NewTotpFactor { UserId = "user_1", Issuer = "Booking", AccountName = "anna", Secret = "JBSWY3DPEHPK3PXP" }), factor => factor.Id)),
        ["TOTP factor"] = ("auth_factors", async client => Of(await client.EnrollTotpFactorAsync(
            new NewTotpFactor { UserId = "user_1", Issuer = "Booking" }), factor => factor.Id)),
    };

    public static TheoryData<string> Names() => [.. Creations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task One_object_comes_of_it_and_the_caller_has_it(string name) => ForEachFaultAsync([null, ServerFault.DropsBefore, ServerFault.FailsAfter], async (first, second) =>
    {
        var (collection, create) = Creations[name];
        await using var server = await FaultyWorkOS.StartAsync();
        await using var client = Impatient(server, first);
        server.Faults("POST", collection, second is { } then ? [first, then] : [first]);

        var (id, outcome) = await create(client.Client);

        var written = Assert.Single(server.In(collection));
        Assert.Equal((string?)written["id"], id);
        // A secret that nobody saw is of no use: that factor is enrolled anew. Every other object is found again.
        var wroteInDoubt = Writes(first) || (second is { } other && Writes(other));
        Assert.Equal(wroteInDoubt && name != "TOTP factor" ? CreationOutcome.Confirmed : CreationOutcome.Created, outcome);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public Task Look_ups_that_fail_as_well_change_nothing(string name) => ForEachFaultAsync([ServerFault.FailsBefore, ServerFault.DropsInAnswer], async (first, second) =>
    {
        var (collection, create) = Creations[name];
        await using var server = await FaultyWorkOS.StartAsync();
        await using var client = Impatient(server, first);
        server.Faults("POST", collection, first).Faults("GET", collection, ServerFault.AnswersPage, second!.Value);

        var (id, _) = await create(client.Client);

        Assert.Equal((string?)Assert.Single(server.In(collection))["id"], id);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Called_again_it_finds_what_is_there(string name)
    {
        var (collection, create) = Creations[name];
        await using var server = await FaultyWorkOS.StartAsync();
        await using var client = new TestClient(server.Address);

        var first = await create(client.Client);
        var second = await create(client.Client);

        Assert.Equal(CreationOutcome.Created, first.Outcome);
        if (name.StartsWith("TOTP", StringComparison.Ordinal))
            return;                     // a user may have several: WorkOS takes another one
        Assert.Equal((first.Id, CreationOutcome.Found), second);
        Assert.Single(server.In(collection));
    }

    [Fact]
    public async Task After_the_last_attempt_the_caller_learns_that_it_may_have_happened()
    {
        await using var server = await FaultyWorkOS.StartAsync();
        await using var client = new TestClient(server.Address, options => options.MaxAttempts = 3);
        server.Faults("POST", "organizations", ServerFault.FailsBefore, ServerFault.HangsBefore, ServerFault.DropsBefore);

        var exception = await Assert.ThrowsAsync<WorkOSUnavailableException>(() => client.Client.CreateOrganizationAsync(
            new NewOrganization { Name = "Anna's Account", ExternalId = "user-1" }));

        Assert.True(exception.MayHaveHappened);
        Assert.Equal(3, server.Of("POST", "/organizations").Count);
        Assert.Equal("WorkOS at 127.0.0.1 did not create the organization: the connection broke, after one attempt; it may have happened all the same.",
            exception.Message);
    }

    [Fact]
    public async Task Without_a_look_up_nothing_is_sent_again()
    {
        await using var server = await FaultyWorkOS.StartAsync();
        await using var client = new TestClient(server.Address, options => options.MaxAttempts = 2);
        server.Faults("POST", "organizations", ServerFault.DropsAfter).Faults("GET", "organizations", ServerFault.FailsBefore, ServerFault.FailsBefore);

        var exception = await Assert.ThrowsAsync<WorkOSUnavailableException>(() => client.Client.CreateOrganizationAsync(
            new NewOrganization { Name = "Anna's Account", ExternalId = "user-1" }));

        Assert.True(exception.MayHaveHappened);
        Assert.Single(server.Of("POST", "/organizations"));
        Assert.Contains("Whether it did could not be looked up", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_made_is_no_doubt()
    {
        var server = await FaultyWorkOS.StartAsync();
        var address = server.Address;
        await server.DisposeAsync();
        await using var client = new TestClient(address, options => options.MaxAttempts = 3);

        var exception = await Assert.ThrowsAsync<WorkOSUnavailableException>(() => client.Client.CreateUserAsync(new NewUser { Email = "anna@example.com" }));

        Assert.False(exception.MayHaveHappened);
        Assert.Equal("WorkOS at 127.0.0.1 did not create the user: no connection, after 3 attempts.", exception.Message);
    }

    /// <summary>Every fault, followed by each of these; all at once, and whatever fails is named.</summary>
    private static async Task ForEachFaultAsync(ServerFault?[] followers, Func<ServerFault, ServerFault?, Task> test)
    {
        var failures = new ConcurrentQueue<string>();
        var cases = from first in Enum.GetValues<ServerFault>() from second in followers select (first, second);
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (pair, _) =>
        {
            try
            {
                await test(pair.first, pair.second);
            }
            catch (Exception exception) when (exception is Xunit.Sdk.XunitException or WorkOSException)
            {
                failures.Enqueue($"{pair.first}, then {pair.second}: {exception.Message}");
            }
        });
        Assert.True(failures.IsEmpty, string.Join('\n', failures));
    }

    /// <summary>Gives up soon where the server never answers, and is in no hurry where it does.</summary>
    private static TestClient Impatient(FaultyWorkOS server, ServerFault first) => new(server.Address, options =>
        options.AttemptTimeout = TimeSpan.FromSeconds(first is ServerFault.HangsBefore or ServerFault.HangsAfter or ServerFault.StallsInAnswer ? 1.5 : 15));

    private static (string Id, CreationOutcome Outcome) Of<T>(Creation<T> creation, Func<T, string> id)
        where T : class => (id(creation.Value), creation.Outcome);

    private static bool Writes(ServerFault fault) => fault is not (ServerFault.FailsBefore or ServerFault.BadGatewayBefore or ServerFault.UnavailableBefore
        or ServerFault.HangsBefore or ServerFault.DropsBefore or ServerFault.LimitedBefore);
}
