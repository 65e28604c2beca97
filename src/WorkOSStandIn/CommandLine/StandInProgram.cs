using System.CommandLine;
using System.Globalization;

namespace Clerk2WorkOS.Testing;

/// <summary>The stand-in as a program: <c>clerk2workos-standin --port 4010</c>. A console application of two lines can be one, too.</summary>
public static class StandInProgram
{
    internal const string Name = "clerk2workos-standin";
    private const int CouldNotRun = 2;

    /// <summary>Runs until it is cancelled.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Where address, key and help go.</param>
    /// <param name="error">Where the sentence goes that says why it could not run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>0 when it ran and was stopped, or showed its help; 2 when it could not run.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        var line = new StandInCommand();
        line.SetAction(async (parsed, cancelled) =>
        {
            await ServeAsync(line.Read(parsed), line.SeedOf(parsed), output, cancelled);
            return 0;
        });
        var result = line.Parse(args);
        if (result.Errors.Count > 0)
        {
            await error.WriteLineAsync($"{Name}: {OneLine(result.Errors[0].Message)} '{Name} --help' shows what there is.");
            return CouldNotRun;
        }

        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await result.InvokeAsync(invocation, cancellationToken);
        }
        catch (Exception failure) when (failure is ArgumentException or IOException or UnauthorizedAccessException or SeedException)
        {
            await error.WriteLineAsync($"{Name}: {OneLine(failure.Message)}");
            return CouldNotRun;
        }
    }

    private static async Task ServeAsync(WorkOSStandInOptions options, FileInfo? seed, TextWriter output, CancellationToken cancellationToken)
    {
        await using var workos = await WorkOSStandIn.StartAsync(options, cancellationToken);
        if (seed is not null)
        {
            var sown = await SeedFile.SowAsync(workos, seed.FullName, cancellationToken);
            await output.WriteLineAsync($"seeded     {sown}");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"address    {workos.BaseAddress}"));
        await output.WriteLineAsync($"api key    {workos.ApiKey}");
        await output.WriteLineAsync($"client id  {workos.ClientId}");
        await output.WriteLineAsync("Ctrl+C stops it; everything it holds is gone then.");
        await output.FlushAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static string OneLine(string message)
    {
        var line = message.Split('\n', 2)[0].Trim();
        return line.EndsWith('.') ? line : line + ".";
    }
}
