using System.ComponentModel;
using System.Diagnostics;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>A program that is run to its end, its output collected.</summary>
internal static class ChildProcess
{
    /// <exception cref="CannotRunException">The program is not there.</exception>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string program, IEnumerable<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,      // where global.json and nuget.config are looked for
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,   // nobody answers questions here
        };
        Prepare(start.Environment);
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The <c>dotnet</c> that runs this tool, or the one of the search path.</summary>
    public static string Dotnet =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath!
        : "dotnet";

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new CannotRunException($"'{start.FileName}' could not be started; is it installed and on the search path?", failure);
        }
    }

    private static void Prepare(IDictionary<string, string?> environment)
    {
        // `dotnet run` and `dotnet test` leave their own MSBuild's paths behind, which break another SDK's.
        foreach (var name in environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
            environment.Remove(name);
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_NOLOGO"] = "1";
        environment["LC_ALL"] = "C.UTF-8";
    }
}
