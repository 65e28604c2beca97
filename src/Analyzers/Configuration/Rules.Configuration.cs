using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers;

public static partial class Rules
{
    /// <summary>C2W001.</summary>
    public static readonly DiagnosticDescriptor Configuration = new(
        RuleIds.Configuration,
        "A setting cannot be used",
        "'{0}' {1}",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A setting of these rules has a value that they cannot use, or a key that they do not know. The setting counts as not set.",
        Pages + RuleIds.Configuration + ".md",
        WellKnownDiagnosticTags.CompilationEnd);
}
