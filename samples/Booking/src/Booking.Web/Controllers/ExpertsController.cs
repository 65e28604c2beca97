using Booking.Server.Experts;
using Booking.Server.Users;
using Microsoft.AspNetCore.Mvc;

namespace Booking.Web.Controllers;

/// <summary>Kept for the first mobile client, which asks here.</summary>
[ApiController, Route("experts")]
public sealed class ExpertsController(IExpertDirectory directory, IUserRepository users) : ControllerBase
{
    [HttpGet("{clerkId}")]
    public async Task<IActionResult> Get(string clerkId, CancellationToken cancellationToken)
    {
        var expert = await directory.GetByClerkIdAsync(clerkId, cancellationToken);
        return expert is null ? NotFound() : Ok(expert);
    }

    /// <summary>Whether this person takes money yet.</summary>
    [HttpGet("{clerkId}/payouts")]
    public async Task<ActionResult<bool>> Payouts([FromRoute] string clerkId)
    {
        var user = await users.GetByClerkIdAsync(clerkId: clerkId);
        return user is { DeletedAt: null } ? user.PayoutsEnabled : NotFound();
    }
}
