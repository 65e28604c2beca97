using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers;

/// <summary>What every rule is called, says and links to. The pages under <c>docs/rules</c> are generated from here.</summary>
public static class Rules
{
    private const string Pages = "https://github.com/clerk2workos/clerk2workos/blob/main/docs/rules/";

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

    /// <summary>C2W301.</summary>
    public static readonly DiagnosticDescriptor SingularTable = new(
        RuleIds.SingularTable,
        "A singular table type of the legacy schema is used",
        "'{0}' belongs to the legacy schema; {1}",
        RuleCategories.Tables,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A table type of the legacy schema is used. The WorkOS schema has its counterpart under a plural name.",
        Pages + RuleIds.SingularTable + ".md");

    /// <summary>C2W302.</summary>
    public static readonly DiagnosticDescriptor LegacySchemaImport = new(
        RuleIds.LegacySchemaImport,
        "The legacy schema's namespace is imported",
        "'{0}' is the legacy schema's namespace; use '{1}'",
        RuleCategories.Tables,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An import or a qualified name refers to the namespace of the legacy schema.",
        Pages + RuleIds.LegacySchemaImport + ".md");
}

/// <summary>One category per family of rules.</summary>
public static class RuleCategories
{
    /// <summary>C2W1nn.</summary>
    public const string Names = "Clerk2WorkOS.Names";

    /// <summary>C2W2nn.</summary>
    public const string Audit = "Clerk2WorkOS.Audit";

    /// <summary>C2W3nn.</summary>
    public const string Tables = "Clerk2WorkOS.Tables";
}
