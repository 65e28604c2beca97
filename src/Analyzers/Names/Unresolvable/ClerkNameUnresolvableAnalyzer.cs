using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Names.Unresolvable;

/// <summary>
/// C2W103: the Clerk user id's name where nothing can be resolved: behind <c>dynamic</c>, in code that is not compiled, in comments (information only).
/// </summary>
/// <remarks>
/// A compiler sees one target framework at a time; where a project has several, inactive code may be active under another, and is left to the runner,
/// which sees all of them.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClerkNameUnresolvableAnalyzer() : FileRule(Rules.ClerkNameUnresolvable, Rules.ClerkNameInComment)
{
    /// <summary>The property of a finding that says where it stands: a name of <see cref="ProseKind"/>, or <see cref="Symbol"/>.</summary>
    internal const string Place = "place";

    /// <summary>What <see cref="Place"/> says of a symbol of the preprocessor; a dynamic access has no such property.</summary>
    internal const string Symbol = "Symbol";

    internal override Words Wanted => Words.Clerk;

    internal override bool IsAnalysed(Compilation compilation, MigrationMap map) => map.Evidence != Evidence.Off;

    internal override void Check(MigrationFile file)
    {
        CheckNames(file);
        CheckProse(file);
    }

    private static void CheckNames(MigrationFile file)
    {
        foreach (var token in file.Identifiers(Words.Clerk))
        {
            var kind = file.Project.Map.Names.KindOf(token.ValueText);
            if (kind == ClerkNameKind.None || !file.Project.Counts(kind) || token.Parent is not { } node
                || Where(node, file) is not var (where, place) || file.IsProtected(node)
                || !file.Project.Map.Names.TryRename(token.ValueText, out var renamed))
                continue;
            file.Report(Diagnostic.Create(Rules.ClerkNameUnresolvable, token.GetLocation(), Properties(renamed, place), token.ValueText, where, renamed, file.Project.Map.Names.MeaningOf(token.ValueText)));
        }
    }

    private static (string Where, string? Place)? Where(SyntaxNode node, MigrationFile file)
    {
        if (node is SimpleNameSyntax name && DynamicName.Is(name, file.Model, file.CancellationToken))
            return ("a dynamic access", null);
        return node.FirstAncestorOrSelf<DirectiveTriviaSyntax>() is not null ? ("a symbol of the preprocessor", Symbol) : null;
    }

    private static void CheckProse(MigrationFile file)
    {
        var last = -1;
        foreach (var position in CandidateWords.Places(file.Text, Words.Clerk))
        {
            if (position < last || ProseText.At(file.Root, position) is not { } prose)
                continue;
            last = prose.Span.End;
            if ((prose.Kind == ProseKind.Inactive ? file.Project.HasOtherTargets : file.Project.Map.Comments == Comments.Ignore || IsSwitchedOff(file)) || file.IsProtected(prose.Owner))
                continue;
            var text = file.Text.ToString(prose.Span);
            foreach (var name in NameInText.In(text, file.Project))
            {
                if (prose.Kind == ProseKind.Inactive || !IsBoundElsewhere(text, name.Span.Start))
                    Report(prose, name, file);
            }
        }
    }

    /// <summary>A severity of <c>none</c> is meant for comments too, though the compiler lets nobody configure what is said of them.</summary>
    private static bool IsSwitchedOff(MigrationFile file)
    {
        const string rule = RuleIds.ClerkNameUnresolvable;
        var options = file.Model.Compilation.Options;
        return (options.SyntaxTreeOptionsProvider is { } trees
                && (trees.TryGetDiagnosticValue(file.Root.SyntaxTree, rule, file.CancellationToken, out var severity) || trees.TryGetGlobalDiagnosticValue(rule, file.CancellationToken, out severity))
                && severity == ReportDiagnostic.Suppress)
            || (options.SpecificDiagnosticOptions.TryGetValue(rule, out severity) && severity == ReportDiagnostic.Suppress);
    }

    /// <summary>The same for what is no C#, of which only the settings of the whole project speak.</summary>
    internal static bool IsSwitchedOff(Compilation compilation)
    {
        const string rule = RuleIds.ClerkNameUnresolvable;
        return (compilation.Options.SyntaxTreeOptionsProvider is { } trees && trees.TryGetGlobalDiagnosticValue(rule, CancellationToken.None, out var severity) && severity == ReportDiagnostic.Suppress)
            || (compilation.Options.SpecificDiagnosticOptions.TryGetValue(rule, out severity) && severity == ReportDiagnostic.Suppress);
    }

    private static void Report(ProseText prose, NameInText name, MigrationFile file)
    {
        var (rule, where) = prose.Kind switch
        {
            ProseKind.Inactive => (Rules.ClerkNameUnresolvable, "code that is not compiled"),
            ProseKind.Documentation => (Rules.ClerkNameInComment, "documentation"),
            _ => (Rules.ClerkNameInComment, "a comment"),
        };
        file.Report(Diagnostic.Create(
            rule,
            Location.Create(file.Root.SyntaxTree, new TextSpan(prose.Span.Start + name.Span.Start, name.Span.Length)),
            Properties(name.NewName, prose.Kind.ToString()),
            name.Written,
            where,
            name.NewName,
            file.Project.Map.Names.MeaningOf(name.Written)));
    }

    private static ImmutableDictionary<string, string?> Properties(string newName, string? place)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(ClerkUserIdNameAnalyzer.NewName, newName);
        return place is null ? properties : properties.Add(Place, place);
    }

    /// <summary>
    /// Without <c>/doc</c> the compiler reads documentation as plain comments; what <c>cref</c> and <c>name</c> say there follows its declaration all the same.
    /// </summary>
    private static bool IsBoundElsewhere(string comment, int at)
    {
        if (!comment.StartsWith("///", StringComparison.Ordinal) && !comment.StartsWith("/**", StringComparison.Ordinal))
            return false;
        var quote = comment.LastIndexOf('"', at);
        return quote > 0 && comment[quote - 1] == '='
            && (EndsWith(comment, quote - 1, "cref") || EndsWith(comment, quote - 1, "name"));
    }

    private static bool EndsWith(string text, int end, string word) =>
        end >= word.Length && string.CompareOrdinal(text, end - word.Length, word, 0, word.Length) == 0;
}
