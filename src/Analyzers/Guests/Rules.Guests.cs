using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers;

public static partial class Rules
{
    /// <summary>C2W401.</summary>
    public static readonly DiagnosticDescriptor UnregisteredGuest = new(
        RuleIds.UnregisteredGuest,
        "A meeting is stored without registering its guest",
        "'{0}' is stored with a guest's email, but without the guest's user and organization",
        RuleCategories.Guests,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A meeting is stored with the email of a guest who is not registered first, so that it belongs to no user and no organization.",
        Pages + RuleIds.UnregisteredGuest + ".md");

    /// <summary>C2W402.</summary>
    public static readonly DiagnosticDescriptor GuestColumns = new(
        RuleIds.GuestColumns,
        "A meetings table has no columns for the guest's user and organization",
        "'{0}' has a guest's email, but no {1}",
        RuleCategories.Guests,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The type of a meetings table holds a guest's email and has no place for the guest's user and organization.",
        Pages + RuleIds.GuestColumns + ".md");
}
