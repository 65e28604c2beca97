namespace Clerk2WorkOS.Testing;

/// <summary>One route of the API's description.</summary>
/// <param name="Method">GET, POST and so on.</param>
/// <param name="Template">The path with its parameters in braces.</param>
/// <param name="Handler">What answers.</param>
/// <param name="IsPublic">Whether it does without the secret key.</param>
internal sealed record ApiRoute(string Method, string Template, Handler Handler, bool IsPublic = false)
{
    /// <summary>How the request log and faults name it.</summary>
    public string Name { get; } = $"{Method} {Template}";

    public LimitClass Limit { get; } = Template.StartsWith("/user_management/", StringComparison.Ordinal)
        ? Method == "GET" ? LimitClass.UserManagementRead : LimitClass.UserManagementWrite
        : Method == "DELETE" && Template.StartsWith("/organizations/", StringComparison.Ordinal) ? LimitClass.OrganizationDelete
        : LimitClass.None;
}
