using System.CommandLine;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>The options that the commands about people and data share: the two databases, and what is reported.</summary>
/// <param name="targetAliases">What else <c>--target</c> is called.</param>
internal sealed class DatabaseOptions(params string[] targetAliases)
{
    private const string LegacyVariable = "C2W_LEGACY";
    private const string TargetVariable = "C2W_TARGET";

    private readonly Option<string?> _legacy = new("--legacy")
    {
        Description = $"The Clerk-era database: a connection string, or postgres://user:password@host/database. Default: the variable {LegacyVariable}, which no list of processes shows.",
        HelpName = "DATABASE",
    };

    private readonly Option<string?> _target = new("--target", targetAliases)
    {
        Description = $"The WorkOS-era database. Default: the variable {TargetVariable}.",
        HelpName = "DATABASE",
    };

    private readonly Option<bool> _pooled = new("--target-pooled")
    {
        Description = "A pooler stands before the target that may give each transaction another session (PgBouncer in transaction mode, a Neon host with -pooler).",
    };

    private readonly DocumentReportOption _report = new();

    /// <summary>How much is said.</summary>
    public ReportVerbosity Verbosity { get; } = new();

    public void AddTo(Command command)
    {
        command.Add(_legacy);
        command.Add(_target);
        command.Add(_pooled);
        _report.AddTo(command);
        Verbosity.AddTo(command);
    }

    /// <summary>Full paths of the reports, which can be written.</summary>
    /// <exception cref="CannotRunException">One cannot.</exception>
    public IReadOnlyList<string> Reports(ParseResult parsed, Surroundings surroundings) => _report.Read(parsed, surroundings);

    /// <summary>The target's connection string.</summary>
    /// <exception cref="CannotRunException">It is not named, or cannot be read.</exception>
    public string Target(ParseResult parsed, Surroundings surroundings) => Address(parsed, surroundings, _target, TargetVariable)
        ?? throw new CannotRunException($"The target is not named: set {TargetVariable}, or give --target.");

    /// <summary>The legacy database's connection string.</summary>
    /// <exception cref="CannotRunException">It is not named, or cannot be read.</exception>
    public string Legacy(ParseResult parsed, Surroundings surroundings) => LegacyOrNone(parsed, surroundings)
        ?? throw new CannotRunException($"The legacy database is not named: set {LegacyVariable}, or give --legacy.");

    /// <summary>The legacy database's connection string; null where none is named.</summary>
    /// <exception cref="CannotRunException">It cannot be read.</exception>
    public string? LegacyOrNone(ParseResult parsed, Surroundings surroundings) => Address(parsed, surroundings, _legacy, LegacyVariable);

    /// <summary>Whether a pooler stands before the target; Neon's are known by their name.</summary>
    public bool IsTargetPooled(ParseResult parsed, string target) =>
        parsed.GetValue(_pooled) || new NpgsqlConnectionStringBuilder(target).Host?.Contains("-pooler.", StringComparison.Ordinal) == true;

    private static string? Address(ParseResult parsed, Surroundings surroundings, Option<string?> option, string variable)
    {
        var (text, origin) = parsed.GetValue(option) is { } given ? (given, option.Name) : (surroundings.Variable(variable), variable);
        return string.IsNullOrEmpty(text) ? null : DatabaseAddress.Parse(text, origin).ConnectionString;
    }
}
