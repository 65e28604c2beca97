using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.RowLevelSecurity.Neon;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Commands.RowLevelSecurity;

/// <summary><c>rls neon</c>: sets Neon's Data API to WorkOS's tokens, and says what is left to click.</summary>
internal sealed class RlsNeonCommand
{
    /// <summary>The variable with WorkOS's key.</summary>
    public const string WorkOSKey = "WORKOS_API_KEY";

    private const string NeonKey = "NEON_API_KEY";
    private const string NeonAddress = "NEON_API_URL";
    private const string WorkOSAddress = "WORKOS_BASE_URL";
    private const string WorkOSClient = "WORKOS_CLIENT_ID";

    private readonly Surroundings _surroundings;
    private readonly RlsOptions _options = new();
    private readonly Confirmation _confirmation = new();

    private readonly Option<string?> _project = new("--project") { Description = "The project's id at Neon.", HelpName = "ID" };
    private readonly Option<string?> _branch = new("--branch") { Description = "The branch, its id or name. Default: the project's default branch.", HelpName = "ID" };
    private readonly Option<string?> _neonDatabase = new("--neon-database") { Description = "The database's name at Neon. Default: that of --database.", HelpName = "NAME" };
    private readonly Option<string?> _clientId = new("--client-id") { Description = $"WorkOS's client id, whose keys sign the tokens. Default: the variable {WorkOSClient}.", HelpName = "ID" };
    private readonly Option<string?> _audience = new("--audience") { Description = "The audience that tokens must not contradict; the Data API accepts one without an audience either way.", HelpName = "NAME" };
    private readonly Option<string> _roleClaim = new("--role-claim") { Description = "Where in a token the database's role stands. '.database_role' leaves WorkOS's own claim 'role' as it is.", HelpName = "PATH", DefaultValueFactory = _ => ".role" };
    private readonly Option<string?> _token = new("--token") { Description = "A file with an access token of somebody signed in, to be looked at, though not in a dry run: it is not printed.", HelpName = "FILE" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print the calls and make none; no key is needed." };
    private readonly Option<string?> _neonUrl = new("--neon-url") { Description = $"Neon's management API, for a stand-in. Default: the variable {NeonAddress}, else https://console.neon.tech/api/v2. The key is the variable {NeonKey}.", HelpName = "URL" };
    private readonly Option<string?> _workosUrl = new("--workos-url") { Description = $"Where WorkOS is, for a stand-in. Default: the variable {WorkOSAddress}, else https://api.workos.com. With the variable {WorkOSKey} the environment's JWT template is looked at.", HelpName = "URL" };

    private RlsNeonCommand(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Create(Surroundings surroundings) => new RlsNeonCommand(surroundings).Create();

    private ExampledCommand Create()
    {
        var command = new ExampledCommand(
            "neon", "Sets Neon's Data API to WorkOS's tokens: provider, keys, role claim. Looks first whether the database may be exposed and the tokens name its role.",
            """
            clerk2workos rls neon --project quiet-sea-12345678 --client-id client_01… --neon-database booking --dry-run
            NEON_API_KEY=… C2W_TARGET=… clerk2workos rls neon --project quiet-sea-12345678 --client-id client_01… --token token.txt
            clerk2workos rls neon --project quiet-sea-12345678 --client-id client_01… --role-claim .database_role --yes
            """);
        _options.AddTo(command);
        foreach (var option in new Option[] { _project, _branch, _neonDatabase, _clientId, _audience, _roleClaim, _token, _dryRun, _neonUrl, _workosUrl })
            command.Add(option);
        _options.AddReportTo(command);
        _confirmation.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var run = new NeonRun(_surroundings.Output, _options.Reports(parsed, _surroundings));
        var database = _options.DatabaseOrNone(parsed, _surroundings);
        try
        {
            var target = Target(parsed, database);
            if (!parsed.GetValue(_dryRun))
                return await SetAsync(parsed, target, database, run, cancellationToken);
            var calls = NeonDataApi.Rehearse(target);
            var findings = database is null ? [] : await NeonDatabase.CheckAsync(database, [target.Schema], [], _options.AppRole(parsed), cancellationToken);
            return run.Rehearsed(target, calls, findings);
        }
        catch (RlsException refused)
        {
            throw new CannotRunException(Sentence.Of(refused.Message), refused);
        }
        catch (NpgsqlException failure)
        {
            throw new CannotRunException(DatabaseProbe.SentenceOf("The database", failure), failure);
        }
    }

    private async Task<int> SetAsync(ParseResult parsed, NeonTarget target, string? database, NeonRun run, CancellationToken cancellationToken)
    {
        var key = _surroundings.Variable(NeonKey);
        if (string.IsNullOrWhiteSpace(key))
            throw new CannotRunException($"The key of Neon is missing: set {NeonKey}, or give --dry-run.");
        var token = await TokenAsync(parsed, cancellationToken);
        using var neon = new NeonDataApi(target, key.Trim());
        var plan = await neon.PlanAsync(cancellationToken);
        List<NeonFinding> findings = [.. plan.Findings, .. await TokenFindingsAsync(target, token, cancellationToken)];
        if (database is not null)
            findings.AddRange(await NeonDatabase.CheckAsync(database, plan.Schemas, plan.Endpoints, _options.AppRole(parsed), cancellationToken));
        else if (plan.SwitchesOn)
            findings.Add(new(NeonVerdict.Problem, "database", "It was not looked at, and is not exposed unseen.", "give --database, or set C2W_TARGET"));
        else
            findings.Add(new(NeonVerdict.Note, "database", "It was not looked at: give --database."));
        if (findings.Exists(finding => finding.Verdict == NeonVerdict.Problem) || plan.IsAsWanted)
            return run.Done(target, plan, plan, findings);

        await run.AnnounceAsync(plan, findings);
        _confirmation.Demand(parsed, _surroundings, Deed(target, plan));
        return run.Done(target, plan, await neon.ApplyAsync(plan, cancellationToken), findings);
    }

    private async Task<IReadOnlyList<NeonFinding>> TokenFindingsAsync(NeonTarget target, string? token, CancellationToken cancellationToken)
    {
        using var tokens = new WorkOSTokens(target);
        var findings = new List<NeonFinding> { await tokens.CheckKeysAsync(cancellationToken) };
        if (_surroundings.Variable(WorkOSKey) is { Length: > 0 } key)
            findings.Add(await tokens.CheckTemplateAsync(key.Trim(), cancellationToken));
        if (token is not null)
            findings.AddRange(await tokens.CheckTokenAsync(token, cancellationToken));
        return findings;
    }

    /// <summary>What fails at that moment is said before it is agreed to.</summary>
    private static string Deed(NeonTarget target, NeonPlan plan)
    {
        if (plan.Replaced.Count > 0)
        {
            return $"This is a hard switch, since the Data API knows one provider: {string.Join(" and ", plan.Replaced)} ends{(plan.ReplacesEverywhere ? " on every branch of the project" : "")}, and whoever holds such a token gets 401 until they have one of WorkOS's; "
                + $"between the two calls everyone does{(plan.SwitchesOn ? $"; and the Data API of '{target.Database}' is switched on" : "")}";
        }

        return plan.SwitchesOn ? $"This switches the Data API of '{target.Database}' on, for WorkOS's tokens" : $"This changes the Data API of '{target.Database}'";
    }

    private NeonTarget Target(ParseResult parsed, string? database)
    {
        var (client, roleClaim) = (parsed.GetValue(_clientId) ?? _surroundings.Variable(WorkOSClient), parsed.GetRequiredValue(_roleClaim));
        var (named, connected) = (parsed.GetValue(_neonDatabase), database is null ? null : new NpgsqlConnectionStringBuilder(database).Database);
        if (named is not null && !string.IsNullOrEmpty(connected) && named != connected)
            throw new CannotRunException($"--neon-database is '{named}', and the database that would be looked at is '{connected}': name the same one.");
        return new NeonTarget
        {
            ProjectId = parsed.GetValue(_project) ?? throw new CannotRunException("The project is not named: give --project, from the project's settings in Neon's console."),
            Branch = parsed.GetValue(_branch),
            Database = (string.IsNullOrEmpty(named) ? connected : named) ?? throw new CannotRunException("The database at Neon is not named: give --neon-database, or --database."),
            Schema = _options.Schema(parsed),
            ClientId = string.IsNullOrWhiteSpace(client) ? throw new CannotRunException($"WorkOS's client id is missing: give --client-id, or set {WorkOSClient}.") : client.Trim(),
            WorkOSAddress = Address(parsed, _workosUrl, WorkOSAddress, "https://api.workos.com"),
            Audience = parsed.GetValue(_audience),
            RoleClaim = roleClaim,
            Address = Address(parsed, _neonUrl, NeonAddress, "https://console.neon.tech/api/v2"),
        };
    }

    private Uri Address(ParseResult parsed, Option<string?> option, string variable, string usual)
    {
        var (text, origin) = parsed.GetValue(option) is { } given ? (given, option.Name) : (_surroundings.Variable(variable), variable);
        if (string.IsNullOrEmpty(text))
            return new Uri(usual);
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.UserInfo.Length == 0
            ? address : throw new CannotRunException($"{origin} is no address such as {usual}.");
    }

    private async Task<string?> TokenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_token) is not { } file)
            return null;
        try
        {
            return await File.ReadAllTextAsync(_surroundings.FullPath(file), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"--token: '{file}' cannot be read.", failure);
        }
    }
}
