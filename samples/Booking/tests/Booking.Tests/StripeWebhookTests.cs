using Booking.Server.Payments;
using Booking.Web.Endpoints;
using Booking.Web.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Booking.Tests;

public class StripeWebhookTests
{
    private const string Secret = "whsec_test";
    private const string Body = """{"id":"evt_1","type":"charge.refunded","created":1756713600,"data":{"object":{"id":"ch_1","amount_refunded":500}}}""";

    private readonly Recorder _recorder = new();

    [Fact]
    public void Accepts_the_right_signature_and_nothing_else()
    {
        var header = StripeSignature.Header(Body, Secret, Given.Now);
        Assert.True(StripeSignature.IsValid(header, Body, Secret, Given.Now.AddMinutes(4)));
        Assert.True(StripeSignature.IsValid(header + ",v1=" + new string('0', 64), Body, Secret, Given.Now));
        Assert.False(StripeSignature.IsValid(header, Body + " ", Secret, Given.Now));
        Assert.False(StripeSignature.IsValid(header, Body, "whsec_other", Given.Now));
        Assert.False(StripeSignature.IsValid(header, Body, Secret, Given.Now.AddMinutes(6)));
        Assert.False(StripeSignature.IsValid(null, Body, Secret, Given.Now));
        Assert.False(StripeSignature.IsValid("t=x,v1=" + new string('g', 64), Body, Secret, Given.Now));
    }

    [Fact]
    public async Task Handles_an_event_once()
    {
        var inbox = Inbox();
        Assert.Equal(200, await PostAsync(inbox));
        Assert.Equal(200, await PostAsync(inbox));
        Assert.Equal(["ch_1"], _recorder.Handled);
    }

    [Fact]
    public async Task Asks_for_a_failed_event_again()
    {
        var inbox = Inbox();
        _recorder.Fails = true;
        Assert.Equal(503, await PostAsync(inbox));
        _recorder.Fails = false;
        Assert.Equal(200, await PostAsync(inbox));
        Assert.Equal(["ch_1"], _recorder.Handled);
    }

    [Fact]
    public async Task Refuses_a_stranger()
    {
        var result = await StripeWebhookEndpoint.HandleAsync("t=1,v1=00", Body, Secret, Inbox(), new Given.Clock(Given.Now));
        Assert.Equal(400, ((IStatusCodeHttpResult)result).StatusCode);
        Assert.Empty(_recorder.Handled);
    }

    private async Task<int?> PostAsync(WebhookInbox inbox)
    {
        var header = StripeSignature.Header(Body, Secret, Given.Now);
        var result = await StripeWebhookEndpoint.HandleAsync(header, Body, Secret, inbox, new Given.Clock(Given.Now));
        return ((IStatusCodeHttpResult)result).StatusCode;
    }

    private WebhookInbox Inbox()
    {
        var services = new ServiceCollection().AddSingleton<IStripeEventHandler>(_recorder).BuildServiceProvider();
        return new WebhookInbox(services.GetRequiredService<IServiceScopeFactory>(), NullLogger<WebhookInbox>.Instance);
    }

    private sealed class Recorder : IStripeEventHandler
    {
        public bool Fails { get; set; }

        public List<string?> Handled { get; } = [];

        public string EventType => "charge.refunded";

        public Task HandleAsync(StripeEvent message, CancellationToken cancellationToken)
        {
            if (Fails)
                throw new InvalidOperationException("The database is away.");
            Handled.Add(message.Data.Object.Id);
            return Task.CompletedTask;
        }
    }
}
