using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Clerk.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A file beside the code, and the first of the projects that pass it on: it is looked at once.</summary>
internal sealed record FileView(ProjectView Project, string Path, BesideKind Kind, SourceText Text)
{
    /// <summary>What the rules find in it.</summary>
    public List<Diagnostic> Find(bool clerkElsewhere)
    {
        var found = new List<Diagnostic>();
        foreach (var rule in AdditionalFileRule.All)
        {
            if (rule.IsAnalysed(Project.Compilation, Project.Map))
                rule.Check(new BesideFile(Project.AsRulesSeeIt(clerkElsewhere), Path, Kind, Text, found.Add));
        }

        return found;
    }

    /// <summary>The files of a solution, each once, in a stable order.</summary>
    public static async Task<List<FileView>> InAsync(IEnumerable<(Project Project, ProjectView View)> projects, CancellationToken cancellationToken)
    {
        var found = new List<FileView>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (project, view) in projects)
        {
            foreach (var document in project.AdditionalDocuments)
            {
                if (document.FilePath is { } path && BesideFiles.KindOf(path) is { } kind && seen.Add(path))
                    found.Add(new(view, path, kind, await document.GetTextAsync(cancellationToken).ConfigureAwait(false)));
            }
        }

        found.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return found;
    }
}
