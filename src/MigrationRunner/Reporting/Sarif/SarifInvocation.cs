using System.Text.Json;
using Clerk2WorkOS.CodeFixes.Rewriting;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Sarif;

/// <summary>How the run went: what was not looked at, what was taken back, and what else is no place in the code.</summary>
internal static class SarifInvocation
{
    public static Action<RunReport> For(Utf8JsonWriter json, bool isRewritten) => report =>
    {
        json.WriteBoolean("executionSuccessful", true);
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteObjects("toolExecutionNotifications", Notifications(report, isRewritten), notification =>
        {
            json.WriteString("level", notification.Level);
            SarifReport.WriteText(json, "message", notification.Text);
        });
    };

    private static IEnumerable<(string Level, string Text)> Notifications(RunReport report, bool isRewritten)
    {
        foreach (var project in report.UnloadedProjects)
            yield return ("warning", $"The project {project} was not looked at.");
        foreach (var group in report.TakenBack)
            yield return ("warning", $"Taken back: {group.What}. {group.Reason}");
        foreach (var step in report.Database)
            yield return ("note", $"Database: {step}");
        if (report.HasNewKeys)
            yield return ("note", Words.NewKeys);
        if (report.Baseline is { } baseline)
            yield return ("note", baseline.Text);
        if (isRewritten && report.Count(FindingStatus.Fixed) is > 0 and var count)
            yield return ("note", $"{Words.Count(count, "finding")} fixed; what is fixed is no result.");
    }
}
