using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Catalog;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>rules</c>: lists every rule.</summary>
internal static class RulesCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new ExampledCommand("rules", "Lists every rule.", "clerk2workos rules");
        command.SetAction(_ =>
        {
            foreach (var rule in RuleCatalog.All)
                surroundings.Output.WriteLine($"{rule.Id}  {rule.Title}");
            return ExitCode.Done;
        });
        return command;
    }
}
