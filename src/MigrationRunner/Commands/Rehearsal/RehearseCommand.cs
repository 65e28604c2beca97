using System.CommandLine;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Rehearsal;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Commands.Rehearsal;

/// <summary><c>rehearse</c>: the whole migration on copies, with a PostgreSQL and a WorkOS of its own.</summary>
internal sealed class RehearseCommand
{
    private readonly Surroundings _surroundings;
    private readonly RehearsalDatabases _databases = new();
    private readonly Option<string?> _csv = new("--clerk-csv") { Description = "The CSV of users that Clerk's dashboard exports.", HelpName = "FILE" };
    private readonly Option<string?> _json = new("--clerk-json") { Description = "Users as Clerk's Backend API gives them.", HelpName = "FILE" };
    private readonly Option<string?> _duplicates = new("--duplicates") { Description = "Of several users with one address those that move: email,clerk_user_id a line.", HelpName = "FILE" };
    private readonly Option<string?> _emails = new("--emails") { Description = "Addresses for users that have none: clerk_user_id,email a line.", HelpName = "FILE" };
    private readonly Option<bool> _verified = new("--assume-verified") { Description = "Addresses of which no source says whether they are verified count as verified." };
    private readonly Option<string?> _mapping = new("--mapping") { Description = "What the names in both databases do not tell, as JSON, as 'data run' takes it.", HelpName = "FILE" };
    private readonly Option<string?> _policies = new("--policies") { Description = "Who may see what where names do not tell, as JSON, as 'rls apply' takes it.", HelpName = "FILE" };
    private readonly Option<string> _role = new("--role") { Description = "The slug of the role that people get in their own organization.", HelpName = "SLUG", DefaultValueFactory = _ => "owner" };
    private readonly Option<string?> _appRole = new("--app-role") { Description = "The role that the application will log in as; without it one is made up, and whether yours is there is not looked at.", HelpName = "NAME" };
    private readonly Option<string> _way = new("--way") { Description = "How production will change over: maintenance, blue-green or in-place. What following the legacy database's log needs counts for blue-green alone.", HelpName = "WAY", DefaultValueFactory = _ => "blue-green" };
    private readonly Option<string?> _keep = new("--keep") { Description = "Keep the back-up, the moved target and the id map in a new folder. They are people's data.", HelpName = "DIR" };
    private readonly ReportVerbosity _verbosity = new();

    private RehearseCommand(Surroundings surroundings)
    {
        _surroundings = surroundings;
        _way.CompletionSources.Add("maintenance", "blue-green", "in-place");
    }

    public static Command Create(Surroundings surroundings) => new RehearseCommand(surroundings).Create();

    private ExampledCommand Create()
    {
        var command = new ExampledCommand(
            "rehearse", "Runs the whole migration on a restored back-up, with a PostgreSQL and a WorkOS of its own, and reports all that would fail live and how long it will take. Nothing outside is touched.",
            """
            C2W_LEGACY=… clerk2workos rehearse --target-sql target.sql --clerk-csv users.csv --clerk-json users.json --report rehearsal.html --report rehearsal.json
            clerk2workos rehearse --app-role booking_app --mapping mapping.json --policies policies.json
            clerk2workos rehearse --target-sql target.sql --way maintenance --keep rehearsed
            """);
        _databases.AddTo(command);
        foreach (var option in new Option[] { _csv, _json, _duplicates, _emails, _verified, _mapping, _policies, _role, _appRole, _way, _keep })
            command.Add(option);
        _databases.AddReportTo(command);
        _verbosity.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (began, startedAt) = (TimeProvider.System.GetTimestamp(), DateTimeOffset.UtcNow);
        var reports = _databases.Reports(parsed, _surroundings);
        var options = Read(parsed);
        await DatabaseProbe.CheckAsync("The legacy database", LiveDatabase.ReadOnly(options.Legacy), cancellationToken);
        if (options.Target is { } target)
            await DatabaseProbe.CheckAsync("The target", LiveDatabase.ReadOnly(target), cancellationToken);
        var progress = _verbosity.Progress(parsed, _surroundings);
        await progress.WriteLineAsync("starting a PostgreSQL and a WorkOS for the rehearsal …");
        ReportDocument document;
        await using (var scene = await RehearsalScene.SetAsync(
            options, unit => new CountedProgress(progress, _verbosity.IsTerminal(parsed, _surroundings), _surroundings.IsErrorColored, unit), cancellationToken))
        {
            try
            {
                await MigrationRehearsal.RunAsync(scene, progress, cancellationToken);
            }
            catch (NpgsqlException failure) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CannotRunException(DatabaseProbe.SentenceOf("PostgreSQL", failure), failure);
            }

            document = RehearsalReport.Of(scene.Record, startedAt, TimeProvider.System.GetElapsedTime(began));
        }

        DocumentFiles.Write(reports, document);
        await _surroundings.Output.WriteAsync(DocumentConsole.Write(document, _verbosity.Read(parsed)));
        return document.ExitCode;
    }

    private RehearsalOptions Read(ParseResult parsed)
    {
        var (target, sql) = _databases.Target(parsed, _surroundings);
        return new RehearsalOptions(_databases.Legacy(parsed, _surroundings))
        {
            Target = target,
            TargetSql = sql,
            ClerkCsv = File(_csv),
            ClerkJson = File(_json),
            DuplicatesFile = File(_duplicates),
            EmailsFile = File(_emails),
            AssumeVerified = parsed.GetValue(_verified),
            Mapping = File(_mapping),
            Policies = File(_policies),
            Role = parsed.GetRequiredValue(_role),
            AppRole = parsed.GetValue(_appRole),
            Way = parsed.GetRequiredValue(_way) switch
            {
                "maintenance" => CutoverWay.Maintenance,
                "blue-green" => CutoverWay.BlueGreen,
                "in-place" => CutoverWay.InPlace,
                _ => throw new CannotRunException("--way takes maintenance, blue-green or in-place."),
            },
            Keep = parsed.GetValue(_keep) is { } folder ? _surroundings.FullPath(folder) : null,
        };

        // Before a back-up of hours is made for a file that is not there.
        string? File(Option<string?> option)
        {
            if (parsed.GetValue(option) is not { } path)
                return null;
            var full = _surroundings.FullPath(path);
            return System.IO.File.Exists(full) ? full : throw new CannotRunException($"{option.Name}: there is no file '{full}'.");
        }
    }
}
