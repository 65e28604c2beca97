using Clerk2WorkOS.Migration.Users.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoint that Clerk's webhooks are sent to while users move.</summary>
public static class ClerkWebhookEndpoints
{
    /// <summary>
    /// Maps the endpoint, for everyone: what lets in is Svix's signature. Webhooks about users, organizations and memberships are stored in the target, from where <c>clerk2workos users sync</c> takes
    /// them, before they are answered with 200; others are answered with 204. One without a signature is answered with 400, one with a wrong signature or of another time with 401, one that is too long
    /// with 413, and with 503 while the target does not answer, so that Clerk delivers it again.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">The path that the endpoint in Clerk's dashboard names: <c>/webhooks/clerk</c>.</param>
    /// <returns>To add conventions to, a rate limiter's policy for example.</returns>
    /// <exception cref="InvalidOperationException">The services are not registered.</exception>
    public static IEndpointConventionBuilder MapClerkWebhooks(this IEndpointRouteBuilder endpoints, string path)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (endpoints.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(ClerkWebhookReceiver)) != true)
            throw new InvalidOperationException("MapClerkWebhooks needs its services: call services.AddClerkWebhooks(...).");
        return endpoints.MapPost(path, (RequestDelegate)(request => request.RequestServices.GetRequiredService<ClerkWebhookReceiver>().ReceiveAsync(request))).AllowAnonymous();
    }
}
