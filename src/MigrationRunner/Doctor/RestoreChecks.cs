using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Loading;

namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>Whether packages are there, and what the last restore could not get; the network is not asked.</summary>
internal static class RestoreChecks
{
    private const string Check = "packages";

    private static readonly string[] FeedFiles = ["nuget.config", "NuGet.config", "NuGet.Config"];

    public static IEnumerable<Diagnosis> Of(Patient patient)
    {
        var failed = patient.Projects.Select(project => (Project: project, Why: FailureOf(project))).Where(one => one.Why is not null).ToList();
        if (failed.Count > 0)
        {
            yield return Diagnosis.Problem(
                Check, $"The last restore of {Sentence.List(patient.Shown(failed.Select(one => one.Project)))} failed: {Sentence.Of(failed[0].Why!)}", $"Put name, version or feed right, then run 'dotnet restore {patient.Shown(patient.Entry)}'.");
        }

        var missing = RestoreState.Missing(patient.Projects).Except(failed.Select(one => one.Project)).ToList();
        if (missing.Count > 0)
            yield return Diagnosis.Warning(Check, $"{Sentence.List(patient.Shown(missing))} {(missing.Count == 1 ? "is" : "are")} not restored; the first run does it.", $"Run 'dotnet restore {patient.Shown(patient.Entry)}'.");
        var stale = patient.Projects.Except(missing).Except(failed.Select(one => one.Project)).Where(project => RestoreState.IsNeeded([project])).ToList();
        if (stale.Count > 0)
            yield return Diagnosis.Warning(Check, $"{Sentence.List(patient.Shown(stale))} {(stale.Count == 1 ? "was" : "were")} restored before something that it comes from was changed; the next run does it again.", $"Run 'dotnet restore {patient.Shown(patient.Entry)}'.");
        if (failed.Count + missing.Count + stale.Count == 0 && patient.Projects.Count > 0)
            yield return Diagnosis.Ok(Check, "Restored, and nothing has changed since.");
    }

    /// <summary>Feeds that are folders and not there.</summary>
    public static IEnumerable<Diagnosis> Feeds(Patient patient)
    {
        foreach (var config in FeedFiles.Select(name => Patient.Above(patient.Root, name)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (patient.Xml(config) is not { } xml)
            {
                yield return Diagnosis.Problem("feeds", $"'{config}' cannot be read.", "Put it right; 'dotnet restore' names the line.");
                continue;
            }

            foreach (var source in xml.Descendants().Where(element => element.Name.LocalName == "add" && element.Parent?.Name.LocalName == "packageSources"))
            {
                var (key, value) = ((string?)source.Attribute("key"), (string?)source.Attribute("value"));
                if (value is null || value.Contains("://", StringComparison.Ordinal) || value.Contains('%', StringComparison.Ordinal))
                    continue;
                if (!Directory.Exists(Path.GetFullPath(value.Replace('\\', Path.DirectorySeparatorChar), Path.GetDirectoryName(config)!)))
                    yield return Diagnosis.Problem("feeds", $"'{config}' names the feed '{key}' in the folder '{value}', which does not exist.", $"Create the folder, or run 'dotnet nuget remove source {key}'.");
            }
        }
    }

    /// <summary>What NuGet noted of its last attempt; null where it had no reason to complain, or has not been here.</summary>
    private static string? FailureOf(string project)
    {
        var folder = RestoreState.IntermediateOf(project) ?? Path.Combine(Path.GetDirectoryName(project)!, "obj");
        var cache = Path.Combine(folder, "project.nuget.cache");
        if (!File.Exists(cache))
            return null;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(cache));
            if (!json.RootElement.TryGetProperty("success", out var success) || success.GetBoolean())
                return null;
            return json.RootElement.TryGetProperty("logs", out var logs)
                ? logs.EnumerateArray().Where(log => log.GetProperty("level").GetString() == "Error").Select(log => $"{log.GetProperty("code").GetString()}: {log.GetProperty("message").GetString()}").FirstOrDefault() ?? "it does not say why."
                : "it does not say why.";
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or KeyNotFoundException)
        {
            return $"what it noted in '{cache}' cannot be read.";
        }
    }
}
