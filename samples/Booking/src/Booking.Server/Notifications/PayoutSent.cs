using System.Globalization;
using Booking.Drizzle.Schema;

namespace Booking.Server.Notifications;

public sealed class PayoutSent : BookingNotification
{
    private readonly PaymentTransferTable _transfer;

    public PayoutSent(PaymentTransferTable transfer)
    {
        _transfer = transfer;
        RecipientClerkUserId = transfer.ExpertClerkUserId;
    }

    public override string? RecipientClerkUserId { get; }

    public override string Subject => "Your money is on its way";

    protected override string Body(string culture)
    {
        var amount = (_transfer.AmountInCents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        return $"{(culture is "pt" or "es" ? amount.Replace('.', ',') : amount)} {_transfer.Currency.ToUpperInvariant()}";
    }
}
