namespace Clerk2WorkOS.Testing;

/// <summary>All routes, in the order of the API's description.</summary>
internal static class ApiRoutes
{
    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("GET", "/authorization/roles", RoleRoutes.List),
        new("GET", "/authorization/roles/{slug}", RoleRoutes.Get),
        new("GET", "/authorization/organizations/{organizationId}/roles", call => RoleRoutes.ListOfOrganization(call, call.Route("organizationId"))),
        new("GET", "/organizations/{id}/roles", call => RoleRoutes.ListOfOrganization(call, call.Route("id"))),     // the older place, not in the description
        new("GET", "/events", EventLog.List),
        new("GET", "/organizations", OrganizationRoutes.List),
        new("POST", "/organizations", OrganizationRoutes.Create),
        new("GET", "/organizations/external_id/{external_id}", OrganizationRoutes.GetByExternalId),
        new("GET", "/organizations/{id}", OrganizationRoutes.Get),
        new("PUT", "/organizations/{id}", OrganizationRoutes.Update),
        new("DELETE", "/organizations/{id}", OrganizationRoutes.Delete),
        new("GET", "/sso/jwks/{clientId}", KeySetRoute.Get, IsPublic: true),
        new("POST", "/user_management/authenticate", AuthenticateRoute.Authenticate, IsPublic: true),
        new("GET", "/user_management/email_verification/{id}", EmailVerificationRoutes.Get),
        new("GET", "/user_management/invitations", InvitationRoutes.List),
        new("POST", "/user_management/invitations", InvitationRoutes.Create),
        new("GET", "/user_management/invitations/by_token/{token}", InvitationRoutes.GetByToken),
        new("GET", "/user_management/invitations/{id}", InvitationRoutes.Get),
        new("POST", "/user_management/invitations/{id}/accept", InvitationRoutes.Accept),
        new("POST", "/user_management/invitations/{id}/resend", InvitationRoutes.Resend),
        new("POST", "/user_management/invitations/{id}/revoke", InvitationRoutes.Revoke),
        new("POST", "/user_management/magic_auth", MagicAuthRoutes.Create),
        new("GET", "/user_management/magic_auth/{id}", MagicAuthRoutes.Get),
        new("GET", "/user_management/organization_memberships", MembershipRoutes.List),
        new("POST", "/user_management/organization_memberships", MembershipRoutes.Create),
        new("GET", "/user_management/organization_memberships/{id}", MembershipRoutes.Get),
        new("PUT", "/user_management/organization_memberships/{id}", MembershipRoutes.Update),
        new("DELETE", "/user_management/organization_memberships/{id}", MembershipRoutes.Delete),
        new("PUT", "/user_management/organization_memberships/{id}/deactivate", MembershipRoutes.Deactivate),
        new("PUT", "/user_management/organization_memberships/{id}/reactivate", MembershipRoutes.Reactivate),
        new("POST", "/user_management/password_reset", PasswordResetRoutes.Create),
        new("POST", "/user_management/password_reset/confirm", PasswordResetRoutes.Confirm),
        new("GET", "/user_management/password_reset/{id}", PasswordResetRoutes.Get),
        new("POST", "/user_management/sessions/revoke", SessionRoutes.Revoke),
        new("GET", "/user_management/users", UserRoutes.List),
        new("POST", "/user_management/users", UserRoutes.Create),
        new("GET", "/user_management/users/external_id/{external_id}", UserRoutes.GetByExternalId),
        new("GET", "/user_management/users/{id}", UserRoutes.Get),
        new("PUT", "/user_management/users/{id}", UserRoutes.Update),
        new("DELETE", "/user_management/users/{id}", UserRoutes.Delete),
        new("POST", "/user_management/users/{id}/email_verification/confirm", EmailVerificationRoutes.Confirm),
        new("POST", "/user_management/users/{id}/email_verification/send", EmailVerificationRoutes.Send),
        new("GET", "/user_management/users/{id}/sessions", SessionRoutes.List),
        new("GET", "/user_management/users/{userlandUserId}/auth_factors", FactorRoutes.List),
        new("POST", "/user_management/users/{userlandUserId}/auth_factors", FactorRoutes.Enroll),
        new("GET", "/webhook_endpoints", WebhookRoutes.List),
        new("POST", "/webhook_endpoints", WebhookRoutes.Create),
        new("DELETE", "/webhook_endpoints/{id}", WebhookRoutes.Delete),
    ];

    private const string Unknown = "/{**path}";

    public static void Map(WebApplication server, Pipeline pipeline)
    {
        server.UseRouting();
        foreach (var route in All)
            server.MapMethods(route.Template, [route.Method], http => pipeline.RunAsync(http, route));
        foreach (var route in ControlRoutes.All)
            server.MapMethods(route.Template, [route.Method], http => pipeline.ControlAsync(http, route));

        // Whatever else is asked for, with whatever method, is 404 as live, never 405.
        server.Map(Unknown, http => pipeline.RunAsync(http, new ApiRoute(http.Request.Method, Unknown, NotThere))).WithOrder(int.MaxValue);

        static ValueTask<Answer> NotThere(Call call) => new(Refusal.With(StatusCodes.Status404NotFound, "not_found", "Not Found"));
    }
}
