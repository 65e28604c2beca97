using System.Globalization;
using System.Text.Json;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.Prerequisites;

/// <summary>The cut-over was rehearsed on a replica, not long ago, and nothing failed.</summary>
internal sealed class RehearsalPrerequisite : Prerequisite
{
    public override string Name => "rehearsal";

    public override async Task<string> DemandAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (context.Options.RehearsalReport is not { } file)
            throw new CutoverException("Nothing says that the cut-over was rehearsed: give the JSON report of 'clerk2workos rehearse' (--rehearsal).");
        var (exitCode, startedAt) = await ReadAsync(file, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
            throw new CutoverException($"The rehearsal of {startedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC found something that would fail: its report says what.");
        var age = DateTimeOffset.UtcNow - startedAt;
        if (age > context.Options.RehearsalMaxAge)
            throw new CutoverException(string.Create(CultureInfo.InvariantCulture, $"The rehearsal is of {startedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {age.TotalDays:0.#} days old; {context.Options.RehearsalMaxAge.TotalDays:0.#} are allowed (--rehearsal-max-age)."));
        return $"Rehearsed on {startedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and nothing failed.";
    }

    private static async Task<(int ExitCode, DateTimeOffset StartedAt)> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            using var report = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
            return report.RootElement.GetProperty("command").GetString() == "rehearse"
                ? (report.RootElement.GetProperty("exitCode").GetInt32(), report.RootElement.GetProperty("startedAt").GetDateTimeOffset())
                : throw new CutoverException("The rehearsal's report is the report of another command.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CutoverException("The rehearsal's report cannot be read: there is no such file, or it may not be opened.", failure);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new CutoverException("The rehearsal's report is none: 'clerk2workos rehearse --report FILE.json' writes it.", failure);
        }
    }
}
