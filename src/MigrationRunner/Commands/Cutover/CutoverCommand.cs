using System.CommandLine;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;

namespace Clerk2WorkOS.MigrationRunner.Commands.Cutover;

/// <summary><c>cutover …</c>: switches production, and back.</summary>
internal sealed class CutoverCommand
{
    private readonly Surroundings _surroundings;
    private readonly CutoverCommandOptions _options = new();
    private readonly Confirmation _confirmation = new();

    private readonly Option<string?> _until = new("--until") { Description = "End after this step.", HelpName = "STEP" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Ask for everything, print each step's SQL, and do none of it." };
    private readonly Option<bool> _autoRollback = new("--auto-rollback") { Description = "Undo everything as soon as a signal stays over its limit in the window." };
    private readonly Option<string?> _to = new("--to") { Description = "The step that stays done; without it everything is undone.", HelpName = "STEP" };
    private readonly Option<bool> _acceptLoss = new("--accept-loss") { Description = "Roll back although the target was written to since the switch and nothing carries that back." };
    private readonly Option<bool> _early = new("--early") { Description = "Do not wait for the window's end, nor for a signal that is over its limit; needs --reason." };

    private CutoverCommand(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Create(Surroundings surroundings) => new("cutover", "Switches production from Clerk's side to WorkOS's, step by step, and back from any step.")
    {
        new CutoverCommand(surroundings).Plan(), new CutoverCommand(surroundings).Start(), new CutoverCommand(surroundings).Status(), new CutoverCommand(surroundings).Finish(),
        new CutoverCommand(surroundings).Rollback(), CutoverGateCommand.Create(surroundings),
    };

    private ExampledCommand Plan()
    {
        var command = Verb(
            "plan", "Asks for the prerequisites and shows the steps; changes nothing but its own tables.",
            """
            clerk2workos cutover plan --way maintenance --app-role booking_app --rehearsal rehearsal.json --backup-command ./last-backup.sh
            clerk2workos cutover plan --way blue-green --report plan.html
            clerk2workos cutover plan --way in-place --app-role booking_app --allow-unmapped
            """);
        _options.AddPrerequisitesTo(command);
        command.SetAction((parsed, token) => RunAsync(parsed, options => options, async (operation, _) => CutoverReports.Of("cutover plan", await operation.PlanAsync(token), showsSql: false), token));
        return command;
    }

    private ExampledCommand Start()
    {
        var command = Verb(
            "start", "Begins, or goes on where it was: prerequisites, steps, and then the window, in which it watches the signals.",
            """
            clerk2workos cutover start --way maintenance --app-role booking_app --rehearsal rehearsal.json --backup-command ./last-backup.sh --yes
            clerk2workos cutover start --way maintenance --until fence-writes --yes
            clerk2workos cutover start --way maintenance --skip rehearsal --reason 'rehearsed by hand' --dry-run
            clerk2workos cutover start --way in-place --app-role booking_app --rows-per-second 2000 --until validate --yes
            """);
        _options.AddPrerequisitesTo(command);
        foreach (var option in new Option[] { _until, _dryRun, _autoRollback })
            command.Add(option);
        _confirmation.AddTo(command);
        command.SetAction((parsed, token) => RunAsync(parsed, options => options with { RollsBackOnSignal = parsed.GetValue(_autoRollback) }, async (operation, say) =>
        {
            if (parsed.GetValue(_dryRun))
                return CutoverReports.Of("cutover start", await operation.PlanAsync(token), showsSql: true);
            _confirmation.Demand(parsed, _surroundings, "This switches production");
            return CutoverReports.Of("cutover start", await operation.StartAsync(parsed.GetValue(_until), say, token));
        }, token));
        return command;
    }

    private ExampledCommand Status()
    {
        var command = Verb(
            "status", "Shows where the cut-over stands, how the system does, and what comes next; changes nothing.",
            """
            clerk2workos cutover status
            clerk2workos cutover status --report status.json
            """);
        command.SetAction((parsed, token) => RunAsync(parsed, options => options, async (operation, _) => CutoverReports.Of("cutover status", await operation.StatusAsync(token)), token));
        return command;
    }

    private ExampledCommand Finish()
    {
        var command = Verb(
            "finish", "Once the window is over: does what cannot be undone, and gives up the way back.",
            """
            clerk2workos cutover finish --yes
            clerk2workos cutover finish --early --reason 'the old servers go at noon' --yes
            clerk2workos cutover finish --code-report code.json --accept-reader nightly_export --yes
            """);
        command.Add(_early);
        command.Add(_options.Reason);
        _options.InPlace.AddFinalTo(command);
        _confirmation.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_early) && string.IsNullOrWhiteSpace(result.GetValue(_options.Reason)))
                result.AddError("--early needs --reason: it is kept with the cut-over.");
        });
        command.SetAction((parsed, token) => RunAsync(parsed, options => options, async (operation, say) =>
        {
            _confirmation.Demand(parsed, _surroundings, "This gives up the way back");
            return CutoverReports.Of("cutover finish", await operation.FinishAsync(parsed.GetValue(_early) ? parsed.GetValue(_options.Reason) : null, say, token));
        }, token));
        return command;
    }

    private ExampledCommand Rollback()
    {
        var command = Verb(
            "rollback", "Undoes the steps, the last first; after an interruption, the same command goes on.",
            """
            clerk2workos cutover rollback --yes
            clerk2workos cutover rollback --to fence-writes --yes
            """);
        command.Add(_to);
        command.Add(_acceptLoss);
        _confirmation.AddTo(command);
        command.SetAction((parsed, token) => RunAsync(parsed, options => options with { AcceptsLoss = parsed.GetValue(_acceptLoss) }, async (operation, say) =>
        {
            _confirmation.Demand(parsed, _surroundings, "This takes production back");
            return CutoverReports.Of("cutover rollback", await operation.RollbackAsync(parsed.GetValue(_to), say, token));
        }, token));
        return command;
    }

    private ExampledCommand Verb(string name, string description, string examples)
    {
        var command = new ExampledCommand(name, description, examples);
        _options.AddTo(command);
        return command;
    }

    private async Task<int> RunAsync(
        ParseResult parsed, Func<CutoverOptions, CutoverOptions> with, Func<CutoverOperation, Action<string>, Task<MigrationOutcome>> act, CancellationToken cancellationToken)
    {
        var run = new CutoverRun(_surroundings, _options.Databases.Reports(parsed, _surroundings), _options.Databases.Verbosity.Read(parsed), parsed.CommandResult.Command.Name);
        return await run.ActAsync(async say =>
        {
            var (operation, workos) = await _options.OpenAsync(parsed, _surroundings, with, cancellationToken);
            await using (workos)
            await using (operation)
                return await act(operation, say);
        }, cancellationToken);
    }
}
