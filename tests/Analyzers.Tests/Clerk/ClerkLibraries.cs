namespace Clerk2WorkOS.Analyzers.Tests.Clerk;

/// <summary>The libraries that code on Clerk uses, as far as their names and shapes matter.</summary>
internal static class ClerkLibraries
{
    /// <summary>Clerk's own SDK.</summary>
    public const string Sdk = """
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Clerk.BackendAPI.Models.Components;
        using Clerk.BackendAPI.Models.Operations;

        namespace Clerk.BackendAPI
        {
            public interface IUsers
            {
                Task<GetUserResponse> GetAsync(string userId, RetryConfig retryConfig = null);
                Task<GetUserListResponse> ListAsync(GetUserListRequest request = null, RetryConfig retryConfig = null);
                Task<GetUserResponse> CreateAsync(CreateUserRequestBody request, RetryConfig retryConfig = null);
                Task<DeleteUserResponse> DeleteAsync(string userId, RetryConfig retryConfig = null);
                Task<GetUserResponse> BanAsync(string userId, RetryConfig retryConfig = null);
                Task<GetUserResponse> LockAsync(string userId, RetryConfig retryConfig = null);
                Task<GetUsersCountResponse> CountAsync();
            }
            public interface IOrganizations
            {
                Task<GetOrganizationResponse> GetAsync(string organizationId, bool? includeMembersCount = null);
                Task<DeleteOrganizationResponse> DeleteAsync(string organizationId);
            }
            public interface IOrganizationMemberships
            {
                Task<CreateOrganizationMembershipResponse> CreateAsync(string organizationId, CreateOrganizationMembershipRequestBody requestBody);
            }
            public interface IInvitations
            {
                Task<CreateInvitationResponse> CreateAsync(CreateInvitationRequestBody request = null);
                Task<RevokeInvitationResponse> RevokeAsync(string invitationId);
            }
            public interface ISessions { Task<RevokeSessionResponse> RevokeAsync(string sessionId); }
            public interface IBilling { Task ListPlansAsync(); }
            public interface IQuantum { Task EntangleAsync(); }
            public class RetryConfig { }
            public interface IClerkBackendApi
            {
                IUsers Users { get; }
                IOrganizations Organizations { get; }
                IOrganizationMemberships OrganizationMemberships { get; }
                IInvitations Invitations { get; }
                ISessions Sessions { get; }
                IBilling Billing { get; }
                IQuantum Quantum { get; }
            }
            public class ClerkBackendApi : IClerkBackendApi
            {
                public ClerkBackendApi(string bearerAuth = null) { }
                public IUsers Users => null;
                public IOrganizations Organizations => null;
                public IOrganizationMemberships OrganizationMemberships => null;
                public IInvitations Invitations => null;
                public ISessions Sessions => null;
                public IBilling Billing => null;
                public IQuantum Quantum => null;
                public class SDKBuilder { public SDKBuilder WithBearerAuth(string key) => this; public ClerkBackendApi Build() => null; }
                public static SDKBuilder Builder() => new SDKBuilder();
            }
        }
        namespace Clerk.BackendAPI.Models.Components
        {
            public class User { public string Id { get; set; } public List<EmailAddress> EmailAddresses { get; set; } }
            public class EmailAddress { public string EmailAddressValue { get; set; } }
            public class Organization { public string Id { get; set; } public string Name { get; set; } }
        }
        namespace Clerk.BackendAPI.Models.Operations
        {
            public class GetUserListRequest { public List<string> EmailAddress { get; set; } public long? Offset { get; set; } }
            public class GetUserListResponse { public List<User> UserList { get; set; } }
            public class GetUserResponse { public User User { get; set; } }
            public class GetUsersCountResponse { }
            public class CreateUserRequestBody { public List<string> EmailAddress { get; set; } }
            public class DeleteUserResponse { }
            public class GetOrganizationResponse { public Organization Organization { get; set; } }
            public class DeleteOrganizationResponse { }
            public class CreateOrganizationMembershipRequestBody { public string UserId { get; set; } public string Role { get; set; } }
            public class CreateOrganizationMembershipResponse { }
            public class CreateInvitationRequestBody { public string EmailAddress { get; set; } }
            public class CreateInvitationResponse { }
            public class RevokeInvitationResponse { }
            public class RevokeSessionResponse { }
        }
        namespace Clerk.BackendAPI.Models.Errors
        {
            public class ClerkErrors : System.Exception { }
        }
        namespace Clerk.BackendAPI.Helpers.Jwks
        {
            public class AuthenticateRequestOptions { public AuthenticateRequestOptions(string secretKey = null, IEnumerable<string> authorizedParties = null) { } }
            public class RequestState { public bool IsSignedIn() => false; }
            public static class AuthenticateRequest
            {
                public static Task<RequestState> AuthenticateRequestAsync(object request, AuthenticateRequestOptions options) => null;
            }
        }
        """;

    /// <summary>The community's SDK, which follows the addresses of the API.</summary>
    public const string Net = """
        using System.Threading.Tasks;

        namespace Clerk.Net.Client
        {
            public class ClerkApiClient { public Users.UsersRequestBuilder Users => null; public Sessions.SessionsRequestBuilder Sessions => null; }
        }
        namespace Clerk.Net.Client.Models { public class User { public string Id { get; set; } } }
        namespace Clerk.Net.Client.Users
        {
            public class UsersRequestBuilder
            {
                public WithUser_ItemRequestBuilder this[string id] => null;
                public CountRequestBuilder Count => null;
                public Task<System.Collections.Generic.List<Models.User>> GetAsync() => null;
            }
            public class WithUser_ItemRequestBuilder { public Task DeleteAsync() => null; public BanRequestBuilder Ban => null; public Task<Models.User> GetAsync() => null; }
            public class BanRequestBuilder { public Task PostAsync() => null; }
            public class CountRequestBuilder { public Task GetAsync() => null; }
        }
        namespace Clerk.Net.Client.Sessions
        {
            public class SessionsRequestBuilder { public ItemRequestBuilder this[string id] => null; }
            public class ItemRequestBuilder { public RevokeRequestBuilder Revoke => null; }
            public class RevokeRequestBuilder { public Task PostAsync() => null; }
        }
        """;

    /// <summary>Dependency injection, authentication, claims and configuration.</summary>
    public const string AspNetCore = """
        using System;
        using System.Collections.Generic;

        namespace Microsoft.Extensions.Configuration
        {
            public interface IConfiguration { string this[string key] { get; } IConfiguration GetSection(string key); }
        }
        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection { }
            public static class Services
            {
                public static IServiceCollection AddSingleton<T>(this IServiceCollection services) => services;
                public static IServiceCollection AddSingleton<T, TImplementation>(this IServiceCollection services) => services;
                public static IServiceCollection AddSingleton<T>(this IServiceCollection services, Func<IServiceProvider, T> make) => services;
                public static IServiceCollection Configure<T>(this IServiceCollection services, string name, Action<T> configure) => services;
                public static Microsoft.AspNetCore.Authentication.AuthenticationBuilder AddAuthentication(this IServiceCollection services, string scheme = null) => null;
            }
        }
        namespace Microsoft.AspNetCore.Authentication
        {
            public class AuthenticationBuilder { }
        }
        namespace Microsoft.AspNetCore.Authentication.JwtBearer
        {
            public class JwtBearerOptions { public string Authority { get; set; } public JwtBearerEvents Events { get; set; } public Microsoft.IdentityModel.Tokens.TokenValidationParameters TokenValidationParameters { get; set; } }
            public class JwtBearerEvents { public Func<TokenValidatedContext, System.Threading.Tasks.Task> OnTokenValidated { get; set; } }
            public class TokenValidatedContext { public System.Security.Claims.ClaimsPrincipal Principal => null; public void Fail(string reason) { } }
            public static class JwtBearerExtensions
            {
                public static AuthenticationBuilder AddJwtBearer(this AuthenticationBuilder builder, Action<JwtBearerOptions> configure) => builder;
                public static AuthenticationBuilder AddJwtBearer(this AuthenticationBuilder builder, string scheme, Action<JwtBearerOptions> configure) => builder;
                public static AuthenticationBuilder AddOpenIdConnect(this AuthenticationBuilder builder, string scheme, Action<JwtBearerOptions> configure) => builder;
            }
        }
        namespace Microsoft.IdentityModel.Tokens
        {
            public class TokenValidationParameters { public string ValidIssuer { get; set; } public string RoleClaimType { get; set; } public bool ValidateAudience { get; set; } }
        }
        namespace Microsoft.IdentityModel.JsonWebTokens
        {
            public static class JwtRegisteredClaimNames { public const string Azp = "azp"; }
        }
        namespace Clerk.Net.AspNetCore.Security
        {
            public class ClerkAuthenticationOptions { public string Authority { get; set; } public string AuthorizedParty { get; set; } }
            public static class ClerkAuthenticationDefaults { public const string AuthenticationScheme = "ClerkAuthenticationScheme"; }
            public static class ClerkAuthenticationExtensions
            {
                public static Microsoft.AspNetCore.Authentication.AuthenticationBuilder AddClerkAuthentication(
                    this Microsoft.AspNetCore.Authentication.AuthenticationBuilder builder, Action<ClerkAuthenticationOptions> options) => builder;
            }
        }
        namespace Clerk.Net.DependencyInjection
        {
            public class ClerkApiClientOptions { public string SecretKey { get; set; } }
            public static class DependencyInjectionExtensions
            {
                public static void AddClerkApiClient(this Microsoft.Extensions.DependencyInjection.IServiceCollection services, Action<ClerkApiClientOptions> options) { }
            }
        }
        namespace Svix
        {
            public class Webhook { public Webhook(string secret) { } public void Verify(string payload, System.Net.WebHeaderCollection headers) { } }
        }
        """;
}
