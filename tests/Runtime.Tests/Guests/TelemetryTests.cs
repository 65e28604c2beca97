using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Guests.Setting;
using Clerk2WorkOS.Telemetry;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;

namespace Clerk2WorkOS.Runtime.Tests.Guests;

/// <summary>What can be watched of registrations, and that nobody can be recognised in it.</summary>
[Collection(PostgreSql.Guests)]
public sealed class TelemetryTests(PostgreSql server)
{
    [Fact]
    public async Task A_registration_is_measured_by_what_came_of_it()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var application = world.Application();
        var seen = new ConcurrentQueue<string>();
        var factory = application.GetRequiredService<IMeterFactory>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Name.StartsWith("clerk2workos.guests", StringComparison.Ordinal))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Enqueue($"{instrument.Name} {Text(tags)}"));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Enqueue($"{instrument.Name} {Text(tags)}"));
        meters.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Clerk2WorkOSTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => seen.Enqueue($"{activity.DisplayName} {string.Join(',', activity.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(activities);
        var registration = application.GetRequiredService<IGuestRegistration>();

        await registration.CreateOrGetAsync("ana@example.com", "Ana Silva");
        await registration.CreateOrGetAsync("ana@example.com", "Ana Silva");
        world.WorkOS.Faults.Add(new Testing.Fault { Route = "POST /user_management/users", Status = 403 });
        await Assert.ThrowsAnyAsync<WorkOSException>(() => registration.CreateOrGetAsync("bob@example.com", "Bob"));

        Assert.Contains("clerk2workos.guests.registration.duration clerk2workos.outcome=created", seen);
        Assert.Contains("clerk2workos.guests.registration.duration clerk2workos.outcome=found", seen);
        Assert.Contains("clerk2workos.guests.registration.duration clerk2workos.outcome=WorkOSUnauthorizedException", seen);
        Assert.Contains(seen, line => line.StartsWith("register guest", StringComparison.Ordinal) && line.Contains("created", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, line => line.Contains("example.com", StringComparison.OrdinalIgnoreCase) || line.Contains("user_", StringComparison.Ordinal));
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new List<string>();
        foreach (var (key, value) in tags)
            text.Add($"{key}={value}");
        return string.Join(',', text);
    }
}
