using Clerk2WorkOS.WorkOS.Http;
using Clerk2WorkOS.WorkOS.Pacing;
using Clerk2WorkOS.WorkOS.Wire;

namespace Clerk2WorkOS.WorkOS.Client;

internal sealed partial class WorkOSClient
{
    private const string Users = "/user_management/users";

    public Task<Creation<WorkOSUser>> CreateUserAsync(NewUser user, CancellationToken cancellationToken = default)
    {
        RequestChecks.Check(user);
        const string operation = "create the user";
        var budget = _transport.NewBudget();
        return _creation.CreateAsync(
            operation,
            budget,
            send: () => _transport.SendAsync(
                Write(operation, CallKind.UserManagementWrite, budget, user.Password, user.PasswordHash?.Hash),
                HttpMethod.Post, Users, JsonBody.Of(UserBody.Of(user), WireJson.Default.UserBody), WireJson.Default.WorkOSUser, cancellationToken),
            find: () => FindSameAsync(user, budget, cancellationToken),
            presence: refusal => IsTaken(refusal) ? Presence.Certain : Presence.NotTheReason,
            cancellationToken);
    }

    public Task<WorkOSUser?> GetUserAsync(string userId, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(userId, nameof(userId));
        return GetOrNullAsync(Read("get the user", CallKind.UserManagementRead), $"{Users}/{Segment(userId)}", WireJson.Default.WorkOSUser, cancellationToken);
    }

    public Task<WorkOSUser?> GetUserByExternalIdAsync(string externalId, CancellationToken cancellationToken = default)
    {
        WorkOSMetadata.CheckExternalId(externalId);
        return GetUserByExternalIdAsync(externalId, budget: null, cancellationToken);
    }

    public Task<WorkOSUser?> FindUserByEmailAsync(string email, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckEmail(email, nameof(email));
        return FindUserByEmailAsync(email, budget: null, cancellationToken);
    }

    public IAsyncEnumerable<WorkOSUser> ListUsersAsync(UserFilter? filter = null, CancellationToken cancellationToken = default)
    {
        filter ??= new UserFilter();
        RequestChecks.CheckListing(filter, nameof(filter));
        return ListUsersAsync(filter, budget: null, cancellationToken);
    }

    public async Task<WorkOSUser> UpdateUserAsync(string userId, UserChanges changes, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(userId, nameof(userId));
        RequestChecks.Check(changes);
        var call = Write("change the user", CallKind.UserManagementWrite, null, changes.Password, changes.PasswordHash?.Hash) with { Repeatable = true };
        try
        {
            return await _transport.SendAsync(
                call, HttpMethod.Put, $"{Users}/{Segment(userId)}",
                JsonBody.Of(UserBody.Of(changes), WireJson.Default.UserBody), WireJson.Default.WorkOSUser, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkOSRefusedException refusal) when (IsTaken(refusal))
        {
            var existing = changes.ExternalId is null ? null : await GetUserByExternalIdAsync(changes.ExternalId, call.Budget, cancellationToken).ConfigureAwait(false);
            if (existing is null && changes.Email is not null)
                existing = await FindUserByEmailAsync(changes.Email, call.Budget, cancellationToken).ConfigureAwait(false);
            throw new WorkOSConflictException(
                $"WorkOS refused to change the user: {existing?.Id ?? "another one"} has the address or the external id already.",
                refusal.Error, existing?.Id, existing?.ExternalId);
        }
    }

    public Task<bool> DeleteUserAsync(string userId, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(userId, nameof(userId));
        return DeleteAsync("delete the user", CallKind.UserManagementWrite, $"{Users}/{Segment(userId)}", cancellationToken);
    }

    /// <summary>The user that was asked for, if it is there.</summary>
    private async Task<WorkOSUser?> FindSameAsync(NewUser user, CallBudget budget, CancellationToken cancellationToken)
    {
        if (user.ExternalId is not null
            && await GetUserByExternalIdAsync(user.ExternalId, budget, cancellationToken).ConfigureAwait(false) is { } sameId)
        {
            return HasAddress(sameId, user.Email) ? sameId : throw Conflict(sameId, "has the external id already, with another address");
        }

        var sameAddress = await FindUserByEmailAsync(user.Email, budget, cancellationToken).ConfigureAwait(false);
        if (sameAddress is null || user.ExternalId is null || sameAddress.ExternalId == user.ExternalId)
            return sameAddress;
        throw Conflict(sameAddress, sameAddress.ExternalId is null
            ? "has the address already, and no external id"
            : $"has the address already, with the external id '{sameAddress.ExternalId}'");
    }

    private async Task<WorkOSUser?> FindUserByEmailAsync(string email, CallBudget? budget, CancellationToken cancellationToken)
    {
        var lower = email.ToLowerInvariant();
        return await FirstWithAddressAsync(email, budget, cancellationToken).ConfigureAwait(false)
            ?? (lower == email ? null : await FirstWithAddressAsync(lower, budget, cancellationToken).ConfigureAwait(false));
    }

    private async Task<WorkOSUser?> FirstWithAddressAsync(string email, CallBudget? budget, CancellationToken cancellationToken)
    {
        await foreach (var user in ListUsersAsync(new UserFilter { Email = email }, budget, cancellationToken).ConfigureAwait(false))
        {
            if (HasAddress(user, email))
                return user;
        }

        return null;
    }

    private Task<WorkOSUser?> GetUserByExternalIdAsync(string externalId, CallBudget? budget, CancellationToken cancellationToken) => GetOrNullAsync(
        Read("get the user by external id", CallKind.UserManagementRead, budget),
        $"{Users}/external_id/{Segment(externalId)}", WireJson.Default.WorkOSUser, cancellationToken);

    private IAsyncEnumerable<WorkOSUser> ListUsersAsync(UserFilter filter, CallBudget? budget, CancellationToken cancellationToken) => ListAsync(
        "list users", CallKind.UserManagementRead, Users, filter,
        new Query().With("email", filter.Email).With("organization_id", filter.OrganizationId),
        WireJson.Default.PageWorkOSUser, budget, cancellationToken);

    private static bool HasAddress(WorkOSUser user, string email) => string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase);

    /// <summary>True if an address or an external id is taken. The official emulator says so with 409 and codes of its own.</summary>
    private static bool IsTaken(WorkOSRefusedException refusal) =>
        refusal.HasCode(WorkOSErrorCodes.EmailNotAvailable) || refusal.HasCode(WorkOSErrorCodes.ExternalIdAlreadyUsed)
        || refusal.StatusCode == System.Net.HttpStatusCode.Conflict;

    private static WorkOSConflictException Conflict(WorkOSUser existing, string what) => new(
        $"WorkOS has another user in the place of the one to create: {existing.Id} {what}.",
        new WorkOSError { Operation = "create the user" }, existing.Id, existing.ExternalId);
}
