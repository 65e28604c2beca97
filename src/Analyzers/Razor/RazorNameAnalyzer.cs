using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names.Unresolvable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Razor;

/// <summary>
/// C2W102 and C2W103 in the markup, scripts and comments of Razor files, and C2W101 in the names of components. Their C# is looked at by every rule, in what the Razor generator makes of it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RazorNameAnalyzer() : MigrationAnalyzer(Rules.ClerkUserIdName, Rules.ClerkNameInText, Rules.ClerkNameUnresolvable, Rules.ClerkNameInComment)
{
    internal override bool IsAnalysed(Compilation compilation, MigrationMap map) => map.Evidence != Evidence.Off;

    private protected override void Register(CompilationStartAnalysisContext start, MigrationProject project) =>
        start.RegisterAdditionalFileAction(context =>
        {
            if (RazorTree.IsRazor(context.AdditionalFile.Path) && context.AdditionalFile.GetText(context.CancellationToken) is { } text)
                RazorNames.Find(context.AdditionalFile.Path, text, project, SpeaksOfComments(context.Compilation, project.Map), context.ReportDiagnostic);
        });

    /// <summary>Whether comments are to be reported in files that are no C#.</summary>
    internal static bool SpeaksOfComments(Compilation compilation, MigrationMap map) =>
        map.Comments != Comments.Ignore && !ClerkNameUnresolvableAnalyzer.IsSwitchedOff(compilation);
}
