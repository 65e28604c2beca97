using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers;

public static partial class Rules
{
    /// <summary>C2W201.</summary>
    public static readonly DiagnosticDescriptor LegacyAuditCall = new(
        RuleIds.LegacyAuditCall,
        "An audit call has the old eight-argument shape",
        "{0} '{1}' has the old audit's shape; use (action, resourceType, resourceId, changes, metadata)",
        RuleCategories.Audit,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The old audit is told who acts, from which address and with which browser. The new one takes all of that from the context of the request.",
        Pages + RuleIds.LegacyAuditCall + ".md");

    /// <summary>C2W202.</summary>
    public static readonly DiagnosticDescriptor LegacyAuditImport = new(
        RuleIds.LegacyAuditImport,
        "The legacy audit namespace is imported",
        "'{0}' is the legacy audit's namespace; use '{1}'",
        RuleCategories.Audit,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An import or a qualified name refers to the namespace of the old audit.",
        Pages + RuleIds.LegacyAuditImport + ".md");
}
