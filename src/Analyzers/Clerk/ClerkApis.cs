using System.Collections.Immutable;

namespace Clerk2WorkOS.Analyzers.Clerk;

/// <summary>
/// Every call of Clerk's SDK that code is known to make, and its counterpart. Read off Clerk.BackendAPI (June 2026) and WorkOS.net 6.2; a part of the client
/// has a row of its own for what is not listed one by one.
/// </summary>
internal static class ClerkApis
{
    private const string Cursor = "with the cursor 'After' in place of 'Offset'; 'ListAutoPagingAsync' gives all pages";
    private const string OneMetadata = "with one 'Metadata' of short texts in place of the public, private and unsafe ones";
    private const string UserIds = "with the WorkOS id: while ids are still Clerk's, 'UserManagement.GetByExternalIdAsync' finds it";
    private const string OrganizationIds = "with the WorkOS id: while ids are still Clerk's, 'Organizations.GetByExternalIdAsync' finds it";
    private const string MembershipIds = "by the membership's own id, which 'OrganizationMembership.ListAsync' finds by user and organization";
    private const string Dashboard = "it is a setting of the WorkOS dashboard";

    internal static readonly ClerkApi[] Rows =
    {
        new("Users.GetAsync", "UserManagement.GetAsync(id)", "or 'UserManagement.GetByExternalIdAsync(id)' while ids are still Clerk's; either gives the user itself, with one 'Email'"),
        new("Users.ListAsync", "UserManagement.ListAsync(options)", "with one 'Email' in place of 'EmailAddress', and " + Cursor),
        new("Users.CreateAsync", "UserManagement.CreateAsync(options)", "with one 'Email' in place of 'EmailAddress', and " + OneMetadata),
        new("Users.UpdateAsync", "UserManagement.UpdateAsync(id, options)", OneMetadata),
        new("Users.DeleteAsync", "UserManagement.DeleteAsync(id)", UserIds) { Rewrite = new("UserManagement", "DeleteAsync", new[] { "userId" }, new[] { "id" }) },
        new("Users.CountAsync", null, "count what 'UserManagement.ListAutoPagingAsync' gives, or the rows of the application's own users"),
        new("Users.BanAsync", null, "deactivate the user's memberships with 'OrganizationMembership.DeactivateAsync', and end the sessions with 'UserManagement.RevokeSessionAsync'"),
        new("Users.BulkBanAsync", null, "deactivate the users' memberships with 'OrganizationMembership.DeactivateAsync', and end the sessions with 'UserManagement.RevokeSessionAsync'"),
        new("Users.UnbanAsync", null, "reactivate the user's memberships with 'OrganizationMembership.ReactivateAsync'"),
        new("Users.BulkUnbanAsync", null, "reactivate the users' memberships with 'OrganizationMembership.ReactivateAsync'"),
        new("Users.LockAsync", null, "deactivate the user's memberships with 'OrganizationMembership.DeactivateAsync', and end the sessions with 'UserManagement.RevokeSessionAsync'"),
        new("Users.UnlockAsync", null, "reactivate the user's memberships with 'OrganizationMembership.ReactivateAsync'"),
        new("Users.UpdateMetadataAsync", "UserManagement.UpdateAsync(id, options)", OneMetadata),
        new("Users.ReplaceMetadataAsync", "UserManagement.UpdateAsync(id, options)", OneMetadata),
        new("Users.GetOrganizationMembershipsAsync", "OrganizationMembership.ListAsync(options)", "with 'UserId', and " + Cursor),
        new("Users.GetInstanceOrganizationMembershipsAsync", "OrganizationMembership.ListAsync(options)", "which wants a 'UserId' or an 'OrganizationId'"),
        new("Users.GetOrganizationInvitationsAsync", "UserManagement.ListInvitationsAsync(options)", "with 'Email', and " + Cursor),
        new("Users.VerifyPasswordAsync", "UserManagement.AuthenticateWithPasswordAsync(options)", "which signs the user in"),
        new("Users.VerifyTotpAsync", "MultiFactorAuth.VerifyChallengeAsync(id, options)", "after 'ChallengeFactorAsync'"),
        new("Users.DisableMfaAsync", "MultiFactorAuth.DeleteFactorAsync(id)", "for each that 'ListUserAuthFactorsAsync' gives"),
        new("Users.DeleteTOTPAsync", "MultiFactorAuth.DeleteFactorAsync(id)", "for the one that 'ListUserAuthFactorsAsync' gives"),
        new("Users.GetOAuthAccessTokenAsync", "Pipes.GetAccessTokenAsync", "for providers that are connected as Pipes"),
        new("Users.SetProfileImageAsync", null, "keep the picture in the application's own storage"),
        new("Users.DeleteProfileImageAsync", null, "keep the picture in the application's own storage"),
        new("Users.GetBillingSubscriptionAsync", null, "ask the payment provider"),
        new("Users.GetBillingCreditBalanceAsync", null, "ask the payment provider"),
        new("Users.AdjustBillingCreditBalanceAsync", null, "ask the payment provider"),
        new("Users", null, "'UserManagement' and 'MultiFactorAuth' of WorkOS have what there is about a user"),

        new("Organizations.GetAsync", "Organizations.GetAsync(id)", OrganizationIds)
        {
            Rewrite = new("Organizations", "GetAsync", new[] { "organizationId" }, new[] { "id" }) { Response = "Organization", Members = new[] { "Id", "Name" } },
        },
        new("Organizations.DeleteAsync", "Organizations.DeleteAsync(id)", OrganizationIds) { Rewrite = new("Organizations", "DeleteAsync", new[] { "organizationId" }, new[] { "id" }) },
        new("Organizations.ListAsync", "Organizations.ListAsync(options)", Cursor),
        new("Organizations.CreateAsync", "Organizations.CreateAsync(options)", "without slug and creator; the creator's membership is made with 'OrganizationMembership.CreateAsync'"),
        new("Organizations.UpdateAsync", "Organizations.UpdateAsync(id, options)", OneMetadata),
        new("Organizations.MergeMetadataAsync", "Organizations.UpdateAsync(id, options)", OneMetadata),
        new("Organizations.ReplaceMetadataAsync", "Organizations.UpdateAsync(id, options)", OneMetadata),
        new("Organizations.UploadLogoAsync", null, "keep the logo in the application's own storage"),
        new("Organizations.DeleteLogoAsync", null, "keep the logo in the application's own storage"),
        new("Organizations", null, "ask the payment provider"),

        new("OrganizationMemberships.CreateAsync", "OrganizationMembership.CreateAsync(options)", "with 'UserId', 'OrganizationId' and the role's slug: 'org:admin' is 'admin', 'org:member' is 'member'")
        {
            Rewrite = new("OrganizationMembership", "CreateAsync", new[] { "organizationId", "requestBody" }, new[] { "OrganizationId", "UserId", "Role" })
            {
                Response = "OrganizationMembership", Members = new[] { "Id" },
            },
        },
        new("OrganizationMemberships.ListAsync", "OrganizationMembership.ListAsync(options)", "with 'OrganizationId', and " + Cursor),
        new("OrganizationMemberships.UpdateAsync", "OrganizationMembership.UpdateAsync(id, options)", MembershipIds),
        new("OrganizationMemberships.DeleteAsync", "OrganizationMembership.DeleteAsync(id)", MembershipIds),
        new("OrganizationMemberships.UpdateMetadataAsync", null, "keep what belongs to a membership in the application's own table"),

        new("Invitations.CreateAsync", "UserManagement.SendInvitationAsync(options)", "with 'Email' in place of 'EmailAddress'; it has no metadata, and where it leads is set in the dashboard"),
        new("Invitations.BulkCreateAsync", "UserManagement.SendInvitationAsync(options)", "one by one"),
        new("Invitations.ListAsync", "UserManagement.ListInvitationsAsync(options)", Cursor),
        new("Invitations.RevokeAsync", "UserManagement.RevokeInvitationAsync(id)", "with an invitation of WorkOS's own")
        {
            Rewrite = new("UserManagement", "RevokeInvitationAsync", new[] { "invitationId" }, new[] { "id" }) { Response = "InvitationRevoked", Members = new[] { "Id" } },
        },
        new("OrganizationInvitations.CreateAsync", "UserManagement.SendInvitationAsync(options)", "with 'OrganizationId' and 'RoleSlug'"),
        new("OrganizationInvitations.BulkCreateAsync", "UserManagement.SendInvitationAsync(options)", "one by one, with 'OrganizationId' and 'RoleSlug'"),
        new("OrganizationInvitations.GetAsync", "UserManagement.GetInvitationAsync(id)", "without the organization"),
        new("OrganizationInvitations.RevokeAsync", "UserManagement.RevokeInvitationAsync(id)", "without the organization and who asks for it"),
        new("OrganizationInvitations", "UserManagement.ListInvitationsAsync(options)", "with 'OrganizationId', and " + Cursor),

        new("Sessions.RevokeAsync", "UserManagement.RevokeSessionAsync", "with the session of a WorkOS token, its claim 'sid'")
        {
            Rewrite = new("UserManagement", "RevokeSessionAsync", new[] { "sessionId" }, new[] { "SessionId" }) { Response = "Session" },
        },
        new("Sessions.ListAsync", "UserManagement.ListSessionsAsync(id)", "by user, and " + Cursor),
        new("Sessions.GetAsync", "UserManagement.ListSessionsAsync(id)", "among whose sessions it is"),
        new("Sessions.RefreshAsync", "UserManagement.AuthenticateWithRefreshTokenAsync(options)", ""),
        new("Sessions.CreateTokenAsync", null, "'UserManagement.UpdateJWTTemplateAsync' shapes the tokens that every session has"),
        new("Sessions.CreateTokenFromTemplateAsync", null, "'UserManagement.UpdateJWTTemplateAsync' shapes the tokens that every session has"),
        new("Sessions", null, "a session begins with a sign-in: 'UserManagement.AuthenticateWith…Async'"),

        new("EmailAddresses", null, "a WorkOS user has one address, which 'UserManagement.SendEmailChangeAsync' or 'UpdateAsync' changes"),
        new("PhoneNumbers", null, "keep phone numbers in the application's own table"),
        new("SignInTokens", "UserManagement.CreateMagicAuthAsync(options)", "a code that is sent by email"),
        new("ActorTokens", null, "impersonation begins in the WorkOS dashboard"),
        new("Jwks", "UserManagement.GetJwksAsync(clientId)", "or leave the check of tokens to 'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens"),
        new("AuthenticateRequest", null, "'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens checks the tokens of WorkOS"),
        new("VerifyToken", null, "'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens checks the tokens of WorkOS"),
        new("JwtTemplates", "UserManagement.UpdateJWTTemplateAsync(options)", "one template for the environment"),
        new("OrganizationRoles", "Authorization.ListOrganizationRolesAsync", "and what stands beside it"),
        new("OrganizationPermissions", "Authorization.ListPermissionsAsync", "and what stands beside it"),
        new("RoleSets", null, "roles belong to the environment or to one organization: 'Authorization.CreateOrganizationRoleAsync'"),
        new("OrganizationDomains", "OrganizationDomains.CreateAsync(options)", "and what stands beside it"),
        new("SamlConnections", "SSO.ListConnectionsAsync", "which are made by way of 'AdminPortal.GenerateLinkAsync'"),
        new("EnterpriseConnections", "SSO.ListConnectionsAsync", "which are made by way of 'AdminPortal.GenerateLinkAsync'"),
        new("AdminPortalLinkTokens", "AdminPortal.GenerateLinkAsync(options)", ""),
        new("APIKeys", "ApiKeys.CreateOrganizationApiKeyAsync", "'UserManagement.CreateApiKeyAsync', and what stands beside them"),
        new("Machines", "Connect.ListApplicationsAsync", "where a machine is an application of its own"),
        new("M2m", "Connect.CreateApplicationClientSecretAsync", "where a machine is an application of its own"),
        new("OauthApplications", "Connect.ListApplicationsAsync", "and what stands beside it"),
        new("OauthAccessTokens", null, "check them against the keys of 'UserManagement.GetJwksAsync'"),
        new("RedirectUrls", "UserManagement.CreateRedirectUriAsync(options)", "and what stands beside it"),
        new("AllowlistIdentifiers", "Radar.AddListEntryAsync", ""),
        new("BlocklistIdentifiers", "Radar.AddListEntryAsync", ""),
        new("Webhooks", "Webhooks.CreateEndpointAsync(options)", ""),
        new("Billing", null, "ask the payment provider"),
        new("Domains", null, Dashboard),
        new("InstanceSettings", null, Dashboard),
        new("BetaFeatures", null, Dashboard),
        new("EmailSMSTemplates", null, Dashboard),
        new("EmailAndSmsTemplates", null, Dashboard),
        new("Templates", null, Dashboard),
        new("WaitlistEntries", null, "keep the list in the application's own table, and invite with 'UserManagement.SendInvitationAsync'"),
        new("SignUps", null, "a sign-up is the creation of a user: 'UserManagement.CreateAsync'"),
        new("Clients", null, "a session is what WorkOS knows of a browser: 'UserManagement.ListSessionsAsync'"),
        new("TestingTokens", null, "nothing has to be let through in tests"),
    };

    /// <summary>The calls of Clerk.Net, which follow the addresses of the API, as Clerk's own SDK has them.</summary>
    internal static readonly ImmutableDictionary<string, string> ByAddress = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Users.GetAsync"] = "Users.ListAsync",
        ["Users.PostAsync"] = "Users.CreateAsync",
        ["Users.Count.GetAsync"] = "Users.CountAsync",
        ["Users[].GetAsync"] = "Users.GetAsync",
        ["Users[].PatchAsync"] = "Users.UpdateAsync",
        ["Users[].DeleteAsync"] = "Users.DeleteAsync",
        ["Users[].Ban.PostAsync"] = "Users.BanAsync",
        ["Users[].Unban.PostAsync"] = "Users.UnbanAsync",
        ["Users[].Lock.PostAsync"] = "Users.LockAsync",
        ["Users[].Unlock.PostAsync"] = "Users.UnlockAsync",
        ["Users[].Metadata.PatchAsync"] = "Users.UpdateMetadataAsync",
        ["Users[].Organization_memberships.GetAsync"] = "Users.GetOrganizationMembershipsAsync",
        ["Organizations.GetAsync"] = "Organizations.ListAsync",
        ["Organizations.PostAsync"] = "Organizations.CreateAsync",
        ["Organizations[].GetAsync"] = "Organizations.GetAsync",
        ["Organizations[].PatchAsync"] = "Organizations.UpdateAsync",
        ["Organizations[].DeleteAsync"] = "Organizations.DeleteAsync",
        ["Organizations[].Memberships.GetAsync"] = "OrganizationMemberships.ListAsync",
        ["Organizations[].Memberships.PostAsync"] = "OrganizationMemberships.CreateAsync",
        ["Organizations[].Memberships[].PatchAsync"] = "OrganizationMemberships.UpdateAsync",
        ["Organizations[].Memberships[].DeleteAsync"] = "OrganizationMemberships.DeleteAsync",
        ["Organizations[].Invitations.PostAsync"] = "OrganizationInvitations.CreateAsync",
        ["Organizations[].Invitations.GetAsync"] = "OrganizationInvitations.ListAsync",
        ["Invitations.GetAsync"] = "Invitations.ListAsync",
        ["Invitations.PostAsync"] = "Invitations.CreateAsync",
        ["Invitations[].Revoke.PostAsync"] = "Invitations.RevokeAsync",
        ["Sessions.GetAsync"] = "Sessions.ListAsync",
        ["Sessions[].GetAsync"] = "Sessions.GetAsync",
        ["Sessions[].Revoke.PostAsync"] = "Sessions.RevokeAsync",
        ["Email_addresses.PostAsync"] = "EmailAddresses",
        ["Phone_numbers.PostAsync"] = "PhoneNumbers",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static readonly char[] Separators = { '.', '[' };

    private static readonly ImmutableDictionary<string, ClerkApi> ByMember = Rows.ToImmutableDictionary(row => row.Member, StringComparer.Ordinal);

    /// <summary>The row of a call of Clerk's own SDK, or of its part of the client; where there is neither, what to do all the same.</summary>
    public static ClerkApi Of(string part, string method) =>
        ByMember.TryGetValue(part + "." + method, out var row) || ByMember.TryGetValue(part, out row)
            ? row
            : new ClerkApi(part + "." + method, null, "none is known; the API reference of WorkOS may have one");

    /// <summary>The row of a call of Clerk.Net. None of these is rewritten.</summary>
    public static ClerkApi OfAddress(string address)
    {
        if (!ByAddress.TryGetValue(address, out var member))
            member = address.Substring(0, address.IndexOfAny(Separators) is >= 0 and var end ? end : address.Length);
        var dot = member.IndexOf('.');
        return (dot < 0 ? Of(member, "") : Of(member.Substring(0, dot), member.Substring(dot + 1))) with { Rewrite = null };
    }

    /// <summary>What <c>org:admin</c> and <c>org:member</c> are called in WorkOS; <c>null</c> for any other role, which somebody has to create there first.</summary>
    public static string? RoleSlug(string role) => role switch
    {
        "org:admin" => "admin",
        "org:member" => "member",
        _ => null,
    };

    /// <summary>What to do about a type of the SDK that is not a client.</summary>
    public static string AdviceOnType(string name) => name switch
    {
        "User" => "WorkOS's 'User' has one 'Email' with 'EmailVerified' in place of 'EmailAddresses', one 'Metadata' of short texts, and 'ExternalId', which holds the Clerk id",
        "Organization" => "WorkOS's 'Organization' has no slug and no count of members, and one 'Metadata' of short texts",
        "OrganizationMembership" => "WorkOS's 'OrganizationMembership' has the ids of user and organization, and a role whose slug has no 'org:' in front",
        "OrganizationInvitation" or "Invitation" => "WorkOS's 'Invitation' has 'Email' in place of 'EmailAddress'",
        "Session" => "'UserManagement.ListSessionsAsync' gives WorkOS's sessions",
        "EmailAddress" => "a WorkOS user has one 'Email', with 'EmailVerified'",
        "ClerkErrors" or "SDKError" or "SDKBaseError" => "WorkOS's calls throw 'ApiException' and its kinds: 'NotFoundException', 'RateLimitExceededException'",
        "AuthenticateRequest" or "AuthenticateRequestOptions" or "VerifyToken" or "VerifyTokenOptions" or "RequestState" or "SessionAuthObjectV2" =>
            "'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens checks the tokens of WorkOS",
        "ClerkAuthenticationDefaults" or "ClerkAuthenticationOptions" => "the scheme and options of 'AddWorkOSBearer(...)' in Clerk2WorkOS.Tokens take its place",
        _ when name.EndsWith("RequestBody", StringComparison.Ordinal) || name.EndsWith("Request", StringComparison.Ordinal) => "the options of the WorkOS call take its place",
        _ when name.EndsWith("Response", StringComparison.Ordinal) => "the WorkOS call gives the object itself",
        _ => "a type of WorkOS's own takes its place",
    };
}
