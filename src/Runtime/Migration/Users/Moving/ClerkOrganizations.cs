using System.Collections.Concurrent;
using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.Migration.Users.Target;
using Clerk2WorkOS.WorkOS;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>What were organizations of Clerk's: each is made once, by the first of its members that comes along.</summary>
internal sealed class ClerkOrganizations(
    IWorkOSClient workos, UserStatements statements, GroupCommit commits, UserStepListener steps, IReadOnlyDictionary<string, string> known,
    CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _made = new(StringComparer.Ordinal);

    /// <summary>WorkOS's id of the organization.</summary>
    /// <exception cref="OrganizationFailedException">It could not be made; the next run tries again.</exception>
    public Task<string> WorkosIdAsync(ClerkMembership membership) =>
        known.TryGetValue(membership.OrganizationId, out var id)
            ? Task.FromResult(id)
            : _made.GetOrAdd(membership.OrganizationId, _ => new Lazy<Task<string>>(() => MakeAsync(membership))).Value;

    private async Task<string> MakeAsync(ClerkMembership membership)
    {
        try
        {
            var name = membership.Name ?? membership.Slug ?? membership.OrganizationId;
            var organization = (await workos.CreateOrganizationAsync(
                new NewOrganization { Name = name, ExternalId = membership.OrganizationId }, cancellationToken).ConfigureAwait(false)).Value;
            await steps.ReachedAsync(UserStep.ClerkOrganizationCreated, null).ConfigureAwait(false);
            await commits.WriteAsync(() => statements.CompleteOrganization(membership, organization), cancellationToken).ConfigureAwait(false);
            await steps.ReachedAsync(UserStep.ClerkOrganizationWritten, null).ConfigureAwait(false);
            return organization.Id;
        }
        catch (Exception failure) when (failure is WorkOSException or PostgresException && RunFailures.OfUser(failure) is { } rejection)
        {
            throw new OrganizationFailedException($"The organization {membership.OrganizationId}, which the user belongs to, could not be made. {rejection.Detail}", failure);
        }
    }
}
