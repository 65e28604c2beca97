using System.Net;
using System.Security.Cryptography;
using System.Text;
using Clerk2WorkOS.Tokens;
using CsCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Tokens;

/// <summary>A webhook is WorkOS's and of now, or it is refused without noise.</summary>
public sealed class Webhooks
{
    private const string Secret = "a webhook secret";
    private const string Body = """{"id":"event_01","event":"user.created","data":{"id":"user_01"}}""";

    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly long Time = Now.ToUnixTimeMilliseconds();

    [Fact]
    public void One_that_is_signed_now_is_valid() => Assert.Equal(WorkOSWebhookVerdict.Valid, Verify($"t={Time}, v1={Sign(Time, Body)}"));

    // Computed outside of this program: printf '1700000000000.{"a":1}' | openssl dgst -sha256 -hmac whsec_test
    [Fact]
    public void Another_program_signs_the_same() =>
        Assert.Equal(
            WorkOSWebhookVerdict.Valid,
            new WorkOSWebhookVerifier(["whsec_test"], time: new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1700000000000)))
                .Verify("""{"a":1}"""u8, "t=1700000000000, v1=33284ebef248a1f463f81384bfb39351b857cb4897c654b820611536fa084f1e"));

    [Theory]
    [InlineData(300_000, WorkOSWebhookVerdict.Valid)]
    [InlineData(300_001, WorkOSWebhookVerdict.TooOld)]
    [InlineData(-300_000, WorkOSWebhookVerdict.Valid)]
    [InlineData(-300_001, WorkOSWebhookVerdict.TooNew)]
    public void Its_time_may_be_five_minutes_off_in_both_directions(long age, WorkOSWebhookVerdict verdict) =>
        Assert.Equal(verdict, Verify($"t={Time - age}, v1={Sign(Time - age, Body)}"));

    [Fact]
    public void Any_of_several_signatures_will_do_and_unknown_schemes_are_passed_over() =>
        Assert.Equal(WorkOSWebhookVerdict.Valid, Verify($"v2=later,v1={new string('0', 64)} , t={Time},v1={Sign(Time, Body).ToUpperInvariant()}"));

    [Fact]
    public void Either_secret_will_do_while_it_is_changed() =>
        Assert.Equal(
            WorkOSWebhookVerdict.Valid,
            new WorkOSWebhookVerifier(["the new secret", Secret], time: new FakeTimeProvider(Now)).Verify(Encoding.UTF8.GetBytes(Body), $"t={Time}, v1={Sign(Time, Body)}"));

    [Fact]
    public void A_body_a_time_or_a_secret_that_is_not_the_signed_one_is_a_wrong_signature()
    {
        Assert.Equal(WorkOSWebhookVerdict.WrongSignature, Verify($"t={Time}, v1={Sign(Time, Body + " ")}"));
        Assert.Equal(WorkOSWebhookVerdict.WrongSignature, Verify($"t={Time + 1}, v1={Sign(Time, Body)}"));
        Assert.Equal(WorkOSWebhookVerdict.WrongSignature, Verify($"t={Time}, v1={Sign(Time, Body, "another secret")}"));
    }

    [Theory]
    [InlineData(null, WorkOSWebhookVerdict.Missing)]
    [InlineData("", WorkOSWebhookVerdict.Missing)]
    [InlineData("  ", WorkOSWebhookVerdict.Missing)]
    [InlineData("t", WorkOSWebhookVerdict.Malformed)]
    [InlineData("t=1", WorkOSWebhookVerdict.Malformed)]
    [InlineData("v1=SIGNATURE", WorkOSWebhookVerdict.Malformed)]
    [InlineData("t=TIME,v1=", WorkOSWebhookVerdict.Malformed)]
    [InlineData("t=TIME,v1=zz", WorkOSWebhookVerdict.Malformed)]
    [InlineData("t=TIME,v1=SIGNATUREab", WorkOSWebhookVerdict.Malformed)]
    [InlineData("t=,v1=SIGNATURE", WorkOSWebhookVerdict.Malformed)]
    [InlineData("t=+TIME,v1=SIGNATURE", WorkOSWebhookVerdict.Malformed)]
    [InlineData("t=TIME,t=TIME,v1=SIGNATURE", WorkOSWebhookVerdict.Malformed)]
    [InlineData("t=99999999999999999999,v1=SIGNATURE", WorkOSWebhookVerdict.Malformed)]
    [InlineData("t=١٢٣,v1=SIGNATURE", WorkOSWebhookVerdict.Malformed)]
    [InlineData("T=TIME,v1=SIGNATURE", WorkOSWebhookVerdict.Malformed)]
    public void A_header_that_cannot_be_read_is_refused(string? header, WorkOSWebhookVerdict verdict) =>
        Assert.Equal(verdict, Verify(header?.Replace("TIME", $"{Time}", StringComparison.Ordinal).Replace("SIGNATURE", Sign(Time, Body), StringComparison.Ordinal)));

    [Fact]
    public void No_header_at_all_makes_it_throw_or_let_in() =>
        Gen.String.Array[0, 6].Sample(parts => Assert.NotEqual(WorkOSWebhookVerdict.Valid, Verify(string.Join(",", parts.Select((part, i) => i % 2 == 0 ? $"t={part}" : $"v1={part}")))), iter: 5000);

    [Fact]
    public void A_secret_is_needed()
    {
        Assert.Throws<ArgumentException>(() => new WorkOSWebhookVerifier([]));
        Assert.Throws<ArgumentException>(() => new WorkOSWebhookVerifier([" "]));
    }

    [Fact]
    public async Task An_endpoint_that_requires_the_signature_reads_the_body_as_usual_and_hears_of_no_other()
    {
        var heard = new List<string>();
        await using var application = await StartAsync(heard);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(application, Body, $"t={Time}, v1={Sign(Time, Body)}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(application, Body, $"t={Time}, v1={Sign(Time, "other")}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(application, Body, "nonsense"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(application, Body, null));
        var old = Time - 400_000;
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(application, Body, $"t={old}, v1={Sign(old, Body)}"));
        var large = new string(' ', 1024 * 1024) + Body;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(application, large, $"t={Time}, v1={Sign(Time, large)}"));
        Assert.Equal(["event_01 user.created"], heard);
    }

    [Fact]
    public async Task A_secret_that_is_missing_is_named_at_start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddWorkOSWebhooks(options => options.Tolerance = TimeSpan.FromHours(2));
        await using var application = builder.Build();
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => application.StartAsync());
        Assert.Equal(
            [
                "The WorkOS webhook secret is missing: add it to WorkOSWebhookOptions.Secrets, from the environment variable WORKOS_WEBHOOK_SECRET for example.",
                "WorkOSWebhookOptions.Tolerance must be longer than nothing and at most an hour.",
            ],
            refusal.Failures);
    }

    private sealed record Event(string Id, [property: System.Text.Json.Serialization.JsonPropertyName("event")] string Name);

    private static async Task<WebApplication> StartAsync(List<string> heard)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        builder.Services.AddWorkOSWebhooks(options => options.Secrets.Add(Secret));
        var application = builder.Build();
        application.MapPost("/webhooks/workos", (Event happened) => heard.Add($"{happened.Id} {happened.Name}")).RequireWorkOSSignature();
        await application.StartAsync();
        return application;
    }

    private static async Task<HttpStatusCode> PostAsync(WebApplication application, string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/workos") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation(WorkOSWebhookVerifier.HeaderName, signature);
        using var response = await application.GetTestClient().SendAsync(request);
        return response.StatusCode;
    }

    private static WorkOSWebhookVerdict Verify(string? header) =>
        new WorkOSWebhookVerifier([Secret], time: new FakeTimeProvider(Now)).Verify(Encoding.UTF8.GetBytes(Body), header);

    private static string Sign(long time, string body, string secret = Secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));
}
