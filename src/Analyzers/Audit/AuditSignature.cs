using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;

namespace Clerk2WorkOS.Analyzers.Audit;

/// <summary>The parameters of the old audit: what they mean, what they are called, and in which order they stand (<c>c2w_audit_parameters</c>).</summary>
public sealed class AuditSignature
{
    private const string User = "workosUserId";

    private readonly ImmutableDictionary<string, string> _roles;

    private AuditSignature(ImmutableArray<(string Role, string Name)> parameters)
    {
        Order = parameters.Select(parameter => parameter.Role).ToImmutableArray();
        _roles = parameters.ToImmutableDictionary(parameter => parameter.Name, parameter => parameter.Role, StringComparer.Ordinal);
    }

    /// <summary>What the parameters can mean, in the documented order.</summary>
    public static ImmutableArray<string> Roles { get; } = ImmutableArray.Create(
        User, "action", "resourceType", "resourceId", "oldValues", "newValues", "ipAddress", "userAgent");

    /// <summary>The documented signature.</summary>
    public static AuditSignature Default { get; } = new(Roles.Select(role => (role, role)).ToImmutableArray());

    /// <summary>What the parameters mean, in the order of the method.</summary>
    public ImmutableArray<string> Order { get; }

    /// <summary>The signature of a setting's value: parameters in the method's order, each by what it means and, where it is called otherwise, its name.</summary>
    public static AuditSignature Parse(string value) => new(MigrationOption.Entries(value).Select(Parts).ToImmutableArray());

    /// <summary>What is wrong with a value; <c>null</c> when nothing is.</summary>
    public static string? Problem(string value)
    {
        var parameters = MigrationOption.Entries(value).Select(Parts).ToList();
        foreach (var (role, name) in parameters)
        {
            if (!Roles.Contains(role))
                return $"'{role}' is none of {string.Join(", ", Roles)}";
            if (!MigrationOption.IsIdentifier(name))
                return $"'{name}' is no parameter's name";
        }

        return Twice(parameters.Select(parameter => parameter.Role)) ?? Twice(parameters.Select(parameter => parameter.Name))
            ?? (Roles.Skip(1).Take(3).FirstOrDefault(role => parameters.All(parameter => parameter.Role != role)) is { } missing ? $"'{missing}' is missing" : null);
    }

    /// <summary>What a parameter means; <c>null</c> when it is none of the signature. The user id may be spelled in several ways.</summary>
    public string? RoleOf(string parameter)
    {
        if (_roles.TryGetValue(parameter, out var role))
            return role;
        return _roles.ContainsKey(User)
            && (parameter is "clerkUserId" or "clerkId" or "userId" || string.Equals(parameter, User, StringComparison.OrdinalIgnoreCase)) ? User : null;
    }

    private static string? Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice ? $"'{twice.Key}' is there twice" : null;

    private static (string Role, string Name) Parts(string entry)
    {
        var colon = entry.IndexOf(':');
        return colon < 0 ? (entry, entry) : (entry.Substring(0, colon).Trim(), entry.Substring(colon + 1).Trim());
    }
}
