using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Clerk;

/// <summary>C2W501: Clerk's SDK in use.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClerkSdkAnalyzer() : FileRule(Rules.ClerkSdk)
{
    /// <summary>The property of a finding that says what it is: one of the names of <see cref="ClerkUseKind"/>.</summary>
    internal const string Kind = "kind";

    internal override Words Wanted => Words.Clerk;

    internal override void Check(MigrationFile file)
    {
        foreach (var use in ClerkUses.In(file))
        {
            if (use.Kind != ClerkUseKind.TokenSetup)
            {
                file.Report(Diagnostic.Create(
                    Rules.ClerkSdk, Location.Create(file.Root.SyntaxTree, use.Span),
                    ImmutableDictionary<string, string?>.Empty.Add(Kind, use.Kind.ToString()), use.What, use.Advice));
            }
        }
    }
}
