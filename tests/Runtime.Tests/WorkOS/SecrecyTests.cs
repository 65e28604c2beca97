using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.Telemetry;
using Clerk2WorkOS.WorkOS;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>What nobody may see is in no log, no exception, no trace, no measurement and no string, whatever goes wrong.</summary>
public sealed class SecrecyTests
{
    private const string Hash = "$2b$12$TheHashOfThePassword";
    private const string Password = "ThePasswordItself";
    private const string Totp = "JBSWY3DPEHPK3PXPSECRET";

    private static readonly string[] Unseen =
        [TestClient.ApiKey, Hash, Password, Totp, "anna.secret@", "anna.secret%40", "MADEBYWORKOS", "code-that-was-mailed", "token-of-the-invitation"];

    [Fact]
    public async Task Nothing_of_it_is_written_anywhere()
    {
        var seen = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Clerk2WorkOSTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Enqueue(
                $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(happened => happened.Tags))}"),
        };
        ActivitySource.AddActivityListener(listener);
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter.Name == Clerk2WorkOSTelemetry.Name || instrument.Meter.Name == "Polly")
                    meters.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}"));
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}"));
        meters.Start();

        await using var server = await FaultyWorkOS.StartAsync();
        await using var test = new TestClient(
            server.Address,
            options => (options.MaxAttempts, options.AttemptTimeout) = (2, TimeSpan.FromMilliseconds(300)),
            services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Everything(seen))));

        foreach (var fault in Enum.GetValues<ServerFault>())
        {
            await TryAsync(fault, client => client.CreateUserAsync(new NewUser { Email = $"anna.secret@{fault}.x", PasswordHash = new PasswordHash(PasswordHashType.Bcrypt, Hash) }));
            await TryAsync(fault, client => client.CreateUserAsync(new NewUser { Email = $"anna.secret@{fault}.y", Password = Password }));
            await TryAsync(fault, client => client.FindUserByEmailAsync("anna.secret@example.com"));
            await TryAsync(fault, client => client.EnrollTotpFactorAsync(new NewTotpFactor { UserId = "user_1", Issuer = "Booking", AccountName = "anna.secret@example.com", Secret = Totp }));
            await TryAsync(fault, client => client.EnrollTotpFactorAsync(new NewTotpFactor { UserId = "user_1", Issuer = "Booking" }));
            await TryAsync(fault, client => client.CreateMagicAuthAsync("anna.secret@example.com"));
            await TryAsync(fault, client => client.SendInvitationAsync(new NewInvitation { Email = $"anna.secret@{fault}.z" }));
        }

        server.Instead = async (context, body) =>
        {
            context.Response.StatusCode = 400;
            var error = new { code = "echo", message = $"You sent {body} with {context.Request.Headers.Authorization} to {context.Request.QueryString}", errors = new[] { new { code = "echo", message = body } } };
            await context.Response.WriteAsJsonAsync(error, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            return true;
        };
        await TryAsync(null, client => client.CreateUserAsync(new NewUser { Email = "anna.secret@example.com", PasswordHash = new PasswordHash(PasswordHashType.Bcrypt, Hash) }));
        await TryAsync(null, client => client.CreateUserAsync(new NewUser { Email = "anna.secret@example.com", Password = Password }));
        await TryAsync(null, client => client.FindUserByEmailAsync("anna.secret@example.com"));

        Assert.Contains(seen, line => line.Contains("clerk2workos.workos.call.retries", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("WorkOS create the user", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("Exception", StringComparison.Ordinal));
        Assert.All(seen, line => Assert.All(Unseen, secret => Assert.DoesNotContain(secret, line, StringComparison.Ordinal)));

        async Task TryAsync(ServerFault? fault, Func<IWorkOSClient, Task> call)
        {
            if (fault is { } wrong)
            {
                foreach (var collection in new[] { "users", "auth_factors", "magic_auth", "invitations" })
                    server.Faults("POST", collection, wrong).Faults("GET", collection, wrong);
            }

            try
            {
                await call(test.Client);
            }
            catch (WorkOSException exception)
            {
                seen.Enqueue(exception.ToString());
                seen.Enqueue(exception.Error.ToString());
            }
        }
    }

    [Fact]
    public async Task Objects_and_requests_do_not_print_them()
    {
        await using var server = await FaultyWorkOS.StartAsync();
        await using var test = new TestClient(server.Address);
        var user = new NewUser { Email = "a@x", Password = Password };
        var change = new UserChanges { PasswordHash = new PasswordHash(PasswordHashType.Bcrypt, Hash) };
        var enrolment = new NewTotpFactor { UserId = "user_1", Issuer = "Booking", Secret = Totp };
        var factor = await test.Client.EnrollTotpFactorAsync(enrolment);
        var code = await test.Client.CreateMagicAuthAsync("a@x");
        var invitation = await test.Client.SendInvitationAsync(new NewInvitation { Email = "a@x" });

        Assert.Equal(Totp, factor.Value.Totp?.Secret?.Reveal());
        Assert.Equal("code-that-was-mailed", code.Code?.Reveal());
        Assert.Equal("token-of-the-invitation", invitation.Value.Token?.Reveal());
        foreach (object value in (object[])[user, change, enrolment, factor, code, invitation])
        {
            Assert.All(Unseen, secret => Assert.DoesNotContain(secret, value.ToString(), StringComparison.Ordinal));
            Assert.All(Unseen, secret => Assert.DoesNotContain(secret, JsonSerializer.Serialize(value, value.GetType()), StringComparison.Ordinal));
        }
    }

    private sealed class Everything(ConcurrentQueue<string> seen) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            seen.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            seen.Enqueue($"{formatter(state, exception)} {(state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "")} {exception}");

        public void Dispose()
        {
        }
    }
}
