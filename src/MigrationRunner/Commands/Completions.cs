using System.CommandLine;
using System.CommandLine.Completions;
using Clerk2WorkOS.MigrationRunner.Catalog;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>What a shell is offered beside commands and options: the ids of the rules. Where nothing is offered, the shell offers files.</summary>
internal static class Completions
{
    /// <summary>Adds them to every command that takes them.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in command.Options.Where(option => option.Name == "--rules"))
            option.CompletionSources.Add(RuleIds);
        foreach (var argument in command.Arguments.Where(argument => argument.Name == "rule"))
            argument.CompletionSources.Add(RuleIds);
        foreach (var verb in command.Subcommands)
            AddTo(verb);
    }

    /// <summary>Ids, each after those that stand before the last comma.</summary>
    private static IEnumerable<string> RuleIds(CompletionContext context)
    {
        var before = context.WordToComplete[..(context.WordToComplete.LastIndexOf(',') + 1)];
        return RuleCatalog.All.Select(rule => before + rule.Id);
    }
}
