using Clerk2WorkOS.Guests;
using Clerk2WorkOS.WorkOS;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users;

/// <summary>Where users come from and where they go. Of the sources at least one is needed; together they complete each other.</summary>
public sealed record UserMigrationOptions
{
    /// <summary>The WorkOS-era database, as a role that may create a schema and to which row-level security does not apply.</summary>
    public required NpgsqlDataSource Target { get; init; }

    /// <summary>The tables of the target and their columns; the plan's names unless set.</summary>
    public GuestTablesOptions Tables { get; init; } = new();

    /// <summary>A source: the Clerk-era database.</summary>
    public NpgsqlDataSource? Legacy { get; init; }

    /// <summary>The schema of the legacy table.</summary>
    public string LegacySchema { get; init; } = "public";

    /// <summary>The legacy table of users.</summary>
    public string LegacyTable { get; init; } = "users";

    /// <summary>The column of the legacy table that holds Clerk ids; null for the one that is called like <c>clerk_user_id</c>.</summary>
    public string? LegacyClerkIdColumn { get; init; }

    /// <summary>A source: the path of the CSV that Clerk's dashboard exports, which alone has password digests and TOTP secrets.</summary>
    public string? ClerkCsv { get; init; }

    /// <summary>A source: the path of users as Clerk's Backend API gives them, which alone has bans and organizations.</summary>
    public string? ClerkJson { get; init; }

    /// <summary>
    /// Whether only those are taken up of whom Clerk's webhooks have told (<c>MapClerkWebhooks</c>) and that was not carried over yet. The other sources then complete these people, and say nothing
    /// of others. False by default: the webhooks then are one more source, in which the newest state of a user wins.
    /// </summary>
    public bool OnlyEvents { get; init; }

    /// <summary>The path of a file with an address, a comma and a Clerk id a line: of several users with one address those that are moved.</summary>
    public string? DuplicatesFile { get; init; }

    /// <summary>The path of a file with a Clerk id, a comma and an address a line: for users that have none.</summary>
    public string? EmailsFile { get; init; }

    /// <summary>Whether an address counts as verified where no source says; false makes the user verify it.</summary>
    public bool AssumeVerified { get; init; }

    /// <summary>The slug of the role that people get in their own organization; the environment must have it.</summary>
    public string RoleSlug { get; init; } = "owner";

    /// <summary>What an authenticator application shows as the issuer of a second factor that is brought along.</summary>
    public string TotpIssuer { get; init; } = "Account";

    /// <summary>The type of the personal organization of somebody with a Stripe Connect account.</summary>
    public string ExpertType { get; init; } = "expert_individual";

    /// <summary>The type of everybody else's personal organization.</summary>
    public string PatientType { get; init; } = "patient_personal";

    /// <summary>The type of what was an organization of Clerk's.</summary>
    public string OrganizationType { get; init; } = "organization";

    /// <summary>How many users are under way at once, 1 to 1,000. The WorkOS client keeps to the limits whatever this is.</summary>
    public int Concurrency { get; init; } = 48;

    /// <summary>The path of the id map in JSON; null for none.</summary>
    public string? MapFile { get; init; } = "migration-user-map.json";

    /// <summary>How often the file is written while users move, unless writing it takes too large a part of that.</summary>
    public TimeSpan MapFileInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a pooler stands before the target that may give each transaction another session.</summary>
    public bool IsTargetPooled { get; init; }

    /// <summary>WorkOS's limits, for the estimate of the plan alone.</summary>
    public WorkOSLimits Limits { get; init; } = new();

    /// <summary>How many of the users who are moved may be missing in a fresh export before <c>sync</c> takes it for incomplete: a tenth.</summary>
    public double MostMissing { get; init; } = 0.1;

    /// <summary>Where the time comes from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
