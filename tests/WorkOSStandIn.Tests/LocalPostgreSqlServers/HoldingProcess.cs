using System.Diagnostics;

namespace Clerk2WorkOS.Testing.Tests.LocalPostgreSqlServers;

/// <summary>A process that starts a server, says where, and does nothing more.</summary>
internal static class HoldingProcess
{
    public static async Task Main()
    {
        var server = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { AlwaysOwn = true });
        Console.WriteLine(server.ConnectionString);
        await Task.Delay(Timeout.Infinite);
    }

    public static async Task<(Process Process, string ConnectionString)> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(HoldingProcess).Assembly.Location]) { RedirectStandardOutput = true })!;
        return (process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("It said nothing."));
    }
}
