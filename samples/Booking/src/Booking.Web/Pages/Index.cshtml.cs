using Booking.Api;
using Booking.Server.Actions;
using Booking.Server.Users;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Booking.Web.Pages;

public class IndexModel(ExpertsActions experts, ICurrentUser visitor) : PageModel
{
    public IReadOnlyList<ExpertSummary> Experts { get; private set; } = [];

    /// <summary>Experts do not see themselves in the list, and nobody the expert whose page they come from.</summary>
    public async Task OnGetAsync(Guid? category, string? clerkUserId) =>
        Experts = [.. (await experts.ListAsync(category)).Where(e => e.ClerkUserId != visitor.ClerkUserId && e.ClerkUserId != clerkUserId)];
}
