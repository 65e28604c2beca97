using System.Text.Json;

namespace Clerk2WorkOS.Cutover.InPlace.Contracting;

/// <summary>What <c>clerk2workos check --report FILE.json</c> says about the code.</summary>
internal static class CodeReport
{
    /// <summary>Why it does not say that nothing is left; empty where it does.</summary>
    public static async Task<IReadOnlyList<string>> ObstaclesAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
            return ["No report of the code is named: 'clerk2workos check SOLUTION --report code.json' over the code that runs in production has to find nothing (--code-report)."];
        try
        {
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
            return [.. Problems(report.RootElement).Select(problem => $"The report of the code {problem}.")];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [$"The report of the code cannot be read: {failure.Message}"];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return ["The report of the code is none of 'clerk2workos check --report FILE.json'."];
        }
    }

    private static IEnumerable<string> Problems(JsonElement report)
    {
        if (report.GetProperty("command").GetString() != "check")
            yield return "is none of 'check'";
        if (report.TryGetProperty("partial", out var partial) && partial.GetBoolean())
            yield return "looks only at chosen rules or files";
        if (report.GetProperty("unloadedProjects").GetArrayLength() is > 0 and var projects)
            yield return $"leaves out {projects} projects that did not load";
        var found = report.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("status").GetString() != "info").ToList();
        if (found.Count > 0)
            yield return $"has {found.Count} findings, the first in {found[0].GetProperty("path").GetString()}";
        if (report.GetProperty("baseline") is { ValueKind: JsonValueKind.Object } baseline && baseline.GetProperty("known").GetInt64() > 0)
            yield return "has findings that a baseline leaves out";
        if (report.GetProperty("exitCode").GetInt32() != 0)
            yield return "says that something is left";
    }
}
