using Booking.Web.Auth;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Booking.Web.Pages;

/// <summary>What both ways of signing in do with WorkOS's answer.</summary>
public abstract class SignInPage(BookingSession session) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string PendingToken { get; private set; } = "";

    /// <summary>More than none: one of them has to be chosen.</summary>
    public IReadOnlyList<SignInOrganization> Organizations { get; private set; } = [];

    protected async Task<IActionResult> AnswerAsync(SignInAnswer answer)
    {
        if (answer.AccessToken is not null && await session.BeginAsync(HttpContext, answer))
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/dashboard");

        if (answer is { PendingToken: { } pending, Organizations.Count: > 0 })
            (PendingToken, Organizations) = (pending, answer.Organizations);
        else
            ModelState.AddModelError("", answer.Reason);
        return Page();
    }
}
