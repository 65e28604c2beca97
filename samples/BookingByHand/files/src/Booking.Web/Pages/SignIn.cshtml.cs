using Booking.Web.Auth;
using Microsoft.AspNetCore.Mvc;

namespace Booking.Web.Pages;

/// <summary>Sign-in with address and password: for everybody who had a password before the switch, the old one.</summary>
public class SignInModel(WorkosSignIn workos, BookingSession session) : SignInPage(session)
{
    [BindProperty]
    public string Email { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await workos.ByPasswordAsync(Email, Password, cancellationToken));

    public async Task<IActionResult> OnPostOrganizationAsync(string pendingToken, string organizationId, CancellationToken cancellationToken) =>
        await AnswerAsync(await workos.ByOrganizationAsync(pendingToken, organizationId, cancellationToken));
}
