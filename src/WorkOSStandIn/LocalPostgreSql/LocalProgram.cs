using System.ComponentModel;
using System.Diagnostics;

namespace Clerk2WorkOS.Testing;

/// <summary>Runs a program of this machine to its end.</summary>
internal static class LocalProgram
{
    /// <summary>What a program said, and how it ended.</summary>
    public readonly record struct Outcome(int ExitCode, string Output, string Errors)
    {
        /// <summary>The last lines of both outputs.</summary>
        public string Tail => string.Join(' ', $"{Output}\n{Errors}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(4));
    }

    /// <summary>Where a program is on <c>PATH</c>, or null.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs it and waits for its end and that of its output.</summary>
    /// <exception cref="LocalPostgreSqlException">It cannot be started.</exception>
    public static async Task<Outcome> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken, string? folder = null)
    {
        var start = Start(command);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.WorkingDirectory = folder ?? "/";
        using var process = Started(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new Outcome(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>A command without the caller's PostgreSQL environment, which would otherwise speak for another server, and with messages in English.</summary>
    public static ProcessStartInfo Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),      // the folder of now may be closed to the server's user, or gone
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="LocalPostgreSqlException">It cannot be started.</exception>
    public static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new LocalPostgreSqlException($"{start.FileName} cannot be started.");
        }
        catch (Win32Exception exception)
        {
            throw new LocalPostgreSqlException($"{start.FileName} cannot be started: {exception.Message}.", exception);
        }
    }
}
