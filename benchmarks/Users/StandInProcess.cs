using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Clerk2WorkOS.Benchmarks.Users;

/// <summary>A stand-in for WorkOS in a process of its own, so that what it costs is not put down to the migration.</summary>
internal sealed class StandInProcess : IAsyncDisposable
{
    public const string ApiKey = "sk_test_standin";

    private readonly Process _process;
    private readonly HttpClient _client;

    private StandInProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        _client = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", ApiKey) } };
    }

    public Uri Address { get; }

    /// <summary>Processor time so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="isLimited">Whether it enforces WorkOS's limits.</param>
    public static async Task<StandInProcess> StartAsync(bool isLimited)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Clerk2WorkOS.Testing.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, "--port", "0", "--api-key", ApiKey, "--role", "owner", "--limits", isLimited ? "on" : "off"])
        {
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("address", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new StandInProcess(process, new Uri(line["address".Length..].Trim()));
            }
        }

        throw new InvalidOperationException("The stand-in does not start.");
    }

    /// <summary>How many requests it was asked, and how it answered: by method and path, and by status.</summary>
    public async Task<(long Received, Dictionary<(string Route, int Status), long> Answers)> RequestsAsync()
    {
        var requests = await _client.GetFromJsonAsync<JsonElement>("_standin/requests");
        return (requests.GetProperty("received").GetInt64(), requests.GetProperty("answers").EnumerateArray().ToDictionary(
            answer => (answer.GetProperty("route").GetString()!, answer.GetProperty("status").GetInt32()), answer => answer.GetProperty("count").GetInt64()));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
