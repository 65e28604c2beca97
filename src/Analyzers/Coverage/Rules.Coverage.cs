using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers;

public static partial class Rules
{
    /// <summary>C2W601.</summary>
    public static readonly DiagnosticDescriptor UncoveredTable = new(
        RuleIds.UncoveredTable,
        "A table that no row-level-security policy covers",
        "'{0}' is the table '{1}', {2}",
        RuleCategories.Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The SQL files of the project protect tables with row-level security, and leave out this table of the WorkOS schema: whoever reaches the database sees every row of it, "
            + "or, where it is protected without a policy, nobody sees any.",
        Pages + RuleIds.UncoveredTable + ".md");
}
