using Clerk2WorkOS.Analyzers.Names.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk.Configuration;

/// <summary>
/// A string that says no more than <c>Clerk</c>, or begins so: the name of a section of the settings, or of an authentication scheme, where it is used as one.
/// </summary>
internal static class ClerkNameUse
{
    private const string Clerk = "Clerk";

    internal static readonly HashSet<string> SchemeMethods = new(StringComparer.Ordinal)
    {
        "AddJwtBearer", "AddAuthentication", "AddScheme", "AddPolicyScheme", "AddOpenIdConnect", "AddOAuth", "AddCookie", "AddRemoteScheme", "AddAuthenticationSchemes",
        "AuthenticateAsync", "ChallengeAsync", "ForbidAsync", "SignInAsync", "SignOutAsync", "GetTokenAsync", "GetSchemeAsync",
    };

    internal static readonly HashSet<string> SchemeMembers = new(StringComparer.Ordinal)
    {
        "AuthenticationSchemes", "AuthenticationScheme", "DefaultScheme", "DefaultAuthenticateScheme", "DefaultChallengeScheme", "DefaultForbidScheme",
        "DefaultSignInScheme", "DefaultSignOutScheme", "ForwardDefault", "ForwardAuthenticate", "ForwardChallenge", "ForwardForbid", "SignInScheme",
    };

    /// <summary>The trace that the string is; <c>null</c> when it is neither.</summary>
    public static ClerkTrace? Of(LiteralText text, MigrationFile file)
    {
        if (NameIn(text.Value) is not { } span)
            return null;
        var whole = TextPlace.Whole(text.Expression!);
        var name = text.Value.Substring(span.Start, span.Length);
        if (SchemeStrength(whole) is { } strength)
            return new(span, name, ClerkTrace.Scheme, ClerkTrace.Use("WorkOS" + name.Substring(Clerk.Length)), strength);
        if (span.Length != text.Value.Length || !ClerkKey.IsSection(name))
            return null;
        if (TextUses.Of(text, span, file.Model, file.CancellationToken) == TextUse.Configuration)
            return new(span, name, ClerkTrace.Section, ClerkTrace.Use("WorkOS"), TraceStrength.Likely);
        return Declared(whole) is { } declared && declared.IndexOf("Section", StringComparison.OrdinalIgnoreCase) >= 0
            ? new(span, name, ClerkTrace.Section, ClerkTrace.Use("WorkOS"), TraceStrength.Weak)
            : null;
    }

    /// <summary><c>Clerk</c>, <c>ClerkJwt</c>, or one of a list: <c>Cookies,Clerk</c>.</summary>
    private static TextSpan? NameIn(string value)
    {
        var at = value.IndexOf(Clerk, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || (at > 0 && value[at - 1] is not (',' or ' ')))
            return null;
        var end = at;
        while (end < value.Length && (char.IsLetterOrDigit(value[end]) || value[end] is '-' or '_'))
            end++;
        return end == value.Length || value[end] is ',' or ' ' ? TextSpan.FromBounds(at, end) : null;
    }

    /// <summary>How surely a value is the name of an authentication scheme, by its place; <c>null</c> where it is none.</summary>
    internal static TraceStrength? SchemeStrength(ExpressionSyntax whole)
    {
        if (whole.Parent is AttributeArgumentSyntax { NameEquals.Name.Identifier.ValueText: var named })
            return SchemeMembers.Contains(named) ? TraceStrength.Likely : null;
        if (whole.Parent is AssignmentExpressionSyntax assignment && assignment.Right == whole)
            return SchemeMembers.Contains(TextPlace.NameOf(assignment.Left)) ? TraceStrength.Likely : null;
        if (TextPlace.Taker(whole) is { } taker)
            return SchemeMethods.Contains(TextPlace.NameOf(taker)) ? TraceStrength.Likely : null;
        return Declared(whole) is { } declared && declared.IndexOf("Scheme", StringComparison.OrdinalIgnoreCase) >= 0 ? TraceStrength.Weak : null;
    }

    /// <summary>The name of the constant, field, local or property that the value is of.</summary>
    private static string? Declared(ExpressionSyntax whole) => whole.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        _ => null,
    };
}
