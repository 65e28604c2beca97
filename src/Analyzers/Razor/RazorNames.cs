using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Names.Unresolvable;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Razor;

/// <summary>
/// What a Razor file holds beside the C# that is generated from it: the Clerk user id's name in markup, scripts and comments. Of a file that nothing was
/// generated from, that is all of it, and what the names mean there nobody can say.
/// </summary>
internal static class RazorNames
{
    /// <summary>What is called a file that no generator read.</summary>
    public const string Unread = "a Razor file that is not compiled";

    /// <summary>What says that a component's file is called so.</summary>
    public const string FileName = "FileName";

    /// <summary>What says that a name is that of a form's field.</summary>
    public const string Field = "Field";

    /// <summary>Reports what one file holds.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="project">Which names count.</param>
    /// <param name="comments">Whether comments count.</param>
    /// <param name="report">Takes each finding.</param>
    public static void Find(string path, SourceText text, MigrationProject project, bool comments, Action<Diagnostic> report)
    {
        var isNamed = path.EndsWith(".razor", StringComparison.OrdinalIgnoreCase) && project.Map.Names.Holds(NameOf(path));
        if (project.Map.Evidence == Evidence.Off || (!isNamed && (project.WordsOf(text) & Words.Clerk) == 0)
            || ProtectedCode.IsExcluded(path, project.Map) || ProtectedCode.IsLegacyReader(path, project.Map))
            return;
        if (isNamed && project.Counts(project.Map.Names.KindOf(NameOf(path))) && project.Map.Names.TryRename(NameOf(path), out var component))
        {
            report(Diagnostic.Create(
                Rules.ClerkUserIdName, Location.Create(path, default, default),
                ImmutableDictionary<string, string?>.Empty.Add(ClerkUserIdNameAnalyzer.NewName, component).Add(ClerkNameUnresolvableAnalyzer.Place, FileName),
                NameOf(path), component, project.Map.Names.MeaningOf(NameOf(path))));
        }

        var view = project.Razor?.ViewOf(path);
        var content = text.ToString();
        foreach (var name in NameInText.In(content, project))
        {
            // What the generated code repeats is C#, and other rules speak of it.
            var clerk = new TextSpan(content.IndexOf("clerk", name.Span.Start, StringComparison.OrdinalIgnoreCase), "clerk".Length);
            if (view is not null && view.GeneratedFrom(path, clerk).Count > 0)
                continue;
            if (DiagnosticAt(path, text, content, name, project.Map.Names.MeaningOf(name.Written), view is not null, comments) is { } found && !project.Baseline.Holds(found.Id, path, text, name.Span.Start))
                report(found);
        }
    }

    private static string NameOf(string path) => System.IO.Path.GetFileNameWithoutExtension(path);

    private static Diagnostic? DiagnosticAt(string path, SourceText text, string content, NameInText name, string meaning, bool isRead, bool comments)
    {
        var place = Location.Create(path, name.Span, text.Lines.GetLinePositionSpan(name.Span));
        var properties = ImmutableDictionary<string, string?>.Empty.Add(ClerkUserIdNameAnalyzer.NewName, name.NewName);
        if (MarkupText.IsComment(content, name.Span.Start))
        {
            return comments
                ? Diagnostic.Create(Rules.ClerkNameInComment, place, properties.Add(ClerkNameUnresolvableAnalyzer.Place, nameof(ProseKind.Comment)), name.Written, "a comment", name.NewName, meaning)
                : null;
        }

        if (!isRead)
            return Diagnostic.Create(Rules.ClerkNameUnresolvable, place, properties.Add(ClerkNameUnresolvableAnalyzer.Place, Unread), name.Written, Unread, name.NewName, meaning);
        var use = MarkupText.UseOf(content, name.Span);
        if (use == MarkupText.Field)
            properties = properties.Add(ClerkNameUnresolvableAnalyzer.Place, Field);
        return Diagnostic.Create(
            Rules.ClerkNameInText, place, properties.Add(ClerkNameInTextAnalyzer.Known, use.KnownTo.ToString()),
            name.Written, use.What, name.NewName, ", together with " + use.With, meaning);
    }
}
