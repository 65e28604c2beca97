using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers;

public static partial class Rules
{
    /// <summary>C2W501.</summary>
    public static readonly DiagnosticDescriptor ClerkSdk = new(
        RuleIds.ClerkSdk,
        "Clerk's SDK is used",
        "'{0}' is of Clerk's SDK; {1}",
        RuleCategories.Clerk,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A call, a client or a type of Clerk's SDK is used. The message says what WorkOS has in its place.",
        Pages + RuleIds.ClerkSdk + ".md");

    /// <summary>C2W503.</summary>
    public static readonly DiagnosticDescriptor ClerkTokens = new(
        RuleIds.ClerkTokens,
        "Clerk's tokens or webhooks are set up or read",
        "'{0}' belongs to Clerk's {1}; {2}",
        RuleCategories.Clerk,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Code accepts Clerk's tokens, reads what only they hold, or checks the signature of Clerk's webhooks. The message says what the companion library has in its place.",
        Pages + RuleIds.ClerkTokens + ".md");
}
