using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.RowLevelSecurity;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Commands.RowLevelSecurity;

/// <summary>The options that the commands about row-level security share: the database, the application's role, the schema, the reports.</summary>
internal sealed class RlsOptions
{
    private const string DatabaseVariable = "C2W_TARGET";

    private readonly Option<string?> _database = new("--database")
    {
        Description = $"The database: a connection string, or postgres://user:password@host/database, as the role that owns the tables. Default: the variable {DatabaseVariable}, which no list of processes shows.",
        HelpName = "DATABASE",
    };

    private readonly Option<string?> _appRole = new("--app-role") { Description = "The role that the application logs in as: it owns nothing, bypasses nothing, and may only become 'authenticated' or 'anonymous'.", HelpName = "NAME" };
    private readonly Option<string> _schema = new("--schema") { Description = "The tables' schema.", HelpName = "SCHEMA", DefaultValueFactory = _ => "public" };

    private readonly Option<string?> _policies = new("--policies") { Description = "Who may see what where names do not tell, as JSON: tables and their rules.", HelpName = "FILE" };

    private readonly DocumentReportOption _report = new();

    public void AddTo(Command command)
    {
        command.Add(_database);
        command.Add(_appRole);
        command.Add(_schema);
    }

    public void AddPoliciesTo(Command command) => command.Add(_policies);

    public void AddReportTo(Command command) => _report.AddTo(command);

    /// <summary>The database's connection string.</summary>
    /// <exception cref="CannotRunException">It is not named, or cannot be read.</exception>
    public string Database(ParseResult parsed, Surroundings surroundings) => DatabaseOrNone(parsed, surroundings)
        ?? throw new CannotRunException($"The database is not named: set {DatabaseVariable}, or give --database.");

    /// <summary>The database's connection string; null where none is named.</summary>
    /// <exception cref="CannotRunException">It cannot be read.</exception>
    public string? DatabaseOrNone(ParseResult parsed, Surroundings surroundings)
    {
        var (text, origin) = parsed.GetValue(_database) is { } given ? (given, _database.Name) : (surroundings.Variable(DatabaseVariable), DatabaseVariable);
        return string.IsNullOrEmpty(text) ? null : DatabaseAddress.Parse(text, origin).ConnectionString;
    }

    /// <summary>Whether a database is named on the command line.</summary>
    public bool IsDatabaseGiven(ParseResult parsed) => parsed.GetValue(_database) is not null;

    /// <summary>The role that the application logs in as; null where none is named.</summary>
    public string? AppRole(ParseResult parsed) => parsed.GetValue(_appRole);

    public string Schema(ParseResult parsed) => parsed.GetRequiredValue(_schema);

    /// <summary>Full paths of the reports, which can be written.</summary>
    /// <exception cref="CannotRunException">One cannot.</exception>
    public IReadOnlyList<string> Reports(ParseResult parsed, Surroundings surroundings) => _report.Read(parsed, surroundings);

    /// <summary>The rules of the database's tables.</summary>
    /// <exception cref="CannotRunException">The database does not answer, or the description of the rules does not fit it.</exception>
    public async Task<RlsModel> ModelAsync(ParseResult parsed, Surroundings surroundings, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var described = parsed.GetValue(_policies) is { } file ? await RlsModelOptions.ReadAsync(surroundings.FullPath(file), cancellationToken) : new RlsModelOptions();
        // What is said on the command line is said last.
        return await RlsModel.ReadAsync(database, described with
        {
            Schema = parsed.GetResult(_schema) is { Implicit: false } ? Schema(parsed) : described.Schema,
            AppRole = AppRole(parsed) ?? described.AppRole,
        }, cancellationToken);
    }

    /// <summary>Does what a command does with the database, and says in one sentence what goes wrong.</summary>
    /// <exception cref="CannotRunException">Something did.</exception>
    public async Task<int> RunAsync(ParseResult parsed, Surroundings surroundings, Func<string, NpgsqlDataSource, Task<int>> act, CancellationToken cancellationToken)
    {
        var address = Database(parsed, surroundings);
        await DatabaseProbe.CheckAsync("The database", address, cancellationToken);
        try
        {
            await using var database = NpgsqlDataSource.Create(address);
            return await act(address, database);
        }
        catch (RlsException refused)
        {
            throw new CannotRunException(Sentence.Of(refused.Message), refused);
        }
        catch (NpgsqlException failure)
        {
            throw new CannotRunException(DatabaseProbe.SentenceOf("The database", failure), failure);
        }
    }
}
