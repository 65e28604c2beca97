using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk.Configuration;

/// <summary>
/// C2W502 in C#: a string that holds a setting, an address, a scheme or a package of Clerk's. Reported at that, not at the string. The user id's name in a string
/// is C2W102's, and what belongs to the set-up of tokens C2W503's.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClerkConfigurationAnalyzer() : FileRule(Rules.ClerkConfiguration)
{
    internal override Words Wanted => Words.Clerk;

    internal override bool IsAnalysed(Compilation compilation, MigrationMap map) => map.Evidence != Evidence.Off;

    internal override void Check(MigrationFile file)
    {
        foreach (var text in LiteralText.In(file.Root, file.Text))
        {
            if (file.TokenUses.Hold(text.Expression!))
                continue;
            foreach (var trace in TracesIn(text, file))
            {
                if (file.Project.Counts(trace.Strength) && !file.IsProtected(text.Expression!))
                    Report(text, trace, file);
            }
        }
    }

    private static IEnumerable<ClerkTrace> TracesIn(LiteralText text, MigrationFile file)
    {
        if (text.IsWhole && ClerkNameUse.Of(text, file) is { } name)
            return [name];
        return ClerkTraces.In(text.Value).Where(trace => trace is not { What: ClerkTrace.Setting, Strength: not TraceStrength.Certain } || IsSetting(text, trace.Span, file));
    }

    /// <summary>A name that may be anything is a setting where settings are read.</summary>
    private static bool IsSetting(LiteralText text, TextSpan span, MigrationFile file) =>
        TextUses.Of(text, span, file.Model, file.CancellationToken) == TextUse.Configuration
        || (text.Value.Length == span.Length && ClerkSetting.IsVariable(text.Value));

    private static void Report(LiteralText text, ClerkTrace trace, MigrationFile file) => file.Report(Diagnostic.Create(
        Rules.ClerkConfiguration, Location.Create(file.Root.SyntaxTree, text.InSource(trace.Span)), trace.Shown, trace.What, trace.Advice));
}
