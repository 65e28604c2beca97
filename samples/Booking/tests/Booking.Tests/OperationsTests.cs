using Booking.Schema.Profile;
using Booking.Server.Experts;
using Booking.Server.Guests;
using Booking.Server.Maintenance;
using Booking.Server.Payments;
using Booking.Server.Reports;

namespace Booking.Tests;

public class OperationsTests
{
    [Fact]
    public void A_guests_history_is_with_one_expert_only()
    {
        var met = Given.Meeting(status: MeetingStatus.Completed);
        (met.AmountInCents, met.PaymentStatus) = (7_000, PaymentStatus.Succeeded);
        MeetingTable[] meetings = [met, Given.Meeting(status: MeetingStatus.Cancelled), Given.Meeting(clerkUserId: Given.OtherExpert, MeetingStatus.Completed)];
        var card = GuestHistory.Summarize(clerkUserId: Given.Expert, "ana@example.com", meetings);
        Assert.Equal(new GuestCard("ana@example.com", "Ana", Meetings: 1, Cancelled: 1, SpentInCents: 7_000, LastMet: met.EndTime), card);
        Assert.True(GuestHistory.Summarize("clerk_003", "ana@example.com", meetings).IsNew);
    }

    [Fact]
    public void Findings_of_one_person_stay_together()
    {
        Finding[] findings = [new("events", ClerkUserId: "clerk_b", "x"), new("profiles", "clerk_a", "x"), new("blocked_dates", "clerk_b", "x")];
        Assert.Equal(["blocked_dates", "events", "profiles"], ConsistencyCheck.Sorted(findings).Select(finding => finding.Table));
    }

    [Fact]
    public void The_report_ranks_experts_by_their_meetings()
    {
        MeetingTable[] held = [Given.Meeting(Given.OtherExpert), Given.Meeting(Given.Expert), Given.Meeting(Given.Expert)];
        var top = PlatformReport.Top(held, new Dictionary<string, string> { [Given.Expert] = "Maria Luz" });
        Assert.Equal([new ExpertShare(ClerkUserId: Given.Expert, "Maria Luz", 2, 0.667m), new ExpertShare(Given.OtherExpert, Given.OtherExpert, 1, 0.333m)], top);
    }

    [Fact]
    public void Experience_and_an_invitation_make_a_top_expert()
    {
        var application = new ExpertApplication(ApplicantClerkId: Given.Expert, "Physiotherapist in Porto", YearsOfPractice: 20);
        Assert.Equal(UserRole.Expert, ExpertReview.RoleFor(application));
        Assert.Equal(UserRole.TopExpert, ExpertReview.RoleFor(application with { InvitedByClerkId = Given.OtherExpert }));
    }

    [Fact]
    public void A_first_payout_is_looked_at()
    {
        PaymentTransferTable transfer = new() { ExpertClerkUserId = Given.Expert, AmountInCents = 5_000 };
        Assert.True(PayoutApproval.IsUnusual(transfer, earlier: 0));
        Assert.False(PayoutApproval.IsUnusual(transfer, earlier: 4));
        transfer.AmountInCents = PayoutApproval.LargeInCents;
        Assert.True(PayoutApproval.IsUnusual(transfer, earlier: 4));
    }
}
