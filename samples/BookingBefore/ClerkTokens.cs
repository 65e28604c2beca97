using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Npgsql;

namespace Booking.Before;

/// <summary>Clerk's session tokens, as its documentation has it: its authority, no audience, and <c>azp</c> instead.</summary>
public static class ClerkTokens
{
    public static IServiceCollection AddClerkTokens(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.Authority = configuration["Clerk:Authority"];
            options.RequireHttpsMetadata = !new Uri(configuration["Clerk:Authority"] ?? "https://clerk.example.com").IsLoopback;
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ValidateAudience = false;
            options.Events = new JwtBearerEvents
            {
                OnTokenValidated = context =>
                {
                    if (context.Principal?.FindFirstValue("azp") is { } party && party != configuration["Clerk:AuthorizedParty"])
                        context.Fail("The token is for another application.");
                    return Task.CompletedTask;
                },
            };
        });
        return services.AddAuthorization();
    }

    /// <summary>Who is signed in, and how many meetings they have.</summary>
    public static void MapMe(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/me", async (ClaimsPrincipal user, NpgsqlDataSource database, CancellationToken cancellationToken) =>
        {
            var clerkUserId = user.FindFirstValue("sub") ?? "";
            await using var command = database.CreateCommand("SELECT count(*) FROM meetings WHERE clerk_user_id = $1");
            command.Parameters.Add(new() { Value = clerkUserId });
            return Results.Ok(new { clerkUserId, meetings = await command.ExecuteScalarAsync(cancellationToken) });
        }).RequireAuthorization();
}
