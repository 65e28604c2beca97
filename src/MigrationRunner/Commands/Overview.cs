using System.CommandLine;

namespace Clerk2WorkOS.MigrationRunner.Commands;

/// <summary>The first page of the help: every command with what it does, in the order in which a migration needs them.</summary>
/// <param name="output">Where it is printed.</param>
/// <param name="width">How many columns there are.</param>
internal sealed class Overview(TextWriter output, int width)
{
    private const int Indent = 2;
    private const int Gap = 2;

    /// <summary>Narrower, a column of its own would leave the words none.</summary>
    private const int LeastWords = 24;

    private static readonly (string Title, string[] Commands)[] Groups =
    [
        ("Code", ["check", "fix", "schema", "undo", "init", "rules", "explain", "report"]),
        ("People and data", ["users", "data", "rls", "cutover", "rehearse"]),
        ("This tool", ["doctor", "completion"]),
    ];

    public void Write(RootCommand root)
    {
        Wrapped(root.Description!, indent: 0);
        output.WriteLine();
        output.WriteLine("Usage: clerk2workos <command> [options]");

        var column = Indent + Gap + root.Subcommands.Select(command => command.Name.Length).Concat(root.Options.Select(option => Shown(option).Length)).Max();
        var grouped = Groups.SelectMany(group => group.Commands).ToHashSet(StringComparer.Ordinal);
        foreach (var (title, names) in Groups)
        {
            // What belongs to no group is about code, as most commands are.
            var others = title == Groups[0].Title ? root.Subcommands.Where(command => !command.Hidden && !grouped.Contains(command.Name)) : [];
            var commands = names.Select(name => root.Subcommands.FirstOrDefault(command => command.Name == name)).OfType<Command>().Concat(others);
            Section(title, [.. commands.Select(command => (command.Name, command.Description!))], column);
        }

        Section("Options", [.. root.Options.Select(option => (Shown(option), option.Description!))], column);
        output.WriteLine();
        Wrapped("'clerk2workos <command> --help' shows a command's options, examples and exit codes.", indent: 0);
    }

    private static string Shown(Option option) => string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name));

    private void Section(string title, IReadOnlyList<(string Name, string Words)> rows, int column)
    {
        if (rows.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine($"{title}:");
        foreach (var (name, words) in rows)
        {
            var isNarrow = width - column < LeastWords;
            output.Write(new string(' ', Indent) + name);
            if (isNarrow)
                output.WriteLine();
            else
                output.Write(new string(' ', column - Indent - name.Length));
            Wrapped(words, isNarrow ? 2 * Indent : column, isBegun: !isNarrow);
        }
    }

    private void Wrapped(string words, int indent, bool isBegun = false)
    {
        var at = indent;
        if (!isBegun)
            output.Write(new string(' ', indent));
        foreach (var word in words.Split(' '))
        {
            if (at > indent && at + 1 + word.Length > width)
            {
                output.WriteLine();
                output.Write(new string(' ', indent));
                at = indent;
            }

            output.Write(at > indent ? " " + word : word);
            at += word.Length + (at > indent ? 1 : 0);
        }

        output.WriteLine();
    }
}
