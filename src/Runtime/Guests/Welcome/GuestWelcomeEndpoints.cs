using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Guests.Welcome;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the page that the link in a guest's mail opens.</summary>
public static class GuestWelcomeEndpoints
{
    /// <summary>
    /// Maps the page at <see cref="GuestWelcomeOptions.Path"/>, for everyone. Opening it shows a button; the button has WorkOS mail a sign-in code and leads to
    /// <see cref="GuestWelcomeOptions.SignInPage"/>. At most three codes a minute for a user.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>To add conventions to, a rate limiter's policy for example.</returns>
    /// <exception cref="InvalidOperationException">Guest registration is not registered.</exception>
    /// <exception cref="OptionsValidationException">Its options are not valid.</exception>
    public static IEndpointConventionBuilder MapGuestWelcome(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<GuestWelcomePage>() is not { } page)
            throw new InvalidOperationException("MapGuestWelcome needs guest registration: call services.AddGuestRegistration(...) or services.AddClerk2WorkOS(...).");
        var path = endpoints.ServiceProvider.GetRequiredService<IOptions<GuestOptions>>().Value.Welcome.Path;
        var group = endpoints.MapGroup(path);
        group.MapMethods("", [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)page.ShowAsync);
        group.MapPost("", (RequestDelegate)page.AskAsync);
        return group.AllowAnonymous();
    }
}
