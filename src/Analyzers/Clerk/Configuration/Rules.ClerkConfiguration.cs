using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers;

public static partial class Rules
{
    /// <summary>C2W502.</summary>
    public static readonly DiagnosticDescriptor ClerkConfiguration = new(
        RuleIds.ClerkConfiguration,
        "A setting, address, scheme or package of Clerk's",
        "'{0}' {1}; {2}",
        RuleCategories.Clerk,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A configuration key, an environment variable, an address, an authentication scheme or a package is Clerk's: in a string of the code, or in a file beside it. "
            + "It is replaced together with everything that sets or reads it; values are secrets and are never shown.",
        Pages + RuleIds.ClerkConfiguration + ".md");
}
