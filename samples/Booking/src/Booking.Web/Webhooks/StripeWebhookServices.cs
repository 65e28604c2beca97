namespace Booking.Web.Webhooks;

public static class StripeWebhookServices
{
    public static IServiceCollection AddStripeWebhooks(this IServiceCollection services) => services
        .AddSingleton<WebhookInbox>()
        .AddScoped<IStripeEventHandler, PaymentHandler>()
        .AddScoped<IStripeEventHandler, RefundHandler>()
        .AddScoped<IStripeEventHandler, TransferHandler>()
        .AddScoped<IStripeEventHandler, AccountHandler>();
}
