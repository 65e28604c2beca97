using System.CommandLine;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;

namespace Clerk2WorkOS.MigrationRunner.Commands.Cutover;

/// <summary>The options that the commands about the cut-over share: both databases, the way, how rows are mapped, and those of the prerequisites.</summary>
internal sealed class CutoverCommandOptions
{
    private readonly Option<CutoverWay?> _way = WayOption.Create();
    private readonly Option<string?> _mapping = new("--mapping") { Description = "The mapping file of 'data run'.", HelpName = "FILE" };
    private readonly Option<string> _legacySchema = new("--legacy-schema") { Description = "The legacy tables' schema.", HelpName = "SCHEMA", DefaultValueFactory = _ => "public" };
    private readonly Option<string> _targetSchema = new("--target-schema") { Description = "The target tables' schema.", HelpName = "SCHEMA", DefaultValueFactory = _ => "public" };
    private readonly Option<bool> _compare = new("--compare") { Description = "Find the last changes by comparing both databases, where the legacy one has no logical replication." };
    private readonly Option<TimeSpan?> _window = LengthOption.Of("--window", "How long the switched system is watched before it may be finished; 24h by default");

    private readonly Option<string?> _appRole = new("--app-role") { Description = "The role that the new application logs in as, for 'rls verify'.", HelpName = "NAME" };
    private readonly Option<string?> _policies = new("--policies") { Description = "The rules' description of 'rls verify'.", HelpName = "FILE" };
    private readonly Option<string?> _backupCommand = new("--backup-command") { Description = "A command for the shell that prints when the youngest back-up was made (2026-03-01T02:30:00Z, or seconds since 1970).", HelpName = "COMMAND" };
    private readonly Option<TimeSpan?> _backupMaxAge = LengthOption.Of("--backup-max-age", "How old it may be; 24h by default");
    private readonly Option<string?> _rehearsal = new("--rehearsal") { Description = "The JSON report of 'clerk2workos rehearse'.", HelpName = "FILE" };
    private readonly Option<TimeSpan?> _rehearsalMaxAge = LengthOption.Of("--rehearsal-max-age", "How old it may be; 7d by default");
    private readonly Option<string[]> _skip = new("--skip") { Description = "Do without a prerequisite; needs --reason. May be given several times.", HelpName = "NAME" };
    private readonly WorkOSAccess _workos = new();

    public DatabaseOptions Databases { get; } = new("--database");

    /// <summary>Those of a cut-over within one database.</summary>
    public InPlaceCommandOptions InPlace { get; } = new();

    /// <summary>Why something is not waited for; kept with the cut-over.</summary>
    public Option<string?> Reason { get; } = new("--reason") { Description = "Why; kept with the cut-over.", HelpName = "TEXT" };

    public void AddTo(Command command)
    {
        Databases.AddTo(command);
        foreach (var option in new Option[] { _mapping, _legacySchema, _targetSchema })
            command.Add(option);
    }

    public void AddPrerequisitesTo(Command command)
    {
        foreach (var option in new Option[] { _way, _compare, _window, _appRole, _policies, _backupCommand, _backupMaxAge, _rehearsal, _rehearsalMaxAge, _skip, Reason })
            command.Add(option);
        InPlace.AddTo(command);
        _workos.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_skip) is { Length: > 0 } && string.IsNullOrWhiteSpace(result.GetValue(Reason)))
                result.AddError("--skip needs --reason: it is kept with the cut-over.");
        });
    }

    /// <summary>The cut-over as the command line describes it; with the way of the one that is under way where none is named.</summary>
    /// <exception cref="CannotRunException">A database is not named or does not answer, or a file cannot be read.</exception>
    public async Task<(CutoverOperation Operation, ServiceProvider? WorkOS)> OpenAsync(ParseResult parsed, Surroundings surroundings, Func<CutoverOptions, CutoverOptions> with, CancellationToken cancellationToken)
    {
        var (target, legacy) = (Databases.Target(parsed, surroundings), Databases.LegacyOrNone(parsed, surroundings));
        await DatabaseProbe.CheckAsync("The target", target, cancellationToken);
        var takesWay = parsed.CommandResult.Command.Options.Contains(_way);
        var way = (takesWay ? parsed.GetValue(_way) : null) ?? await CutoverOperation.FindWayAsync(target, cancellationToken)
            ?? (takesWay ? throw new CannotRunException($"No cut-over is under way: {WayOption.Name} says how production changes over, maintenance, blue-green or in-place.") : CutoverWay.InPlace);
        var inPlace = InPlace.Read(parsed, surroundings, way);
        if (way != CutoverWay.InPlace && parsed.CommandResult.Command.Name != "status")
            await DatabaseProbe.CheckAsync("The legacy database", legacy ?? Databases.Legacy(parsed, surroundings), cancellationToken);
        var options = await ReadAsync(parsed, surroundings, way, target, takesWay, cancellationToken);
        var workos = takesWay && !string.IsNullOrEmpty(surroundings.Variable("WORKOS_API_KEY")) ? _workos.Connect(parsed, surroundings) : null;
        return (new CutoverOperation(target, legacy, with(options with { InPlace = inPlace }), workos?.GetRequiredService<IWorkOSClient>()), workos);
    }

    private async Task<CutoverOptions> ReadAsync(ParseResult parsed, Surroundings surroundings, CutoverWay way, string target, bool takesWay, CancellationToken cancellationToken)
    {
        var options = new CutoverOptions
        {
            Way = way,
            Data = new DataMigrationOptions
            {
                LegacySchema = parsed.GetRequiredValue(_legacySchema),
                TargetSchema = parsed.GetRequiredValue(_targetSchema),
                Mapping = parsed.GetValue(_mapping) is { } file ? await DataMapping.ReadAsync(surroundings.FullPath(file), cancellationToken) : new DataMapping(),
                IsPooled = Databases.IsTargetPooled(parsed, target),
            },
        };
        if (!takesWay)
            return options;
        var policies = parsed.GetValue(_policies) is { } rules ? await RlsModelOptions.ReadAsync(surroundings.FullPath(rules), cancellationToken) : new RlsModelOptions();
        return options with
        {
            LastChanges = parsed.GetValue(_compare) ? DataSyncSource.Comparison : DataSyncSource.Replication,
            Window = parsed.GetValue(_window) ?? options.Window,
            BackupCommand = parsed.GetValue(_backupCommand),
            BackupMaxAge = parsed.GetValue(_backupMaxAge) ?? options.BackupMaxAge,
            RehearsalReport = parsed.GetValue(_rehearsal) is { } report ? surroundings.FullPath(report) : null,
            RehearsalMaxAge = parsed.GetValue(_rehearsalMaxAge) ?? options.RehearsalMaxAge,
            Policies = policies with { Schema = parsed.GetRequiredValue(_targetSchema), AppRole = parsed.GetValue(_appRole) ?? policies.AppRole },
            RoleSlug = _workos.Role(parsed),
            Skipped = (parsed.GetValue(_skip) ?? []).Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => parsed.GetValue(Reason)!, StringComparer.Ordinal),
        };
    }
}
