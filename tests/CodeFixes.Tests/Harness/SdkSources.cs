namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>Both vendors' SDKs, as far as their shapes matter; what is called is printed, and alike where it does the same.</summary>
internal static class SdkSources
{
    public const string Clerk = """
        namespace Clerk.BackendAPI
        {
            using Clerk.BackendAPI.Models.Components;
            using Clerk.BackendAPI.Models.Operations;

            public class RetryConfig { }
            public class Users
            {
                public Task<DeleteUserResponse> DeleteAsync(string userId, RetryConfig? retryConfig = null) { Console.WriteLine("delete user " + userId); return Task.FromResult(new DeleteUserResponse()); }
                public Task<GetUserResponse> GetAsync(string userId, RetryConfig? retryConfig = null) => Task.FromResult(new GetUserResponse());
                public Task<GetUserResponse> BanAsync(string userId, RetryConfig? retryConfig = null) => Task.FromResult(new GetUserResponse());
            }
            public class Organizations
            {
                public Task<GetOrganizationResponse> GetAsync(string organizationId, bool? includeMembersCount = null, RetryConfig? retryConfig = null)
                {
                    Console.WriteLine("get organization " + organizationId);
                    return Task.FromResult(new GetOrganizationResponse { Organization = new Organization { Id = organizationId, Name = "Acme", Slug = "acme" } });
                }
                public Task<DeleteOrganizationResponse> DeleteAsync(string organizationId, RetryConfig? retryConfig = null) { Console.WriteLine("delete organization " + organizationId); return Task.FromResult(new DeleteOrganizationResponse()); }
            }
            public class OrganizationMemberships
            {
                public Task<CreateOrganizationMembershipResponse> CreateAsync(string organizationId, CreateOrganizationMembershipRequestBody requestBody, RetryConfig? retryConfig = null)
                {
                    Console.WriteLine($"create membership {organizationId} {requestBody.UserId} {requestBody.Role.Replace("org:", "")}");
                    return Task.FromResult(new CreateOrganizationMembershipResponse());
                }
            }
            public class Invitations { public Task<RevokeInvitationResponse> RevokeAsync(string invitationId, RetryConfig? retryConfig = null) { Console.WriteLine("revoke invitation " + invitationId); return Task.FromResult(new RevokeInvitationResponse()); } }
            public class Sessions { public Task<RevokeSessionResponse> RevokeAsync(string sessionId, RetryConfig? retryConfig = null) { Console.WriteLine("revoke session " + sessionId); return Task.FromResult(new RevokeSessionResponse()); } }
            public class ClerkBackendApi
            {
                public Users Users { get; } = new();
                public Organizations Organizations { get; } = new();
                public OrganizationMemberships OrganizationMemberships { get; } = new();
                public Invitations Invitations { get; } = new();
                public Sessions Sessions { get; } = new();
            }
        }
        namespace Clerk.BackendAPI.Models.Components
        {
            public class Organization { public string Id { get; set; } = ""; public string Name { get; set; } = ""; public string? Slug { get; set; } }
            public class User { public string Id { get; set; } = ""; }
        }
        namespace Clerk.BackendAPI.Models.Operations
        {
            using Clerk.BackendAPI.Models.Components;

            public class DeleteUserResponse { public bool Deleted => true; }
            public class GetUserResponse { public User? User { get; set; } }
            public class GetOrganizationResponse { public Organization? Organization { get; set; } }
            public class DeleteOrganizationResponse { }
            public class CreateOrganizationMembershipRequestBody { public string UserId { get; set; } = ""; public string Role { get; set; } = ""; public object? PublicMetadata { get; set; } }
            public class CreateOrganizationMembershipResponse { }
            public class RevokeInvitationResponse { }
            public class RevokeSessionResponse { }
        }
        namespace Clerk.BackendAPI.Models.Errors { public class ClerkErrors : Exception { } }
        """;

    public const string WorkOS = """
        namespace WorkOS
        {
            public class RequestOptions { }
            public class Organization { public string Id { get; set; } = ""; public string Name { get; set; } = ""; }
            public class User { public string Id { get; set; } = ""; }
            public class Invitation { public string Id { get; set; } = ""; }
            public class OrganizationMembership { public string Id { get; set; } = ""; }
            public class UserManagementRevokeSessionOptions { public string SessionId { get; set; } = ""; }
            public abstract class OrganizationMembershipRole { }
            public class OrganizationMembershipRoleSingle : OrganizationMembershipRole { public string RoleSlug { get; set; } = ""; }
            public class OrganizationMembershipRoleMultiple : OrganizationMembershipRole { public List<string> RoleSlugs { get; set; } = new(); }
            public class OrganizationMembershipCreateOptions { public string UserId { get; set; } = ""; public string OrganizationId { get; set; } = ""; public OrganizationMembershipRole? Role { get; set; } }
            public class UserManagementService
            {
                public virtual Task DeleteAsync(string id, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) { Console.WriteLine("delete user " + id); return Task.CompletedTask; }
                public virtual Task<Invitation> RevokeInvitationAsync(string id, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) { Console.WriteLine("revoke invitation " + id); return Task.FromResult(new Invitation()); }
                public virtual Task RevokeSessionAsync(UserManagementRevokeSessionOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) { Console.WriteLine("revoke session " + options.SessionId); return Task.CompletedTask; }
            }
            public class OrganizationsService
            {
                public virtual Task<Organization> GetAsync(string id, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) { Console.WriteLine("get organization " + id); return Task.FromResult(new Organization { Id = id, Name = "Acme" }); }
                public virtual Task DeleteAsync(string id, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) { Console.WriteLine("delete organization " + id); return Task.CompletedTask; }
            }
            public class OrganizationMembershipService
            {
                public virtual Task<OrganizationMembership> CreateAsync(OrganizationMembershipCreateOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default)
                {
                    Console.WriteLine($"create membership {options.OrganizationId} {options.UserId} {((OrganizationMembershipRoleSingle)options.Role!).RoleSlug}");
                    return Task.FromResult(new OrganizationMembership());
                }
            }
            public class WorkOSClient
            {
                public virtual UserManagementService UserManagement { get; } = new();
                public virtual OrganizationsService Organizations { get; } = new();
                public virtual OrganizationMembershipService OrganizationMembership { get; } = new();
            }
        }
        """;
}
