using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Clerk.Tokens;

/// <summary>What rule C2W503 finds in a file, and which strings are a part of it.</summary>
internal sealed class TokenUses
{
    private readonly List<TokenUse> _all;

    private TokenUses(List<TokenUse> all) => _all = all;

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<TokenUse> All => _all;

    /// <summary>Looks at a file that holds one of the words.</summary>
    public static TokenUses In(MigrationFile file)
    {
        var all = new List<TokenUse>();
        var words = file.Project.WordsOf(file.Text);
        if ((words & Words.Clerk) != 0)
        {
            BearerSetup.Find(file, all);
            foreach (var use in ClerkUses.In(file))
            {
                if (use.Kind == ClerkUseKind.TokenSetup)
                    all.Add(new TokenUse(use.Span, use.What, "tokens", BearerSetup.Bearer, file.Root.FindNode(use.Span).FirstAncestorOrSelf<InvocationExpressionSyntax>()!));
            }
        }

        if ((words & Words.TokenClaim) != 0)
            ClaimReading.Find(file, all);
        if ((words & Words.Svix) != 0)
            SvixVerification.Find(file, all);
        all.RemoveAll(use => file.IsProtected(file.Root.FindToken(use.Span.Start).Parent!));
        all.Sort((one, other) => one.Span.Start.CompareTo(other.Span.Start));
        return new TokenUses(all);
    }

    /// <summary>
    /// Whether a string is a part of one of them, so that C2W503 speaks of it and no other rule does: the authority, the keys and the claims within
    /// <c>AddJwtBearer</c> or <c>AddClerkAuthentication</c>; a claim that is read; a header of a webhook. The scheme, an argument of its own, is not. It
    /// says who reports the string, not that the string may stay behind when a key is renamed everywhere.
    /// </summary>
    public bool Hold(ExpressionSyntax literal)
    {
        foreach (var use in _all)
        {
            if (use.Whole.Span.Contains(literal.Span) && !IsScheme(literal, use.Whole))
                return true;
        }

        return false;
    }

    /// <summary><c>AddJwtBearer("Clerk", …)</c>.</summary>
    private static bool IsScheme(ExpressionSyntax literal, SyntaxNode whole) =>
        whole is InvocationExpressionSyntax call && literal is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Parent: ArgumentSyntax { Parent: ArgumentListSyntax list } }
        && list == call.ArgumentList && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && name.StartsWith("Add", StringComparison.Ordinal);
}
