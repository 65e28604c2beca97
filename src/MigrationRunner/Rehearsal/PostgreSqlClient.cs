using System.Diagnostics;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal;

/// <summary>PostgreSQL's own programs for back-ups. How they reach a database goes through their environment: no list of processes shows it.</summary>
internal sealed class PostgreSqlClient
{
    private static readonly TimeSpan SignalDelay = TimeSpan.FromMilliseconds(200);

    private readonly string _dump;
    private readonly string _restore;
    private readonly string _psql;

    private PostgreSqlClient(string dump, string restore, string psql) => (_dump, _restore, _psql) = (dump, restore, psql);

    /// <exception cref="CannotRunException">One of them is not installed.</exception>
    public static PostgreSqlClient Find() => new(Find("pg_dump"), Find("pg_restore"), Find("psql"));

    /// <summary>Writes a back-up.</summary>
    /// <param name="database">What is backed up; it is read and nothing else.</param>
    /// <param name="file">Where to.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="more">More options.</param>
    /// <exception cref="CannotRunException">It cannot be.</exception>
    public async Task DumpAsync(string database, string file, CancellationToken cancellationToken, params string[] more)
    {
        string[] arguments = ["--format=custom", "--compress=1", "--no-owner", "--no-privileges", "--no-publications", "--no-subscriptions", "--no-tablespaces", $"--file={file}", .. more];
        var (exitCode, errors) = await RunAsync(_dump, arguments, database, cancellationToken);
        if (exitCode != 0)
            throw new CannotRunException($"The back-up cannot be made: {First(errors)}");
    }

    /// <summary>Restores a back-up.</summary>
    /// <returns>What could not be restored, a line each.</returns>
    public async Task<IReadOnlyList<string>> RestoreAsync(string file, string database, CancellationToken cancellationToken)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database!;
        var (exitCode, errors) = await RunAsync(_restore, ["--no-owner", "--no-privileges", "--jobs=2", $"--dbname={name}", file], database, cancellationToken);
        if (exitCode == 0)
            return [];
        var lines = errors.Where(IsError).Select(Shortened).ToList();
        return lines.Count > 0 ? lines : [First(errors)];
    }

    /// <summary>Runs a file of SQL as one transaction.</summary>
    /// <exception cref="CannotRunException">A statement fails.</exception>
    public async Task ExecuteAsync(string file, string database, CancellationToken cancellationToken)
    {
        var (exitCode, errors) = await RunAsync(_psql, ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", $"--file={file}"], database, cancellationToken);
        if (exitCode != 0)
            throw new CannotRunException($"The target's tables cannot be made from the file: {First(errors)}");
    }

    private static string Find(string name) => LocalPostgreSql.FindProgram(name)
        ?? throw new CannotRunException($"{name} is not on this machine: install PostgreSQL's programs (postgresql and postgresql-client), of the legacy database's version or a newer one.");

    private static async Task<(int ExitCode, IReadOnlyList<string> Errors)> RunAsync(string program, string[] arguments, string database, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        LibpqEnvironment.Fill(start.Environment, new NpgsqlConnectionStringBuilder(database));
        using var process = Process.Start(start) ?? throw new CannotRunException($"'{program}' could not be started.");
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            await output;
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                await Task.Delay(SignalDelay, cancellationToken);       // Ctrl+C ends the child, too, perhaps before this process has heard of it
            return (process.ExitCode, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    private static string First(IReadOnlyList<string> errors) => Sentence.Of(Shortened(errors.FirstOrDefault(IsError) ?? (errors.Count > 0 ? errors[0] : "it ended without a word")));

    private static bool IsError(string line) => line.Contains("error:", StringComparison.OrdinalIgnoreCase);

    // Only the message: what follows may quote a row.
    private static string Shortened(string line)
    {
        var text = line.Split("error:", 2, StringSplitOptions.TrimEntries)[^1];
        return text.Length > 200 ? $"{text[..200]}…" : text;
    }
}
