using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk.Files;

/// <summary>
/// C2W502 beside the code: settings, addresses and packages of Clerk's, and the Clerk user id's name, in configuration, SQL, requests and the front end.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClerkInFilesAnalyzer() : AdditionalFileRule(Rules.ClerkConfiguration)
{
    internal override bool IsAnalysed(Compilation compilation, MigrationMap map) => map.Evidence != Evidence.Off;

    internal override void Check(BesideFile file)
    {
        if (file.Text.Length > BesideFiles.MaximumLength || (file.Project.WordsOf(file.Text) & Words.Clerk) == Words.None || file.IsLeftAlone)
            return;
        var text = file.Text.ToString();
        var last = -1;
        foreach (var trace in TracesInFile.Of(file.Kind, text).Where(trace => file.Project.Counts(trace.Strength)).Concat(NamesIn(file, text)).OrderBy(trace => trace.Span.Start))
        {
            if (trace.Span.Start < last)
                continue;
            last = trace.Span.End;
            file.Report(Rules.ClerkConfiguration, trace.Span, trace.Shown, trace.What, trace.Advice);
        }
    }

    /// <summary>
    /// The user id's name; in Razor it is C#, which a rename follows, and in the SQL of migrations it is history. A setting's value is nobody's to read out.
    /// </summary>
    private static IEnumerable<ClerkTrace> NamesIn(BesideFile file, string text)
    {
        if (file.Kind == BesideKind.Razor || (file.Kind == BesideKind.Sql && PathGlob.IsMatch("migrations/**", file.Path)))
            yield break;
        foreach (var part in FilePart.Of(file.Kind, text))
        {
            if (part.Role == PartRole.Value)
                continue;
            foreach (var name in NameInText.In(text.Substring(part.Span.Start, part.Span.Length), file.Project, isBesideCode: true))
            {
                yield return new(
                    new TextSpan(part.Span.Start + name.Span.Start, name.Span.Length), name.Written, ClerkTrace.UserId, ClerkTrace.Use(name.NewName), TraceStrength.Certain);
            }
        }
    }
}
