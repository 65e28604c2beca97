using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>This tool and what works beside it: its version, the analyzers' package, <c>dotnet ef</c>.</summary>
internal static partial class ToolChecks
{
    private const string Package = "Clerk2WorkOS.Analyzers";

    /// <summary>The version of this tool, as packages have it.</summary>
    public static string Version { get; } =
        typeof(ToolChecks).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static Diagnosis Itself() => Diagnosis.Ok("tool", $"clerk2workos {Version}, Roslyn {typeof(CSharpCompilation).Assembly.GetName().Version!.ToString(3)}, {RuntimeInformation.FrameworkDescription}.");

    /// <summary>The analyzers' package of the solution against this tool.</summary>
    /// <param name="patient">The solution.</param>
    /// <param name="version">The version of this tool.</param>
    public static IEnumerable<Diagnosis> Analyzers(Patient patient, string version)
    {
        var places = patient.Projects.Concat(patient.Files.Where(file => Path.GetExtension(file) is ".props" or ".targets")).Distinct(StringComparer.Ordinal);
        foreach (var place in places)
        {
            var used = patient.Xml(place)?.Descendants().FirstOrDefault(element =>
                element.Name.LocalName is "PackageReference" or "PackageVersion" or "GlobalPackageReference" && ((string?)element.Attribute("Include") ?? (string?)element.Attribute("Update")) == Package);
            if (((string?)used?.Attribute("Version") ?? (string?)used?.Attribute("VersionOverride")) is not { } text || Number(text) is not { } theirs || Number(version) is not { } ours)
                continue;
            yield return theirs < ours
                ? Diagnosis.Warning("analyzers", $"{patient.Shown(place)} has {Package} {text}, older than this tool ({version}): the IDE and the compiler may find less.", $"Set Version=\"{version}\" there.")
                : theirs > ours
                    ? Diagnosis.Warning("analyzers", $"{patient.Shown(place)} has {Package} {text}, newer than this tool ({version}).", "Run 'dotnet tool update Clerk2WorkOS.Tool'.")
                    : Diagnosis.Ok("analyzers", $"{Package} {text} goes with this tool.");
        }
    }

    /// <summary>Whether <c>dotnet ef</c> is there, where a meetings table lacks the guest's columns and Entity Framework Core makes the database.</summary>
    /// <param name="patient">The solution.</param>
    /// <param name="toolFolders">Where programs are looked for.</param>
    public static IEnumerable<Diagnosis> EntityFramework(Patient patient, IEnumerable<string> toolFolders)
    {
        var usesIt = patient.Projects.Any(project => patient.Xml(project) is { } xml && xml.Descendants().Any(element =>
            element.Name.LocalName == "PackageReference" && ((string?)element.Attribute("Include"))?.Contains("EntityFrameworkCore", StringComparison.Ordinal) == true));
        if (!usesIt || patient.Files.FirstOrDefault(LacksGuestColumns) is not { } table)
            yield break;
        var manifest = Patient.Above(patient.Root, Path.Combine(".config", "dotnet-tools.json")) ?? Patient.Above(patient.Root, "dotnet-tools.json");
        var isThere = (manifest is not null && File.ReadAllText(manifest).Contains("\"dotnet-ef\"", StringComparison.OrdinalIgnoreCase))
            || toolFolders.Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet-ef.exe" : "dotnet-ef")));
        yield return isThere
            ? Diagnosis.Ok("dotnet ef", "It is there, for --guest-columns ef.")
            : Diagnosis.Warning("dotnet ef", $"{patient.Shown(table)} will get columns for guests (C2W402), and 'dotnet ef', which adds their migration with --guest-columns ef, is not there.", "Run 'dotnet tool install --global dotnet-ef', or take --guest-columns sql.");
    }

    private static bool LacksGuestColumns(string file)
    {
        if (!file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || !Path.GetFileName(file).Contains("Meeting", StringComparison.OrdinalIgnoreCase))
            return false;
        var text = File.ReadAllText(file);
        return MeetingsTable().IsMatch(text) && text.Contains("GuestEmail", StringComparison.Ordinal) && !text.Contains("GuestWorkosUserId", StringComparison.OrdinalIgnoreCase);
    }

    private static Version? Number(string text) => System.Version.TryParse(text.Trim('[', ']', '(', ')').Split('-', '+', ',')[0], out var version) ? version : null;

    [GeneratedRegex(@"\b(class|record)\s+Meetings?Table\b")]
    private static partial Regex MeetingsTable();
}
