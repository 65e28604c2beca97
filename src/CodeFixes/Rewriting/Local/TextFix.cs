using Clerk2WorkOS.Analyzers;
using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Names.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>C2W102: rewrites the name where nobody but a reader knows it, in an exception's message; anywhere else others have to follow.</summary>
internal sealed class TextFix : LocalFix
{
    public override string Rule => RuleIds.ClerkNameInText;

    public override LocalChange Of(DocumentView document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var span = diagnostic.Location.SourceSpan;
        var newName = diagnostic.Properties[ClerkUserIdNameAnalyzer.NewName]!;
        return diagnostic.Properties[ClerkNameInTextAnalyzer.Known] switch
        {
            nameof(KnownTo.Outside) or nameof(KnownTo.Json) => LocalChange.None(Reasons.TextOutside),
            nameof(KnownTo.RunTime) => LocalChange.None(Reasons.TextAtRunTime),
            nameof(KnownTo.Statement) => SqlParameterChange.Of(document, span, cancellationToken) ?? LocalChange.None(Reasons.TextElsewhere),
            nameof(KnownTo.Readers) when NamesNothing(document, span, newName, cancellationToken) => LocalChange.None(Reasons.TextNamesNothing(newName)),
            nameof(KnownTo.Readers) => LocalChange.Of(document, new Edit(span, newName)),
            _ => LocalChange.None(Reasons.TextElsewhere),
        };
    }

    /// <summary>A <c>paramName</c> whose parameter is gone follows it only to one that is there.</summary>
    private static bool NamesNothing(DocumentView document, TextSpan span, string newName, CancellationToken cancellationToken) =>
        LiteralText.Of(document.Root.FindToken(span.Start)) is { } text
        && FollowingText.IsParameterName(text, document.Model, cancellationToken)
        && FollowingText.InScope(text, newName, document.Model) is null;
}
