using System.Collections.Concurrent;
using System.Diagnostics;

namespace Clerk2WorkOS.Story.Setting;

/// <summary>The sample application as a process, set up as its operators would.</summary>
internal sealed class BookingApplication : IAsyncDisposable
{
    public const string StripeSecret = "whsec_story";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private BookingApplication(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>What it has printed.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<BookingApplication> StartAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://localhost:{SmtpInbox.FreePort()}");
        var project = Path.Combine(world.Sample, "src", "Booking.Web");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(project, "bin", "Debug", "net10.0", "Booking.Web.dll"), "--urls", address.AbsoluteUri])
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings(world, address))
            start.Environment[name] = value;

        var application = new BookingApplication(Process.Start(start)!, address);
        try
        {
            await application.AnswerAsync(cancellationToken);
            return application;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Dictionary<string, string> Settings(StoryWorld world, Uri address) => new()
    {
        ["ConnectionStrings__Booking"] = world.TargetAs("booking_app"),
        ["ConnectionStrings__Service"] = world.TargetAs("c2w_service"),
        ["WorkOS__BaseAddress"] = world.WorkOS.BaseAddress.AbsoluteUri,
        ["WorkOS__ApiKey"] = world.WorkOS.ApiKey,
        ["WorkOS__ClientId"] = world.WorkOS.ClientId,
        ["WorkOS__Guests__Welcome__PublicAddress"] = address.AbsoluteUri,
        ["WorkOS__Guests__Welcome__LinkKey"] = Convert.ToBase64String(new byte[32].Select((_, index) => (byte)index).ToArray()),
        ["WorkOS__Guests__Mail__Host"] = "localhost",
        ["WorkOS__Guests__Mail__Port"] = $"{world.Inbox.Port}",
        ["WorkOS__Guests__Mail__Security"] = "None",
        ["RECORDS_KEY"] = Convert.ToBase64String(new byte[32]),
        ["STRIPE_WEBHOOK_SECRET"] = StripeSecret,
    };

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!_process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync("health", patience.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(100, patience.Token);      // it does not listen yet
            }
        }

        await _process.WaitForExitAsync(cancellationToken);
        throw new InvalidOperationException($"The application has ended: {Log}");
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _log.Enqueue(line);
    }
}
