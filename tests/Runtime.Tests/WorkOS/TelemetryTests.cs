using System.Diagnostics;
using System.Diagnostics.Metrics;
using Clerk2WorkOS.Runtime.Tests.WorkOS.Setting;
using Clerk2WorkOS.Telemetry;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;

namespace Clerk2WorkOS.Runtime.Tests.WorkOS;

/// <summary>What can be seen of the calls.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Calls_retries_and_waits_are_measured_and_traced()
    {
        await using var server = await FaultyWorkOS.StartAsync();
        await using var test = new TestClient(server.Address);
        var activities = new List<Activity>();
        using var parent = new Activity("the test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Clerk2WorkOS",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId == parent.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                lock (activities)
                    activities.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var measured = new List<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter.Name == Clerk2WorkOSTelemetry.Name && instrument.Meter.Scope == test.Services.GetRequiredService<IMeterFactory>())
                    meters.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument.Name, tags));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument.Name, tags));
        meters.Start();
        server.Faults("POST", "organizations", ServerFault.LimitedBefore, ServerFault.DropsAfter);

        await test.Client.CreateOrganizationAsync(new NewOrganization { Name = "A", ExternalId = "a" });

        Assert.Equal(
            [
                "clerk2workos.workos.call.wait create the organization turn",
                "clerk2workos.workos.call.retries create the organization 429",
                "clerk2workos.workos.call.wait create the organization 429",
                "clerk2workos.workos.call.wait create the organization turn",
                "clerk2workos.workos.call.duration create the organization no answer",
                "clerk2workos.workos.call.wait get the organization by external id turn",
                "clerk2workos.workos.call.duration get the organization by external id ok",
            ],
            measured);
        Assert.Equal(["WorkOS create the organization", "WorkOS get the organization by external id"], activities.Select(activity => activity.DisplayName));
        Assert.Equal((ActivityStatusCode.Error, 2), (activities[0].Status, activities[0].GetTagItem("workos.attempts")));
        Assert.Equal(("ok", 1), (activities[1].GetTagItem("workos.outcome"), activities[1].GetTagItem("workos.attempts")));

        void Add(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (measured)
                measured.Add($"{name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}");
        }
    }
}
