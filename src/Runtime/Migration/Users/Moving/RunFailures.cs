using System.Globalization;
using Clerk2WorkOS.WorkOS;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>Which failures belong to one user, and which end the run.</summary>
internal static class RunFailures
{
    /// <summary>Why this user does not move for now; null if the run cannot go on.</summary>
    public static (string Reason, string Detail)? OfUser(Exception failure) => failure switch
    {
        WorkOSConflictException conflict => (UserRejectReasons.EmailConflict, conflict.ExistingId is null
            ? "WorkOS says that the address or the external id is taken, and does not show by whom."
            : $"WorkOS has {conflict.ExistingId} with the same address and the external id '{conflict.ExistingExternalId}'."),
        WorkOSException workos when EndsTheRun(workos) => null,
        WorkOSException workos => (UserRejectReasons.Failed, $"WorkOS could not {workos.Error.Operation}: {CodeOf(workos)}."),
        OrganizationFailedException organization => (UserRejectReasons.Failed, organization.Message),
        // Integrity and data: of this user's rows. The message may hold a value, so it is not shown.
        PostgresException { SqlState: ['2', '2' or '3', ..] } refusal => (UserRejectReasons.RowRefused, DetailOf(refusal)),
        _ => null,
    };

    /// <summary>What the run ends with.</summary>
    public static Exception OfRun(Exception failure, string roleSlug) => failure switch
    {
        WorkOSException workos => OfEnvironment(workos, roleSlug),
        PostgresException refusal => new MigrationException($"The target database refuses to go on (SQLSTATE {refusal.SqlState}{(refusal.TableName is { } table ? $", table {table}" : "")}).", refusal),
        _ => failure,
    };

    /// <summary>One sentence on what is wrong with the environment.</summary>
    public static MigrationException OfEnvironment(WorkOSException failure, string roleSlug) => failure switch
    {
        WorkOSUnauthorizedException => new("WorkOS does not take the API key: check that it is one of this environment and may manage users.", failure),
        _ when failure.HasCode(WorkOSErrorCodes.InvalidRole) => new($"WorkOS's environment has no role '{roleSlug}': create it in the dashboard (Roles), or name another one.", failure),
        _ => new($"WorkOS could not {failure.Error.Operation}: {CodeOf(failure)}.", failure),
    };

    public static string CodeOf(WorkOSException failure) =>
        failure.Code ?? (failure.Error.Fields is [var field, ..] ? field.Code : null)
        ?? (failure.StatusCode is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : "no answer");

    private static bool EndsTheRun(WorkOSException failure) => failure is WorkOSUnauthorizedException || failure.HasCode(WorkOSErrorCodes.InvalidRole);

    private static string DetailOf(PostgresException refusal) => refusal switch
    {
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } constraint } => $"The target has another row in the place of the user's: unique key {constraint}.",
        { ConstraintName: { } constraint } => $"The target refuses a row of the user's: constraint {constraint} (SQLSTATE {refusal.SqlState}).",
        { ColumnName: { } column } => $"The target refuses a row of the user's: column {column} (SQLSTATE {refusal.SqlState}).",
        _ => $"The target refuses a row of the user's (SQLSTATE {refusal.SqlState}).",
    };
}
