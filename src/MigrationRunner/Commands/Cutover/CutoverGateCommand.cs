using System.CommandLine;
using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Commands.Cutover;

/// <summary><c>cutover gate</c>: the gate of one side by hand; before the first deployment of the middleware it makes the gate's tables.</summary>
internal sealed class CutoverGateCommand
{
    private static readonly Dictionary<string, GateState> States = new(StringComparer.Ordinal) { ["open"] = GateState.Open, ["hold"] = GateState.Hold, ["maintenance"] = GateState.Maintenance };

    private readonly Surroundings _surroundings;
    private readonly DatabaseOptions _databases = new("--database");
    private readonly Confirmation _confirmation = new();

    private readonly Argument<string> _state = new("state") { Description = "open, hold or maintenance.", HelpName = "STATE" };
    private readonly Option<string> _side = new("--side") { Description = "Whose gate: that of the old code or of the new.", HelpName = "legacy|target", Required = true };
    private readonly Option<string?> _appRole = new("--app-role") { Description = "The role that the side's application logs in as; it gets what it needs to follow the gate.", HelpName = "NAME" };

    private CutoverGateCommand(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Create(Surroundings surroundings) => new CutoverGateCommand(surroundings).Create();

    private ExampledCommand Create()
    {
        _state.AcceptOnlyFromAmong([.. States.Keys]);
        _side.AcceptOnlyFromAmong("legacy", "target");
        var command = new ExampledCommand(
            "gate", "Opens or closes one side by hand, and makes its gate where there is none.",
            """
            clerk2workos cutover gate open --side legacy --app-role booking_app
            clerk2workos cutover gate maintenance --side target --yes
            """)
        {
            _state, _side, _appRole,
        };
        _databases.AddTo(command);
        _confirmation.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var state = States[parsed.GetRequiredValue(_state)];
        var isLegacy = parsed.GetRequiredValue(_side) == "legacy";
        var address = isLegacy ? _databases.Legacy(parsed, _surroundings) : _databases.Target(parsed, _surroundings);
        await DatabaseProbe.CheckAsync(isLegacy ? "The legacy database" : "The target", address, cancellationToken);
        if (state != GateState.Open)
            _confirmation.Demand(parsed, _surroundings, "This keeps people from the application");
        var run = new CutoverRun(_surroundings, _databases.Reports(parsed, _surroundings), _databases.Verbosity.Read(parsed), "gate");
        return await run.ActAsync(async _ =>
        {
            await using var side = NpgsqlDataSource.Create(address);
            var (instances, laggards) = await GateByHand.SetAsync(side, state, parsed.GetValue(_appRole), cancellationToken);
            var name = parsed.GetRequiredValue(_state);
            return new MigrationOutcome(
                "cutover gate", laggards is null ? $"The gate is {name}; {instances} instances follow." : $"The gate is {name}, but {laggards}", laggards is null ? ExitCode.Done : ExitCode.Leftovers);
        }, cancellationToken);
    }
}
