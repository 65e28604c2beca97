using System.CommandLine;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary><c>completion</c>: prints the script that lets a shell complete the command line.</summary>
internal static class CompletionCommand
{
    private const string Examples = """
        clerk2workos completion bash > ~/.local/share/bash-completion/completions/clerk2workos
        clerk2workos completion zsh > ~/.zfunc/_clerk2workos             where .zshrc has 'fpath+=~/.zfunc' before 'compinit'
        clerk2workos completion fish > ~/.config/fish/completions/clerk2workos.fish
        clerk2workos completion pwsh >> $PROFILE
        source <(clerk2workos completion bash)                           for this shell alone
        """;

    public static Command Create(Surroundings surroundings)
    {
        var shell = new Argument<string>("shell") { Description = $"{string.Join(", ", Shells.SkipLast(1))} or {Shells[^1]}." };
        shell.CompletionSources.Add(Shells);
        var command = new ExampledCommand("completion", "Prints the script that lets a shell complete commands, options, rules and files.", Examples) { shell };
        command.SetAction(parsed =>
        {
            surroundings.Output.Write(ScriptOf(parsed.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <exception cref="CannotRunException">There is none for this shell.</exception>
    private static string ScriptOf(string shell)
    {
        if (!Shells.Contains(shell, StringComparer.Ordinal))
            throw new CannotRunException($"There is no script for '{shell}', only for {string.Join(", ", Shells.SkipLast(1))} and {Shells[^1]}.");
        using var script = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion.{shell}")!);
        return script.ReadToEnd();
    }
}
