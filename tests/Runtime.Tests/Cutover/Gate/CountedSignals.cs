using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Window;
using Clerk2WorkOS.Runtime.Tests.Audit;
using Clerk2WorkOS.Runtime.Tests.Cutover.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Gate;

/// <summary>What an application counts itself arrives where the window's signals are read.</summary>
[Collection(CutoverServer.Engine)]
public sealed class CountedSignals(CutoverServer server)
{
    [Fact]
    public async Task Rows_of_the_audit_log_and_what_the_application_reports()
    {
        await using var sides = await GatedSides.CreateAsync(server);
        ICutoverSignals? reported = null;
        await using var application = await AuditedApplication.BuildAsync(
            sides.NewAddress,
            map: app =>
            {
                app.UseCutoverGate();
                reported = app.Services.GetRequiredService<ICutoverSignals>();
            },
            register: services => services.AddCutoverGate(options => (options.ConnectionString, options.PollInterval) = (sides.NewAddress, TimeSpan.FromMilliseconds(100))));
        await application.StartAsync();

        for (var i = 0; i < 7; i++)
            await application.Audit.LogAuditEvent("BOOKED", "meeting", $"{i}", new { i });
        reported!.SignedIn(succeeded: true);
        reported.SignedIn(succeeded: false);
        reported.TookWebhook(succeeded: false);

        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (await SideSignals.ReadAsync(sides.New, default) is not { AuditWrites: 7, SignIns: 2, SignInFailures: 1, Webhooks: 1, WebhookFailures: 1 })
        {
            Assert.True(DateTime.UtcNow < deadline, $"{await SideSignals.ReadAsync(sides.New, default)}");
            await Task.Delay(50);
        }
    }
}
