using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Clerk2WorkOS.Analyzers.Text;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>The verbs, and what becomes of a failure: one sentence on standard error and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (args is ["help", .. var asked])
            args = [.. asked, "--help"];
        var root = Root(surroundings);
        var parsed = root.Parse(args);
        if (IsUnfinished(parsed))
        {
            // On standard error, so that a pipeline whose variable is empty does not take it for an answer.
            await surroundings.Error.WriteLineAsync($"clerk2workos: '{$"clerk2workos {Verb(parsed)}".TrimEnd()}' needs a command; this is what '--help' shows:{Environment.NewLine}");
            root.Parse([.. args, "--help"]).Invoke(new InvocationConfiguration { Output = surroundings.Error });
            return ExitCode.CouldNotRun;
        }

        if (parsed.Action is HelpWithExamples ? IsOfNoCommand(parsed) : parsed.Errors.Count > 0 || Misread(parsed) is not null)
        {
            await surroundings.Error.WriteLineAsync($"clerk2workos: {WhatIsWrong(parsed)} 'clerk2workos {Verb(parsed)}--help' shows what there is.");
            return ExitCode.CouldNotRun;
        }

        var invocation = new InvocationConfiguration
        {
            Output = surroundings.Output,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,      // ours below says one sentence
            ProcessTerminationTimeout = null,           // signals arrive through the token
        };
        try
        {
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Whatever it is that fails then (the build host dies with the terminal's process group), it is the interruption.
            await surroundings.Error.WriteLineAsync("clerk2workos: interrupted; nothing was half-written.");
            return ExitCode.Interrupted;
        }
        catch (Exception failure)
        {
            await SayAsync(failure, args, surroundings.Error);
            return ExitCode.CouldNotRun;
        }
    }

    /// <summary>Every command.</summary>
    public static RootCommand Root(Surroundings surroundings)
    {
        var root = new RootCommand("Migrates .NET applications from Clerk to WorkOS: rewrites the code and proves that it still compiles, moves users and data, lists what is left.")
        {
            CheckCommand.Create(surroundings),
            FixCommand.Create(surroundings),
            UndoCommand.Create(surroundings),
            Schema.SchemaCommand.Create(surroundings),
            InitCommand.Create(surroundings),
            RulesCommand.Create(surroundings),
            ExplainCommand.Create(surroundings),
            ReportCommand.Create(surroundings),
            Databases.UsersCommand.Create(surroundings),
            Databases.DataCommand.Create(surroundings),
            RowLevelSecurity.RlsCommand.Create(surroundings),
            Cutover.CutoverCommand.Create(surroundings),
            Rehearsal.RehearseCommand.Create(surroundings),
            DoctorCommand.Create(surroundings),
            CompletionCommand.Create(surroundings),
        };
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction builtIn } help)
            {
                help.Action = new HelpWithExamples(builtIn);
                help.Description = "Show help.";
                help.Aliases.Remove("/h");      // a path, to most
                help.Aliases.Remove("/?");
            }
            else if (option is VersionOption version)
            {
                version.Description = "Show the version; 'clerk2workos doctor' shows what else it runs on.";
            }
        }

        Completions.AddTo(root);
        return root;
    }

    /// <summary>Whether there is nothing but the name of a group of commands, or not even that.</summary>
    private static bool IsUnfinished(ParseResult parsed) =>
        parsed.Action is not HelpWithExamples && parsed.Errors.Count > 0 && parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0;

    /// <summary>Whether help is asked for about a command that there is not.</summary>
    private static bool IsOfNoCommand(ParseResult parsed) => parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0;

    /// <summary>A word that means nothing is the cause of whatever else is wrong.</summary>
    private static string WhatIsWrong(ParseResult parsed)
    {
        var word = Misread(parsed) ?? (parsed.UnmatchedTokens is [var unmatched, ..] ? unmatched : null);
        if (word is null)
            return Sentence.Of(parsed.Errors[0].Message);

        var command = parsed.CommandResult.Command;
        if (command.Options.Any(option => option.Name == word || option.Aliases.Contains(word))
            && parsed.Tokens.TakeWhile(token => token.Value != word || token.Type == TokenType.Option).LastOrDefault() is { Type: TokenType.Option } before)
            return $"'{before.Value}' needs a value before '{word}'.";
        var near = Spelling.Nearest(word, command.Subcommands.Select(verb => verb.Name).Concat(command.Options.Concat(Above(parsed)).Select(option => option.Name)));
        return $"'{word}' is no command or option{(near is null ? "" : $"; did you mean {near}?")}{(near is null ? "." : "")}";
    }

    /// <summary>Options of the commands above that hold here, too.</summary>
    private static IEnumerable<Option> Above(ParseResult parsed) => parsed.RootCommandResult.Command.Options.Where(option => option.Recursive);

    /// <summary>The parser takes an option that it does not know for the path.</summary>
    private static string? Misread(ParseResult parsed) =>
        parsed.Tokens.FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith('-'))?.Value;

    private static string Verb(ParseResult parsed) =>
        string.Concat(Path(parsed.CommandResult).Reverse().Select(name => name + " "));

    private static IEnumerable<string> Path(SymbolResult? result)
    {
        for (; result is CommandResult { Command: not RootCommand } command; result = command.Parent)
            yield return command.Command.Name;
    }

    private static async Task SayAsync(Exception failure, string[] args, TextWriter error)
    {
        var detailed = args.Contains("detailed", StringComparer.OrdinalIgnoreCase);
        if (failure is CannotRunException)
            await error.WriteLineAsync($"clerk2workos: {failure.Message}");
        else
            await error.WriteLineAsync($"clerk2workos: unexpected failure: {Sentence.Of(failure)}{(detailed ? "" : " '--verbosity detailed' shows where.")}");

        if (detailed)
            await error.WriteLineAsync(failure.ToString());
    }
}
