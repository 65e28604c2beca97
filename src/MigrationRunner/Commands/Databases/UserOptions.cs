using System.CommandLine;
using System.Globalization;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Migration.Users;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>The options that all commands about users have: where people come from, and how they stand in the target.</summary>
internal sealed class UserOptions
{
    private readonly Option<string?> _csv = new("--clerk-csv") { Description = "The CSV of users that Clerk's dashboard exports; it alone has password digests and TOTP secrets.", HelpName = "FILE" };
    private readonly Option<string?> _json = new("--clerk-json") { Description = "Users as Clerk's Backend API gives them (an array, or one a line); they alone have bans and organizations.", HelpName = "FILE" };
    private readonly Option<bool> _events = new("--events") { Description = "Take up those alone of whom Clerk's webhooks have told since (MapClerkWebhooks); files and the legacy database then complete them. Without it webhooks are one more source." };
    private readonly Option<string?> _map = new("--map") { Description = "Where the id map is written as it grows.", HelpName = "FILE", DefaultValueFactory = _ => "migration-user-map.json" };
    private readonly Option<string?> _duplicates = new("--duplicates") { Description = "Of several users with one address those that move: email,clerk_user_id a line.", HelpName = "FILE" };
    private readonly Option<string?> _emails = new("--emails") { Description = "Addresses for users that have none: clerk_user_id,email a line.", HelpName = "FILE" };
    private readonly Option<bool> _verified = new("--assume-verified") { Description = "Addresses of which no source says whether they are verified count as verified. Only where nobody could sign up with another's address." };
    private readonly Option<string?> _legacySchema = new("--legacy-schema") { Description = "The schema of the legacy table.", HelpName = "SCHEMA", DefaultValueFactory = _ => "public" };
    private readonly Option<string?> _legacyTable = new("--legacy-table") { Description = "The legacy table of users.", HelpName = "TABLE", DefaultValueFactory = _ => "users" };
    private readonly Option<string?> _legacyClerkId = new("--legacy-clerk-id") { Description = "The legacy table's column of Clerk ids. Default: the one that is called like clerk_user_id.", HelpName = "COLUMN" };
    private readonly Option<string?> _targetSchema = new("--target-schema") { Description = "The target tables' schema.", HelpName = "SCHEMA", DefaultValueFactory = _ => "public" };
    private readonly Option<string?> _expertType = new("--expert-type") { Description = "The type of the personal organization of somebody with a Stripe Connect account.", HelpName = "TYPE", DefaultValueFactory = _ => "expert_individual" };
    private readonly Option<string?> _patientType = new("--patient-type") { Description = "The type of everybody else's personal organization.", HelpName = "TYPE", DefaultValueFactory = _ => "patient_personal" };
    private readonly Option<string?> _organizationType = new("--organization-type") { Description = "The type of what was an organization of Clerk's.", HelpName = "TYPE", DefaultValueFactory = _ => "organization" };
    private readonly Option<string?> _issuer = new("--totp-issuer") { Description = "What an authenticator application shows as the issuer of a second factor that is brought along: the name of your product.", HelpName = "NAME", DefaultValueFactory = _ => "Account" };
    private readonly Option<string?> _mostMissing = new("--most-missing") { Description = "How many of those who have moved a fresh export may lack before it is taken for incomplete: 25%, or 0.25.", HelpName = "SHARE", DefaultValueFactory = _ => "10%" };
    private readonly Option<int> _concurrency = new("--concurrency") { Description = "How many users are under way at once, 1 to 1,000. WorkOS's limits are kept whatever this is.", HelpName = "N", DefaultValueFactory = _ => 48 };

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _csv, _json, _events, _map, _duplicates, _emails, _verified, _legacySchema, _legacyTable, _legacyClerkId, _targetSchema, _expertType, _patientType, _organizationType, _issuer, _mostMissing, _concurrency,
        ];
        foreach (var option in all)
            command.Add(option);
    }

    /// <exception cref="CannotRunException">A value will not do, or there is no source.</exception>
    public UserMigrationOptions Read(ParseResult parsed, Surroundings surroundings, NpgsqlDataSource target, NpgsqlDataSource? legacy)
    {
        var options = new UserMigrationOptions
        {
            Target = target,
            Legacy = legacy,
            Tables = new GuestTablesOptions { Schema = Name(parsed, _targetSchema) },
            LegacySchema = Name(parsed, _legacySchema),
            LegacyTable = Name(parsed, _legacyTable),
            LegacyClerkIdColumn = parsed.GetValue(_legacyClerkId) is null ? null : Name(parsed, _legacyClerkId),
            ClerkCsv = FullPath(_csv),
            ClerkJson = FullPath(_json),
            OnlyEvents = parsed.GetValue(_events),
            MapFile = FullPath(_map),
            DuplicatesFile = FullPath(_duplicates),
            EmailsFile = FullPath(_emails),
            AssumeVerified = parsed.GetValue(_verified),
            ExpertType = Name(parsed, _expertType),
            PatientType = Name(parsed, _patientType),
            OrganizationType = Name(parsed, _organizationType),
            TotpIssuer = Name(parsed, _issuer),
            MostMissing = Share(Name(parsed, _mostMissing)),
            Concurrency = parsed.GetValue(_concurrency) is >= 1 and <= 1000 and var number ? number : throw new CannotRunException($"{_concurrency.Name} takes a number from 1 to 1000."),
        };
        return options is { Legacy: null, ClerkCsv: null, ClerkJson: null, OnlyEvents: false }
            ? throw new CannotRunException("There is nowhere to take users from: give --legacy, --clerk-csv, --clerk-json or --events, or several of them.")
            : options;

        string? FullPath(Option<string?> option) => parsed.GetValue(option) is { } path ? surroundings.FullPath(path) : null;
    }

    private static string Name(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } name && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl) ? name : throw new CannotRunException($"{option.Name} takes a name.");

    private double Share(string text)
    {
        var isPercentage = text.EndsWith('%');
        return double.TryParse(isPercentage ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && (isPercentage ? number / 100 : number) is >= 0 and <= 1 and var share
            ? share : throw new CannotRunException($"{_mostMissing.Name} takes a share from 0 to 1, or from 0% to 100%.");
    }
}
