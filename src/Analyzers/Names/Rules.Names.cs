using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers;

public static partial class Rules
{
    /// <summary>C2W101.</summary>
    public static readonly DiagnosticDescriptor ClerkUserIdName = new(
        RuleIds.ClerkUserIdName,
        "A name stands for the Clerk user id",
        "'{0}' is named after the Clerk user id; use '{1}'",
        RuleCategories.Names,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A declaration, or a name that resolves to nothing, is named after the Clerk user id. "
            + "The value is a WorkOS user id from now on, and the name should say so.",
        Pages + RuleIds.ClerkUserIdName + ".md");
}
