using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Guests;

/// <summary>An entity type whose rows are meetings that guests book.</summary>
/// <param name="Type">The type.</param>
/// <param name="UserIdName">What the guest's user id is called, whether it is there or not.</param>
/// <param name="UserId">The property of the guest's user; <c>null</c> where it is missing.</param>
/// <param name="OrgId">The property of the guest's organization; <c>null</c> where it is missing.</param>
internal sealed record MeetingsTable(INamedTypeSymbol Type, string UserIdName, IPropertySymbol? UserId, IPropertySymbol? OrgId)
{
    /// <summary>The property that makes a table one of guests.</summary>
    public const string Email = "GuestEmail";

    /// <summary>The guest's name, which many tables have beside the email.</summary>
    public const string Name = "GuestName";

    /// <summary>The guest's organization.</summary>
    public const string OrgIdName = "GuestOrgId";

    /// <summary>Whether both properties are there.</summary>
    public bool IsComplete => UserId is not null && OrgId is not null;

    /// <summary>The properties of <paramref name="type"/> as they are.</summary>
    public static MeetingsTable Of(INamedTypeSymbol type, ClerkNames names)
    {
        var name = $"Guest{names.Vendor}UserId";
        return new MeetingsTable(type, name, Property(type, candidate => IsUserId(candidate, name, names)), Property(type, candidate => candidate == OrgIdName));
    }

    /// <summary>The property of that name, own or inherited.</summary>
    public static IPropertySymbol? Property(INamedTypeSymbol type, string name) => Property(type, candidate => candidate == name);

    /// <summary>In any spelling of the vendor; one that is still named after Clerk becomes it.</summary>
    private static bool IsUserId(string candidate, string name, ClerkNames names) =>
        string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase)
        || (names.TryRename(candidate, out var renamed) && renamed == name);

    private static IPropertySymbol? Property(INamedTypeSymbol type, Func<string, bool> wanted)
    {
        for (var up = type; up is not null; up = up.BaseType)
        {
            foreach (var member in up.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false } property && wanted(property.Name))
                    return property;
            }
        }

        return null;
    }
}
