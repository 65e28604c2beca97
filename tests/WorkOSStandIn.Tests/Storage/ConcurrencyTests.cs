using Clerk2WorkOS.Testing.Tests.Setting;

namespace Clerk2WorkOS.Testing.Tests.Storage;

/// <summary>What is unique stays unique, however many ask at once.</summary>
public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Of_a_hundred_creations_at_once_one_succeeds()
    {
        await using var workos = await WorkOSStandIn.StartAsync();
        using var client = workos.CreateClient();
        var user = await workos.CreateUserAsync("member@example.com");
        var organization = await workos.CreateOrganizationAsync();
        workos.Faults.Add(new Fault { Effect = FaultEffect.Slow, Delay = TimeSpan.FromMilliseconds(500), Times = 2 });      // long enough for the second to arrive

        var users = await AtOnceAsync(i => client.SendAsync(HttpMethod.Post, "/user_management/users", new { email = i % 2 == 0 ? "ada@example.com" : "ADA@example.com" }));
        var organizations = await AtOnceAsync(_ => client.SendAsync(HttpMethod.Post, "/organizations", new { name = "A", external_id = "one" }));
        var memberships = await AtOnceAsync(_ => client.SendAsync(
            HttpMethod.Post, "/user_management/organization_memberships", new { user_id = user, organization_id = organization }));

        foreach (var replies in new[] { users, organizations, memberships })
        {
            Assert.Equal(1, replies.Count(reply => reply.Status == 201));
            Assert.Equal(99, replies.Count(reply => reply.Status == 400));
        }

        Assert.Equal((2, 2, 1), (workos.Users.Count, workos.Organizations.Count, workos.Memberships.Count));
        Assert.Equal(1, workos.Requests.Count("POST /organizations", 201) - 1);
        Assert.True(workos.Requests.MostInFlight > 1);
    }

    [Fact]
    public async Task Ids_are_unique_and_sorted_as_they_were_made()
    {
        await using var workos = await WorkOSStandIn.StartAsync(new WorkOSStandInOptions { EnforceLimits = false });
        using var client = workos.CreateClient();
        await Parallel.ForAsync(0, 2000, async (i, _) => await client.SendAsync(HttpMethod.Post, "/organizations", new { name = $"{i}" }));
        var ids = workos.Organizations.Select(organization => organization.Id).ToArray();
        Assert.Equal(2000, ids.Distinct().Count());
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    private static Task<Reply[]> AtOnceAsync(Func<int, Task<Reply>> call) =>
        Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => call(i))));
}
