using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Catalog;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>explain</c>: prints a rule's page.</summary>
internal static class ExplainCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var id = new Argument<string>("rule") { Description = "A rule's id, such as C2W201." };
        var command = new ExampledCommand("explain", "Says what a rule finds, why, and what its fix makes of it.", "clerk2workos explain C2W201") { id };
        command.SetAction(parsed =>
        {
            var rule = RuleCatalog.Find(parsed.GetRequiredValue(id));
            surroundings.Output.WriteLine(RuleCatalog.PageOf(rule).TrimEnd());
            return ExitCode.Done;
        });
        return command;
    }
}
