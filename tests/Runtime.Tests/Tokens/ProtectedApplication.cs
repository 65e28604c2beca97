using System.Net;
using System.Net.Http.Headers;
using Clerk2WorkOS.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clerk2WorkOS.Runtime.Tests.Tokens;

/// <summary>A web application that lets in who WorkOS vouches for.</summary>
internal sealed class ProtectedApplication : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ProtectedApplication(WebApplication application) => _application = application;

    public static Task<ProtectedApplication> StartAsync(SigningWorkOS workos, Action<WorkOSBearerOptions>? configure = null, TimeProvider? time = null) =>
        StartAsync(workos.Address, SigningWorkOS.ClientId, configure, time);

    public static async Task<ProtectedApplication> StartAsync(Uri workos, string clientId, Action<WorkOSBearerOptions>? configure = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        if (time is not null)
            builder.Services.AddSingleton(time);
        builder.Services.AddAuthentication().AddWorkOSBearer(options =>
        {
            options.ClientId = clientId;
            options.BaseAddress = workos;
            configure?.Invoke(options);
        });
        builder.Services.AddAuthorization();
        var application = builder.Build();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapGet("/me", (HttpContext request) => string.Join('\n', request.User.Claims.Select(claim => $"{claim.Type}={claim.Value}"))).RequireAuthorization();
        application.MapGet("/name", (HttpContext request) => request.User.Identity!.Name).RequireAuthorization();
        application.MapGet("/owner", [Authorize(Roles = "owner")] () => "welcome");
        application.MapGet("/member", [Authorize(Roles = "member")] () => "welcome");
        application.MapGet("/admin", [Authorize(Roles = "admin")] () => "welcome");
        application.MapGet("/write", () => "welcome").RequireAuthorization(policy => policy.RequireClaim(WorkOSClaims.Permissions, "meetings:write"));
        application.MapGet("/delete", () => "welcome").RequireAuthorization(policy => policy.RequireClaim(WorkOSClaims.Permissions, "meetings:delete"));
        await application.StartAsync();
        return new ProtectedApplication(application);
    }

    public async Task<HttpStatusCode> AnswerAsync(string token, string path = "/me")
    {
        using var response = await SendAsync(token, path);
        return response.StatusCode;
    }

    public async Task<string> TextAsync(string token, string path = "/me")
    {
        using var response = await SendAsync(token, path);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task<HttpResponseMessage> SendAsync(string token, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _application.GetTestClient().SendAsync(request);
    }
}
