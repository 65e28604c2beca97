using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers;

public static partial class Rules
{
    /// <summary>C2W101.</summary>
    public static readonly DiagnosticDescriptor ClerkUserIdName = new(
        RuleIds.ClerkUserIdName,
        "A name stands for the Clerk user id",
        "'{0}' is named after {2}; use '{1}'",
        RuleCategories.Names,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A declaration, or a name that resolves to nothing, is named after the Clerk user id. "
            + "The value is a WorkOS user id from now on, and the name should say so.",
        Pages + RuleIds.ClerkUserIdName + ".md");

    /// <summary>C2W102.</summary>
    public static readonly DiagnosticDescriptor ClerkNameInText = new(
        RuleIds.ClerkNameInText,
        "A string holds the name of the Clerk user id",
        "'{0}' in {1} is named after {4}; use '{2}'{3}",
        RuleCategories.Names,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A JSON name, a column, a claim, a log template, a route or another string names the Clerk user id. "
            + "The compiler does not see who else knows that name, so it moves together with them.",
        Pages + RuleIds.ClerkNameInText + ".md");

    /// <summary>C2W103.</summary>
    public static readonly DiagnosticDescriptor ClerkNameUnresolvable = new(
        RuleIds.ClerkNameUnresolvable,
        "The name of the Clerk user id stands where nothing can be resolved",
        "'{0}' in {1} is named after {3}; use '{2}'",
        RuleCategories.Names,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A dynamic access, code that is not compiled, or a comment names the Clerk user id. "
            + "No rename reaches it, because the compiler cannot say what it means.",
        Pages + RuleIds.ClerkNameUnresolvable + ".md");

    /// <summary>C2W103 in comments, which mislead and break nothing; <c>c2w_comments</c> says what becomes of them, and no severity makes them fail a build.</summary>
#pragma warning disable RS2001 // The release notes have one line a rule: that of its warnings.
    public static readonly DiagnosticDescriptor ClerkNameInComment = new(
        RuleIds.ClerkNameUnresolvable,
        ClerkNameUnresolvable.Title,
        ClerkNameUnresolvable.MessageFormat,
        RuleCategories.Names,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        ClerkNameUnresolvable.Description,
        ClerkNameUnresolvable.HelpLinkUri,
        WellKnownDiagnosticTags.NotConfigurable);
#pragma warning restore RS2001
}
