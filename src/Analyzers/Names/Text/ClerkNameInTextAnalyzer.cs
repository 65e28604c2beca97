using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Names.Text;

/// <summary>C2W102: the Clerk user id's name in a string. Reported at the name, not at the string.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClerkNameInTextAnalyzer() : FileRule(Rules.ClerkNameInText)
{
    /// <summary>The property of a finding that says who else knows the name: one of the names of <see cref="KnownTo"/>.</summary>
    internal const string Known = "knownTo";

    internal override Words Wanted => Words.Clerk;

    internal override bool IsAnalysed(Compilation compilation, MigrationMap map) => map.Evidence != Evidence.Off;

    internal override void Check(MigrationFile file)
    {
        foreach (var text in LiteralText.In(file.Root, file.Text))
        {
            foreach (var name in NameInText.In(text.Value, file.Project))
            {
                if (IsFinding(text, name, file))
                    Report(text, name, file);
            }
        }
    }

    private static bool IsFinding(LiteralText text, NameInText name, MigrationFile file) =>
        !PinnedText.Is(text.Expression!)
        && !FollowingText.Is(text, name.Span, file.Model, file.CancellationToken)
        && !file.IsProtected(text.Expression!);

    private static void Report(LiteralText text, NameInText name, MigrationFile file)
    {
        var use = TextUses.Of(text, name.Span, file.Model, file.CancellationToken);
        file.Report(Diagnostic.Create(
            Rules.ClerkNameInText,
            Location.Create(file.Root.SyntaxTree, text.InSource(name.Span)),
            ImmutableDictionary<string, string?>.Empty.Add(ClerkUserIdNameAnalyzer.NewName, name.NewName).Add(Known, use.KnownTo.ToString()),
            name.Written,
            use.What,
            name.NewName,
            use.With.Length == 0 ? "" : ", together with " + use.With,
            file.Project.Map.Names.MeaningOf(name.Written)));
    }
}
