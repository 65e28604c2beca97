using Booking.Api;
using Booking.Drizzle;
using Booking.Server.Actions;
using Booking.Server.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Pages.Dashboard;

[Authorize]
public class EarningsModel : PageModel
{
    private readonly Db _db;
    private readonly BillingActions _billing;
    private readonly string? _clerkUserId;

    public EarningsModel(Db db, BillingActions billing, ICurrentUser user)
    {
        _db = db;
        _billing = billing;
        _clerkUserId = user.ClerkUserId;
    }

    public int Year { get; private set; }

    public int Waiting { get; private set; }

    public IReadOnlyList<EarningsMonth> Months { get; private set; } = [];

    public async Task OnGetAsync(int? year)
    {
        Year = year ?? DateTime.UtcNow.Year;
        Months = (await _billing.EarningsAsync(Year)).Months;
        Waiting = await _db.PaymentTransferTable.CountAsync(t => t.ExpertClerkUserId == _clerkUserId && t.Status == TransferStatus.Pending);
    }
}
