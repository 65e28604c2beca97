using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Clerk.Tokens;

/// <summary>C2W503: the set-up of Clerk's tokens, what only they hold, and the signature of its webhooks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClerkTokensAnalyzer() : FileRule(Rules.ClerkTokens)
{
    internal override Words Wanted => Words.Clerk | Words.Svix | Words.TokenClaim;

    internal override void Check(MigrationFile file)
    {
        foreach (var use in file.TokenUses.All)
            file.Report(Diagnostic.Create(Rules.ClerkTokens, Location.Create(file.Root.SyntaxTree, use.Span), use.What, use.Of, use.Advice));
    }
}
