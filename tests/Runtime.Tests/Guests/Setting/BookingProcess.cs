using System.Diagnostics;
using System.Globalization;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Guests.Registering;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Guests.Setting;

/// <summary>A process of its own that books for guests, with a pool of five connections.</summary>
internal sealed class BookingProcess : IDisposable
{
    private readonly Process _process;

    private BookingProcess(Process process) => _process = process;

    /// <summary>Starts it and waits until it is ready to book.</summary>
    public static async Task<BookingProcess> StartAsync(GuestWorld world, int callers, string email, GuestStep? dieAt = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["C2W_TEST_DATABASE"] = new NpgsqlConnectionStringBuilder(world.ConnectionString) { MaxPoolSize = 5 }.ConnectionString },
        };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "Clerk2WorkOS.GuestBookings.dll"),
            world.WorkOS.BaseAddress.AbsoluteUri, world.WorkOS.ApiKey, callers.ToString(CultureInfo.InvariantCulture), email, .. dieAt is { } step ? [step.ToString()] : Array.Empty<string>()])
        {
            start.ArgumentList.Add(argument);
        }

        var process = new BookingProcess(Process.Start(start)!);
        Assert.Equal("ready", await process._process.StandardOutput.ReadLineAsync());
        return process;
    }

    /// <summary>Lets it book, and waits for its end.</summary>
    /// <returns>The answers; none if it died.</returns>
    public async Task<IReadOnlyList<GuestAccount>> BookAsync()
    {
        await _process.StandardInput.WriteLineAsync("go");
        await _process.StandardInput.FlushAsync();
        var output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Select(words => new GuestAccount(words[0], Guid.Parse(words[1]), bool.Parse(words[2])))];
    }

    public bool Died => _process.ExitCode != 0;

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
