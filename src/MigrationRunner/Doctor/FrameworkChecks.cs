using System.Globalization;
using System.Text.RegularExpressions;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>Target frameworks that the SDK cannot build: newer than itself, or of a workload that is not installed.</summary>
internal static partial class FrameworkChecks
{
    private static readonly string[] OfWorkloads = ["android", "ios", "maccatalyst", "macos", "tvos", "tizen"];

    /// <param name="patient">The solution.</param>
    /// <param name="sdk">The folder of the SDK that builds it; null where it is not known.</param>
    public static IEnumerable<Diagnosis> Of(Patient patient, string? sdk)
    {
        if (sdk is null)
            yield break;
        var newest = int.Parse(Path.GetFileName(sdk).Split('.')[0], CultureInfo.InvariantCulture);
        var installed = Workloads(sdk);
        var found = patient.Projects.SelectMany(project => Frameworks(patient, project).Select(framework => (Project: project, Framework: framework))).ToList();
        var isFine = true;
        foreach (var group in found.Where(one => NumberOf(one.Framework) > newest).GroupBy(one => one.Framework, StringComparer.Ordinal))
        {
            isFine = false;
            yield return Diagnosis.Problem(
                "frameworks", $"{Names(patient, group)} target{(group.Count() == 1 ? "s" : "")} {group.Key}, which SDK {Path.GetFileName(sdk)} cannot build.",
                "Install a newer SDK (https://dotnet.microsoft.com/download), or let global.json choose it.");
        }

        foreach (var group in found.Where(one => Platform(one.Framework) is { } platform && !IsInstalled(platform)).GroupBy(one => Platform(one.Framework)!, StringComparer.Ordinal))
        {
            isFine = false;
            yield return Diagnosis.Warning(
                "frameworks", $"{Names(patient, group)} need{(group.Count() == 1 ? "s" : "")} the workload '{group.Key}', which is not installed.",
                $"Run 'dotnet workload restore {patient.Shown(group.First().Project)}', or go on without: --allow-partial.");
        }

        if (isFine && found.Count > 0)
            yield return Diagnosis.Ok("frameworks", $"SDK {Path.GetFileName(sdk)} builds {Sentence.List([.. found.Select(one => one.Framework).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], shown: 5)}.");

        bool IsInstalled(string platform) => installed.Any(workload =>
            workload.StartsWith(platform, StringComparison.OrdinalIgnoreCase) || workload.StartsWith("maui", StringComparison.OrdinalIgnoreCase));
    }

    private static string Names(Patient patient, IEnumerable<(string Project, string Framework)> found) => Sentence.List(patient.Shown(found.Select(one => one.Project)));

    /// <summary>What a project says itself, or the nearest Directory.Build.props above it; a value that only MSBuild can tell is left out.</summary>
    private static IEnumerable<string> Frameworks(Patient patient, string project)
    {
        var files = new[] { project, Patient.Above(Path.GetDirectoryName(project), "Directory.Build.props") };
        var said = files.OfType<string>()
            .Select(file => patient.Xml(file)?.Descendants().Where(element => element.Name.LocalName is "TargetFramework" or "TargetFrameworks").Select(element => element.Value).ToList())
            .FirstOrDefault(values => values is { Count: > 0 });
        return (said ?? []).SelectMany(value => value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(framework => !framework.Contains('$', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
    }

    private static int NumberOf(string framework) => Number().Match(framework) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private static string? Platform(string framework)
    {
        var dash = framework.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? null : OfWorkloads.FirstOrDefault(platform => framework[(dash + 1)..].StartsWith(platform, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The marks that <c>dotnet workload install</c> leaves, of whichever feature band.</summary>
    private static List<string> Workloads(string sdk)
    {
        var marks = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(sdk))!, "metadata", "workloads");
        if (!Directory.Exists(marks))
            return [];
        return
        [
            .. Directory.EnumerateFiles(marks, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "InstalledWorkloads").Select(Path.GetFileName).OfType<string>(),
        ];
    }

    [GeneratedRegex(@"^net(?:coreapp)?(\d+)\.\d")]
    private static partial Regex Number();
}
