using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.RowLevelSecurity;

namespace Clerk2WorkOS.MigrationRunner.Commands.RowLevelSecurity;

/// <summary><c>rls apply</c>: puts the policies into force.</summary>
internal sealed class RlsApplyCommand
{
    private readonly Surroundings _surroundings;
    private readonly RlsOptions _options = new();
    private readonly Confirmation _confirmation = new();
    private readonly Option<bool> _prepare = new("--prepare") { Description = "Do all but switch row-level security on, so that an application that sets claims can be deployed first." };

    private RlsApplyCommand(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Create(Surroundings surroundings) => new RlsApplyCommand(surroundings).Create();

    private ExampledCommand Create()
    {
        var command = new ExampledCommand(
            "apply", "Puts the policies into force: indexes beside readers and writers, then roles, functions and policies in one transaction, then table by table.",
            """
            clerk2workos rls apply --app-role booking_app --prepare --yes
            clerk2workos rls apply --app-role booking_app --yes
            """)
        {
            _prepare,
        };
        _options.AddTo(command);
        _options.AddPoliciesTo(command);
        _confirmation.AddTo(command);
        command.SetAction((parsed, token) => _options.RunAsync(parsed, _surroundings, async (address, database) =>
        {
            var model = await _options.ModelAsync(parsed, _surroundings, database, token);
            if (model.Options.AppRole is null)
                throw new CannotRunException("The application's role is not named: give --app-role, so that it can be seen that it cannot evade the policies.");
            var script = await RlsScript.CreateAsync(database, model, token);
            foreach (var note in script.Notes)
                await _surroundings.Output.WriteLineAsync($"Note: {note}");
            var prepare = parsed.GetValue(_prepare);
            _confirmation.Demand(parsed, _surroundings, prepare
                ? "This makes roles, rights and policies in the database"
                : "This switches row-level security on: who does not come with the claims of a verified token sees nothing from then on");
            try
            {
                var applied = await new RlsInstallation(address, script, new Said(_surroundings.Error)).ApplyAsync(prepare, token);
                await _surroundings.Output.WriteLineAsync(
                    $"{applied.Policies} policies on {applied.Tables.Count} tables are {(applied.IsOn ? "in force" : "prepared: 'rls apply' without --prepare switches them on")}; {applied.Indexes} indexes were made.");
                return ExitCode.Done;
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                await _surroundings.Error.WriteLineAsync("clerk2workos: interrupted; the same command goes on from there.");
                return ExitCode.Interrupted;
            }
        }, token));
        return command;
    }

    /// <summary>Told at once and in order, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Said(TextWriter error) : IProgress<string>
    {
        public void Report(string value) => error.WriteLine(value);
    }
}
