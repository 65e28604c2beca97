using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// The keys in the strings of the code. Which rule speaks of a string does not matter here: a key moves wherever it stands, also in what C2W503 reports.
/// </summary>
internal sealed class KeysInCode
{
    private readonly KeyUsages _usages;

    public KeysInCode(Snapshot snapshot, bool clerkElsewhere, CancellationToken cancellationToken)
    {
        _usages = new KeyUsages(snapshot, cancellationToken);
        foreach (var document in snapshot.Documents.Where(IsWritten))
        {
            if (CandidateWords.In(document.Text, Words.Clerk | Words.Escape) == Words.None)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var text in LiteralText.In(document.Root, document.Text))
                Texts.Add(new(document, text));
        }

        foreach (var (document, text) in Texts)
            Uses.AddRange(In(document, text, document.Project.AsRulesSeeIt(clerkElsewhere)));
    }

    /// <summary>Every string that says <c>Clerk</c>.</summary>
    public List<(DocumentView Document, LiteralText Text)> Texts { get; } = new();

    /// <summary>Every place that may be a key, sure or not.</summary>
    public List<KeyUse> Uses { get; } = new();

    /// <summary>Whether a person wrote the document, or what it is made of: the output of other generators follows its input.</summary>
    public static bool IsWritten(DocumentView document) => document.Id is not null || document.Razor is not null;

    /// <summary>What a string is taken for.</summary>
    public KeyUsage UsageOf(ExpressionSyntax text, DocumentView document) => _usages.Of(text, document);

    private IEnumerable<KeyUse> In(DocumentView document, LiteralText text, Analyzers.MigrationProject rules)
    {
        if (text.IsWhole && ClerkPath.Read(text.Value) is { Setting: null } section)
        {
            if (SectionIn(document, text, section) is { } use)
                yield return use;
            yield break;
        }

        foreach (var trace in KeysInFiles.Settings(text.Value))
        {
            var place = Of(document, text, trace.Span);
            if (document.PhysicalPlace(place.Span) is null || KeysInFiles.Read(place, trace.Shown) is not { } use)
                continue;
            yield return use with { IsSure = rules.Counts(trace.Strength) && (trace.Strength == TraceStrength.Certain || IsTakenAsKey(document, text, use)) };
        }
    }

    private bool IsTakenAsKey(DocumentView document, LiteralText text, KeyUse use)
    {
        if (text.Value.Length == use.Text.ToString(use.Span).Length && ClerkSetting.IsVariable(text.Value))
            return true;
        return (UsageOf(text.Expression!, document) & KeyUsage.Configuration) != 0;
    }

    /// <summary><c>GetSection("Clerk")</c>, or a constant that goes there; one that is also a scheme's name is for the conflicts.</summary>
    private KeyUse? SectionIn(DocumentView document, LiteralText text, ClerkPath section)
    {
        var span = new TextSpan(0, text.Value.Length);
        var place = Of(document, text, span);
        return document.PhysicalPlace(place.Span) is not null && (UsageOf(text.Expression!, document) & KeyUsage.Configuration) != 0
            ? place with
            {
                Way = section,
                Parts = section.Length,
                IsSure = true,
                Opens = true,
                Stays = KeysInFiles.StaysOf(section) ?? (IsBelowSchemes(text) ? Reasons.KeyOfScheme : null),
            }
            : null;
    }

    /// <summary><c>GetSection("Authentication:Schemes").GetSection("Clerk")</c>.</summary>
    private static bool IsBelowSchemes(LiteralText text) =>
        TextPlace.Taker(text.Expression!) is { } taker
        && (taker as InvocationExpressionSyntax)?.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
        && receiver.DescendantTokens().Any(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText.EndsWith("Schemes", StringComparison.OrdinalIgnoreCase));

    private static KeyUse Of(DocumentView document, LiteralText text, TextSpan part) => new(document.Path, document.Text, text.InSource(part)) { Document = document };
}
