using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Names.Unresolvable;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>C2W103: rewrites names in comments where that is asked for; what runs, or would, is listed.</summary>
internal sealed class UnresolvableFix : LocalFix
{
    public override string Rule => RuleIds.ClerkNameUnresolvable;

    public override LocalChange Of(DocumentView document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(ClerkNameUnresolvableAnalyzer.Place, out var place))
            return LocalChange.None(Reasons.OnlyAtRunTime);
        if (IsInactive(diagnostic))
            return LocalChange.None(Reasons.Inactive);
        if (place == ClerkNameUnresolvableAnalyzer.Symbol)
            return LocalChange.None(Reasons.PreprocessorSymbol);
        return document.Project.Map.Comments == Comments.Rewrite
            ? LocalChange.Of(document, new Edit(diagnostic.Location.SourceSpan, diagnostic.Properties[ClerkUserIdNameAnalyzer.NewName]!))
            : LocalChange.None(Reasons.Comment);
    }

    /// <summary>Whether the finding is about code that <c>#if</c> leaves out.</summary>
    public static bool IsInactive(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(ClerkNameUnresolvableAnalyzer.Place, out var place) && place == nameof(ProseKind.Inactive);
}
