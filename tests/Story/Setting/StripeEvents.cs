using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Clerk2WorkOS.Story.Setting;

/// <summary>Stripe's webhooks, signed as Stripe signs them.</summary>
internal static class StripeEvents
{
    /// <summary>Sends an event about an object, and gives what the application answers.</summary>
    public static async Task<HttpStatusCode> SendAsync(Uri application, string type, object about, string secret)
    {
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var json = JsonSerializer.Serialize(new { id = $"evt_{Guid.NewGuid():N}", type, created = seconds, data = new { @object = about } });
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{json}")));
        using var http = new HttpClient { BaseAddress = application };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/stripe") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("Stripe-Signature", $"t={seconds},v1={signature}");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
