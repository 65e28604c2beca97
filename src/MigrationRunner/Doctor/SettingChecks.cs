using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Configuration;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Doctor;

/// <summary>Settings that cannot be used (C2W001), found by the engine in a solution of empty files, since they are about names and places alone; and the baseline.</summary>
internal static class SettingChecks
{
    private const string Prefix = "c2w_";

    public static async Task<IReadOnlyList<Diagnosis>> OfAsync(Patient patient, CancellationToken cancellationToken)
    {
        var configurations = Configurations(patient);
        if (configurations.Count == 0)
            return [Diagnosis.Ok("settings", "None; everything is as the tool finds it.")];

        using var workspace = new AdhocWorkspace();
        var options = new RewriteOptions { Rules = [RuleIds.Configuration] };
        var findings = await MigrationEngine.FindAsync(Solution(workspace, patient, configurations), options, null, cancellationToken);
        var bad = findings.Where(finding => finding.RuleId == RuleIds.Configuration)
            .Select(finding => Diagnosis.Problem("settings", $"{patient.Shown(finding.Path)}({finding.Line.Start.Line + 1}): {finding.Message}", "'clerk2workos explain C2W001' says what each setting takes."))
            .Distinct().ToList();
        return bad.Count > 0 ? bad : [Diagnosis.Ok("settings", $"Those in {string.Join(", ", patient.Shown(configurations.Keys))} can be used.")];
    }

    public static Diagnosis OfBaseline(string root)
    {
        try
        {
            return KnownFindings.Open(new BaselineRequest(), root) is null
                ? Diagnosis.Ok("baseline", "There is none.")
                : Diagnosis.Ok("baseline", $"{Baseline.FileName} can be read.");
        }
        catch (CannotRunException refused)
        {
            return Diagnosis.Problem("baseline", refused.Message, "Finish the merge, or run 'clerk2workos check --update-baseline'.");
        }
    }

    /// <summary>The files that say something about these rules; most solutions have none.</summary>
    private static SortedDictionary<string, SourceText> Configurations(Patient patient)
    {
        var found = new SortedDictionary<string, SourceText>(StringComparer.Ordinal);
        var names = new[] { ".editorconfig", GlobalConfigFile.Name };
        var above = names.Select(name => Patient.Above(Path.GetDirectoryName(patient.Root), name)).OfType<string>();
        foreach (var file in patient.Files.Where(file => names.Contains(Path.GetFileName(file), StringComparer.Ordinal)).Concat(above))
        {
            var text = File.ReadAllText(file);
            if (text.Contains(Prefix, StringComparison.OrdinalIgnoreCase))
                found[file] = SourceText.From(text);
        }

        return found;
    }

    private static Solution Solution(AdhocWorkspace workspace, Patient patient, SortedDictionary<string, SourceText> configurations)
    {
        var solution = workspace.CurrentSolution;
        foreach (var project in patient.Projects)
        {
            var (id, folder, name) = (ProjectId.CreateNewId(), Path.GetDirectoryName(project)!, Path.GetFileNameWithoutExtension(project));
            solution = solution.AddProject(ProjectInfo.Create(id, VersionStamp.Default, name, name, LanguageNames.CSharp, project));
            foreach (var (path, text) in configurations.Where(file => IsBelow(folder, Path.GetDirectoryName(file.Key)!) || IsBelow(Path.GetDirectoryName(file.Key)!, folder)))
                solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), Path.GetFileName(path), text, filePath: path);
            foreach (var code in patient.Files.Where(file => file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && IsBelow(file, folder)))
                solution = solution.AddDocument(DocumentId.CreateNewId(id), Path.GetFileName(code), "", filePath: code);
        }

        return solution;
    }

    private static bool IsBelow(string path, string folder) => path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
