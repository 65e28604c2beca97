using System.Net;
using System.Net.Http.Headers;

namespace Clerk2WorkOS.Story;

/// <summary>Who was signed in at Clerk in the moment of the switch stays signed in.</summary>
[Collection(nameof(Story))]
public sealed class HandOver(Setting.Story story)
{
    private StoryWorld World => story.World;

    [Fact]
    public async Task A_token_of_clerks_is_that_person_at_WorkOS_at_the_new_address_and_at_the_old_one()
    {
        var expert = World.Platform.Experts[2];
        var token = World.Clerk.Sign(expert.ClerkId, StoryWorld.AuthorizedParty);
        foreach (var address in new[] { World.Application.Address, World.ClerkDaysApplication.Address })
        {
            var (status, body) = await AskAsync(address, token);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains(await World.WorkosIdAsync(expert), body);
        }
    }

    [Fact]
    public async Task A_token_for_another_site_or_of_somebody_who_has_not_moved_opens_nothing()
    {
        var records = $"/api/appointments/{Guid.NewGuid()}/records";
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(World.Application.Address, World.Clerk.Sign(World.Platform.Experts[2].ClerkId, "https://other.example.com"), records)).Status);
        var (status, body) = await AskAsync(World.Application.Address, World.Clerk.Sign("user_2nobodynobodynobodynobody", StoryWorld.AuthorizedParty), records);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("user_not_migrated", body);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(Uri application, string token, string path = "/api/me")
    {
        using var http = new HttpClient { BaseAddress = application };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
