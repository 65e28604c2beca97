using System.Collections.Concurrent;
using System.Diagnostics;

namespace Clerk2WorkOS.Story.Setting;

/// <summary>An application as a process of its own, set up by its environment as its operators would.</summary>
internal sealed class StartedApplication : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private StartedApplication(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>An address on this machine at which nobody answers.</summary>
    public static Uri FreeAddress() => new($"http://localhost:{SmtpInbox.FreePort()}");

    /// <summary>What it has printed.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Starts it and waits until it answers at <c>/health</c>.</summary>
    /// <param name="project">The folder of its project, built before.</param>
    /// <param name="configuration">How it was built.</param>
    /// <param name="settings">Its settings, which may have to know its address.</param>
    /// <param name="at">Its address, where others have to know it before; null for any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StartedApplication> StartAsync(
        string project, string configuration, Func<Uri, Dictionary<string, string>> settings, Uri? at = null, CancellationToken cancellationToken = default)
    {
        var address = at ?? FreeAddress();
        var assembly = Path.Combine(project, "bin", configuration, "net10.0", Path.GetFileName(project) + ".dll");
        var start = new ProcessStartInfo("dotnet", [assembly, "--urls", address.AbsoluteUri]) { WorkingDirectory = project, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings(address))
            start.Environment[name] = value;

        var application = new StartedApplication(Process.Start(start)!, address);
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
