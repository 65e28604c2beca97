using System.CommandLine;
using System.Text;
using Clerk2WorkOS.RowLevelSecurity;

namespace Clerk2WorkOS.MigrationRunner.Commands.RowLevelSecurity;

/// <summary><c>rls script</c>: the policies of a database's tables, as files to read, to keep and to run.</summary>
internal sealed class RlsScriptCommand
{
    private readonly Surroundings _surroundings;
    private readonly RlsOptions _options = new();
    private readonly Option<string> _out = new("--out") { Description = "Where the files are written.", HelpName = "DIR", DefaultValueFactory = _ => "." };
    private readonly Option<bool> _force = new("--force") { Description = "Write over files that were changed by hand." };

    private RlsScriptCommand(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Create(Surroundings surroundings) => new RlsScriptCommand(surroundings).Create();

    private ExampledCommand Create()
    {
        var command = new ExampledCommand(
            "script", $"Writes {RlsScript.IndexesFile} and {RlsScript.PoliciesFile}: policies for every table whose columns say whose its rows are. Changes no database.",
            """
            clerk2workos rls script --app-role booking_app --out database
            clerk2workos rls script --policies policies.json
            """)
        {
            _out, _force,
        };
        _options.AddTo(command);
        _options.AddPoliciesTo(command);
        command.SetAction((parsed, token) => _options.RunAsync(parsed, _surroundings, async (_, database) =>
        {
            var script = await RlsScript.CreateAsync(database, await _options.ModelAsync(parsed, _surroundings, database, token), token);
            var directory = _surroundings.FullPath(parsed.GetRequiredValue(_out));
            await WriteAsync(directory, parsed.GetValue(_force), [(RlsScript.IndexesFile, script.Indexes), (RlsScript.PoliciesFile, script.Policies)], token);
            foreach (var note in script.Notes)
                await _surroundings.Output.WriteLineAsync($"Note: {note}");
            await _surroundings.Output.WriteLineAsync($"{Path.Combine(directory, RlsScript.IndexesFile)} and {RlsScript.PoliciesFile} are written; 'clerk2workos rls apply' runs the same.");
            return ExitCode.Done;
        }, token));
        return command;
    }

    private static async Task WriteAsync(string directory, bool force, IReadOnlyList<(string Name, string Text)> files, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(directory);
            foreach (var (name, text) in files)
            {
                var path = Path.Combine(directory, name);
                if (!force && File.Exists(path) && await File.ReadAllTextAsync(path, cancellationToken) != text)
                    throw new CannotRunException($"'{path}' is there already and differs; --force writes over it.");
            }

            foreach (var (name, text) in files)
            {
                var path = Path.Combine(directory, name);
                await File.WriteAllTextAsync(path + ".new", text, new UTF8Encoding(false), cancellationToken);
                File.Move(path + ".new", path, overwrite: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{directory}' cannot be written to: {Sentence.Of(failure)}", failure);
        }
    }
}
