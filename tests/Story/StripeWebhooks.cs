using System.Net;

namespace Clerk2WorkOS.Story;

/// <summary>Stripe's webhooks, also about sessions that were opened in the Clerk days.</summary>
[Collection(nameof(Story))]
public sealed class StripeWebhooks(Setting.Story story)
{
    private StoryWorld World => story.World;

    [Theory]
    [InlineData("workos_user_id", "since@example.com")]
    [InlineData("clerk_user_id", "before@example.com")]
    [InlineData("clerkUserId", "long-before@example.com")]
    public async Task A_paid_session_becomes_a_meeting_whichever_id_it_was_opened_with(string key, string email)
    {
        var expert = World.Platform.Experts[7];
        var workosId = await World.WorkosIdAsync(expert);
        var start = DateTimeOffset.UtcNow.Date.AddDays(40 + email.Length).AddHours(9);
        var answer = await StripeAsync("checkout.session.completed", new
        {
            id = $"cs_{email}",
            payment_intent = $"pi_{email}",
            amount_total = 6000,
            metadata = new Dictionary<string, string>
            {
                [key] = key == "workos_user_id" ? workosId : expert.ClerkId,
                ["event_id"] = await World.AskAsync($"SELECT id FROM events WHERE workos_user_id = '{workosId}' AND slug = 'consultation'"),
                ["start_time"] = $"{start:yyyy-MM-ddTHH:mm:ssZ}",
                ["guest_email"] = email,
                ["guest_name"] = "Paula Payer",
                ["timezone"] = "UTC",
            },
        });
        Assert.Equal(HttpStatusCode.OK, answer);

        var user = Assert.Single(World.WorkOS.Users, user => user.Email == email);
        Assert.Equal(
            $"{workosId} {user.Id} 1 2 {workosId} t",
            await World.AskAsync($"""
                SELECT concat_ws(' ', m.workos_user_id, m.guest_workos_user_id, m.status, m.payment_status, t.expert_workos_user_id, t.org_id = m.org_id)
                FROM meetings m JOIN payment_transfers t ON t.meeting_id = m.id WHERE m.stripe_session_id = 'cs_{email}'
                """));
    }

    [Fact]
    public async Task A_webhook_that_stripe_did_not_sign_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, await StripeAsync("charge.refunded", new { id = "ch_1" }, secret: "whsec_somebody"));

    private Task<HttpStatusCode> StripeAsync(string type, object body, string secret = StoryWorld.StripeSecret) =>
        StripeEvents.SendAsync(World.Application.Address, type, body, secret);
}
