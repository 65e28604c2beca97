using Booking.Web.Auth;
using Clerk2WorkOS.WorkOS;
using Microsoft.AspNetCore.Mvc;

namespace Booking.Web.Pages;

/// <summary>Sign-in with a code by mail: for guests, who have no password, and for whoever has forgotten theirs.</summary>
public class SignInCodeModel(WorkosSignIn workos, IWorkOSClient client, BookingSession session, ILogger<SignInCodeModel> logger) : SignInPage(session)
{
    [BindProperty]
    public string Email { get; set; } = "";

    [BindProperty]
    public string? Code { get; set; }

    public bool IsMailed { get; private set; }

    public void OnGet()
    {
    }

    /// <summary>Mails a code. The page says the same whether or not there is such a person; nobody becomes a user here.</summary>
    public async Task<IActionResult> OnPostMailAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await client.FindUserByEmailAsync(Email, cancellationToken) is { } user)
                await client.CreateMagicAuthAsync(user.Email, cancellationToken);
        }
        catch (WorkOSException refusal)
        {
            logger.LogWarning(refusal, "No sign-in code was mailed");
        }

        IsMailed = true;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await workos.ByCodeAsync(Email, Code ?? "", cancellationToken));
}
