using Booking.Server.Payments;

namespace Booking.Tests;

public class PaymentTests
{
    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(7_000, false, 1_050)]
    [InlineData(7_000, true, 700)]
    [InlineData(4_990, false, 749)] // 748.5
    public void Splits_a_price_without_losing_a_cent(int price, bool topExpert, int fee)
    {
        var split = Pricing.For(price, topExpert);
        Assert.Equal(fee, split.FeeInCents);
        Assert.Equal(price, split.FeeInCents + split.ExpertInCents);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(49)]
    public void Refuses_what_stripe_would_refuse(int price) => Assert.Throws<ArgumentOutOfRangeException>(() => Pricing.For(price, topExpert: false));

    [Theory]
    [InlineData(48, 5_000)]
    [InlineData(24, 5_000)]
    [InlineData(5, 2_500)]
    [InlineData(1, 0)]
    public void Gives_back_the_less_the_later(int hoursAhead, int refund) =>
        Assert.Equal(refund, Pricing.RefundFor(5_000, Given.Now.AddHours(hoursAhead), Given.Now));

    [Fact]
    public void A_payout_moves_only_forward_until_it_fails()
    {
        Assert.True(TransferStates.CanMove(TransferStatus.Pending, TransferStatus.Approved));
        Assert.True(TransferStates.CanMove(TransferStatus.Failed, TransferStatus.Approved));
        Assert.False(TransferStates.CanMove(TransferStatus.InFlight, TransferStatus.Cancelled));
        Assert.False(TransferStates.CanMove(TransferStatus.Completed, TransferStatus.Failed));
    }

    [Fact]
    public void A_payout_waits_for_the_meeting_and_for_the_card_network()
    {
        Assert.Equal(Given.Now.AddDays(7), TransferStates.ScheduledFor(Given.Now.AddDays(2), paidAt: Given.Now, "pt"));
        Assert.Equal(Given.Now.AddDays(10), TransferStates.ScheduledFor(Given.Now.AddDays(9), paidAt: Given.Now, "us"));
    }

    [Fact]
    public void Adds_payouts_up_by_month()
    {
        PaymentTransferTable[] transfers =
        [
            Transfer(Given.Expert, 8_500, 1_500, month: 9),
            Transfer(Given.Expert, 4_250, 750, month: 9),
            Transfer(Given.Expert, 900, 100, month: 10),
            Transfer(Given.OtherExpert, 1, 1, month: 9),
        ];
        var (clerkUserId, total) = new EarningsReport().Summarize(Given.Expert, transfers);
        Assert.Equal((Given.Expert, 13_650), (clerkUserId, total));
        Assert.Equal(Given.Expert, new EarningsReport().Ranking(transfers, 1)[0].ExpertClerkUserId);

        static PaymentTransferTable Transfer(string expertClerkUserId, int amount, int fee, int month) => new()
        {
            ExpertClerkUserId = expertClerkUserId,
            AmountInCents = amount,
            PlatformFeeInCents = fee,
            ScheduledFor = new DateTimeOffset(2025, month, 5, 0, 0, 0, TimeSpan.Zero),
        };
    }

    [Fact]
    public void What_goes_to_stripe_comes_back()
    {
        var sent = Booking.Schema.Meetings.MeetingPaymentRequest.From(Given.Request());
        Assert.True(CheckoutMetadata.TryRead(CheckoutMetadata.Write(sent), out var received));
        Assert.Equal(sent, received);
        Assert.Equal(Given.Expert, received.ClerkUserId);
        Assert.False(CheckoutMetadata.TryRead(new Dictionary<string, string>(), out _));
    }
}
