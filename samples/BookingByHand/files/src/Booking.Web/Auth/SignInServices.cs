using Clerk2WorkOS.WorkOS;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Booking.Web.Auth;

public static class SignInServices
{
    private const string CookieOrToken = "cookie or token";

    /// <summary>
    /// Browsers have a cookie, machines WorkOS's token; both hold claims of the same names. With the settings <c>WorkOS:HandOver</c> a program may come with Clerk's token as well, for the weeks
    /// of the switch.
    /// </summary>
    public static IServiceCollection AddBookingSignIn(this IServiceCollection services, IConfiguration workos)
    {
        var authentication = services.AddAuthentication(CookieOrToken)
            .AddPolicyScheme(CookieOrToken, displayName: null, options => options.ForwardDefaultSelector = http =>
                http.Request.Headers.ContainsKey("Authorization") ? JwtBearerDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.LoginPath = "/sign-in";
                options.ReturnUrlParameter = "returnUrl";
                options.SlidingExpiration = false;
                options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
                options.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden);
            })
            .AddWorkOSBearer(options =>
            {
                options.ClientId = workos["ClientId"] ?? "";
                if (workos["BaseAddress"] is { Length: > 0 } address)
                    options.BaseAddress = new Uri(address);
            });
        if (workos.GetSection("HandOver") is var handOver && handOver.Exists())
            authentication.AddClerkHandOver(handOver);
        services.AddAuthorization();

        services.AddHttpClient<WorkosSignIn>((provider, http) =>
        {
            http.BaseAddress = provider.GetRequiredService<IOptions<WorkOSOptions>>().Value.BaseAddress;
            http.Timeout = TimeSpan.FromSeconds(15);
        });
        return services.AddScoped<BookingSession>();
    }

    /// <summary>A person is led to the sign-in page; a program that asks the API gets the status.</summary>
    private static Task AnswerAsync(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
