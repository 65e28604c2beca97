using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Clerk2WorkOS.Analyzers.Names.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Clerk.Tokens;

/// <summary>Whether a piece of code takes its tokens from Clerk: an address or a setting of Clerk's in it, or a name where Clerk is known to be used.</summary>
internal static class ClerkAuthority
{
    /// <summary>
    /// Whether something in <paramref name="part"/>, or a variable that it reads, shows it. A mere name does not, where another authority is written out.
    /// </summary>
    public static bool IsIn(SyntaxNode part, MigrationFile file)
    {
        var shown = In(part, file);
        if (shown == Shown.Surely)
            return true;
        foreach (var node in part.DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && IsRead(name) && InitializerOf(name, file) is { } value && !part.Span.Contains(value.Span) && In(value, file) == Shown.Surely)
                return true;
        }

        return shown == Shown.Perhaps && file.Project.UsesClerk && !IsAnotherIn(part);
    }

    /// <summary>Whether an authority or issuer in <paramref name="part"/> is written out, as an address or a setting, and not Clerk's.</summary>
    public static bool IsAnotherIn(SyntaxNode part)
    {
        foreach (var node in part.DescendantNodes())
        {
            if (node is not AssignmentExpressionSyntax assignment || !IsAuthority(TextPlace.NameOf(assignment.Left)))
                continue;
            foreach (var token in assignment.Right.DescendantTokens())
            {
                if (LiteralText.Of(token) is { } text && text.Value.IndexOf(':') >= 0 && text.Value.IndexOf("clerk", StringComparison.OrdinalIgnoreCase) < 0)
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a member says who issues the tokens.</summary>
    public static bool IsAuthority(string member) => member is "Authority" or "MetadataAddress" or "ValidIssuer" or "ValidIssuers" or "AuthorizationEndpoint" or "TokenEndpoint";

    private enum Shown
    {
        Not,
        Perhaps,
        Surely,
    }

    private static Shown In(SyntaxNode part, MigrationFile file)
    {
        var shown = Shown.Not;
        foreach (var token in part.DescendantTokens())
        {
            if (token.Text.IndexOf("clerk", StringComparison.OrdinalIgnoreCase) < 0)
                continue;
            var one = LiteralText.Of(token) is { } text ? In(text, file) : token.IsKind(SyntaxKind.IdentifierToken) ? Shown.Perhaps : Shown.Not;
            shown = one > shown ? one : shown;
        }

        return shown;
    }

    /// <summary>An address or key speaks for itself; a host <c>clerk.example.com</c>, or a key <c>Clerk:Tenant</c>, only where Clerk is known to be used.</summary>
    private static Shown In(LiteralText text, MigrationFile file)
    {
        if (ClerkSigns.InCode("\"" + text.Value + "\""))
            return Shown.Surely;
        if (text.Value.IndexOf("//clerk.", StringComparison.OrdinalIgnoreCase) >= 0)
            return file.Project.UsesClerk ? Shown.Surely : Shown.Not;
        return text.Value.Equals("clerk", StringComparison.OrdinalIgnoreCase) || ClerkKey.Read(text.Value) is not null ? Shown.Perhaps : Shown.Not;
    }

    /// <summary>A value that is read, not the name of a member or of an argument.</summary>
    private static bool IsRead(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        AssignmentExpressionSyntax assignment => assignment.Right == name,
        NameColonSyntax or NameEqualsSyntax or InvocationExpressionSyntax => false,
        _ => true,
    };

    /// <summary>What a local or field of the file is made with.</summary>
    private static ExpressionSyntax? InitializerOf(IdentifierNameSyntax name, MigrationFile file)
    {
        var symbol = file.Model.GetSymbolInfo(name, file.CancellationToken).Symbol;
        if (symbol is not (ILocalSymbol or IFieldSymbol or IPropertySymbol))
            return null;
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree != file.Root.SyntaxTree)
                continue;
            return reference.GetSyntax(file.CancellationToken) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
                PropertyDeclarationSyntax { Initializer.Value: { } value } => value,
                PropertyDeclarationSyntax { ExpressionBody.Expression: { } value } => value,
                _ => null,
            };
        }

        return null;
    }
}
