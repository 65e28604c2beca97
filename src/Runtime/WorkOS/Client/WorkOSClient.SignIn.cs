using Clerk2WorkOS.WorkOS.Http;
using Clerk2WorkOS.WorkOS.Pacing;
using Clerk2WorkOS.WorkOS.Wire;

namespace Clerk2WorkOS.WorkOS.Client;

internal sealed partial class WorkOSClient
{
    public Task<WorkOSMagicAuth> CreateMagicAuthAsync(string email, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckEmail(email, nameof(email));
        return _transport.SendAsync(
            Write("create the Magic Auth code", CallKind.MagicAuth) with { Address = email }, HttpMethod.Post, "/user_management/magic_auth",
            JsonBody.Of(new MagicAuthBody(email), WireJson.Default.MagicAuthBody), WireJson.Default.WorkOSMagicAuth, cancellationToken);
    }

    public async Task<Creation<WorkOSFactor>> EnrollTotpFactorAsync(NewTotpFactor factor, CancellationToken cancellationToken = default)
    {
        RequestChecks.Check(factor);
        const string operation = "enrol the TOTP factor";
        var budget = _transport.NewBudget();
        var before = await FactorsAsync(factor.UserId, budget, cancellationToken).ConfigureAwait(false);
        return await _creation.CreateAsync(
            operation,
            budget,
            send: async () => (await _transport.SendAsync(
                Write(operation, CallKind.UserManagementWrite, budget, factor.Secret), HttpMethod.Post, FactorsOf(factor.UserId),
                JsonBody.Of(new TotpBody("totp", factor.Issuer, factor.AccountName, factor.Secret), WireJson.Default.TotpBody),
                WireJson.Default.EnrolledFactor, cancellationToken).ConfigureAwait(false)).AuthenticationFactor,
            find: () => FindEnrolledAsync(factor, before, budget, cancellationToken),
            presence: static _ => Presence.NotTheReason,
            cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<WorkOSFactor> ListFactorsAsync(string userId, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(userId, nameof(userId));
        return ListFactorsAsync(userId, budget: null, cancellationToken);
    }

    public Task<bool> DeleteFactorAsync(string factorId, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(factorId, nameof(factorId));
        return DeleteAsync("delete the factor", CallKind.Other, $"/auth/factors/{Segment(factorId)}", cancellationToken);
    }

    public Uri GetJwksUri(string? clientId = null) => _transport.AddressOf(PathOfJwks(clientId));

    public Task<WorkOSJwks> GetJwksAsync(string? clientId = null, CancellationToken cancellationToken = default) => _transport.SendAsync(
        Read("get the signing keys", CallKind.Other), HttpMethod.Get, PathOfJwks(clientId), body: null, WireJson.Default.WorkOSJwks, cancellationToken);

    /// <summary>
    /// The factor that an unanswered attempt enrolled. One whose secret nobody has seen is of no use, and is deleted: the next attempt enrols another.
    /// </summary>
    private async Task<WorkOSFactor?> FindEnrolledAsync(
        NewTotpFactor factor, HashSet<string> before, CallBudget budget, CancellationToken cancellationToken)
    {
        WorkOSFactor? enrolled = null;
        await foreach (var candidate in ListFactorsAsync(factor.UserId, budget, cancellationToken).ConfigureAwait(false))
        {
            if (candidate.Totp is { } totp && totp.Issuer == factor.Issuer && (factor.AccountName is null || totp.User == factor.AccountName)
                && !before.Contains(candidate.Id))
            {
                enrolled = candidate;
            }
        }

        if (enrolled is null || factor.Secret is not null)
            return enrolled;
        await DeleteFactorAsync(enrolled.Id, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<HashSet<string>> FactorsAsync(string userId, CallBudget budget, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var factor in ListFactorsAsync(userId, budget, cancellationToken).ConfigureAwait(false))
            ids.Add(factor.Id);
        return ids;
    }

    private IAsyncEnumerable<WorkOSFactor> ListFactorsAsync(string userId, CallBudget? budget, CancellationToken cancellationToken) => ListAsync(
        "list factors", CallKind.UserManagementRead, FactorsOf(userId), new UserFilter(), new Query(), WireJson.Default.PageWorkOSFactor, budget, cancellationToken);

    private static string FactorsOf(string userId) => $"/user_management/users/{Segment(userId)}/auth_factors";

    private string PathOfJwks(string? clientId)
    {
        if ((clientId ?? _options.ClientId) is not { Length: > 0 } client)
            throw new InvalidOperationException("The keys are those of an application: give its client id, or set WorkOSOptions.ClientId.");
        RequestChecks.CheckId(client, nameof(clientId));
        return $"/sso/jwks/{Segment(client)}";
    }
}
