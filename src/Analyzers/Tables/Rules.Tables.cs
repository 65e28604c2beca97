using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers;

public static partial class Rules
{
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

    /// <summary>C2W303.</summary>
    public static readonly DiagnosticDescriptor InterimSchema = new(
        RuleIds.InterimSchema,
        "The interim schema's name is used after the consolidation",
        "'{0}' is the WorkOS schema's interim name; use '{1}'",
        RuleCategories.Tables,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The WorkOS schema has taken the schema's place and name. An import or a qualified name still has the name that it had beside the legacy schema.",
        Pages + RuleIds.InterimSchema + ".md");
}
