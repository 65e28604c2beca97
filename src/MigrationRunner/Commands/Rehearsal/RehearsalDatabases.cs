using System.CommandLine;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;

namespace Clerk2WorkOS.MigrationRunner.Commands.Rehearsal;

/// <summary>Which databases are rehearsed with, and where the report goes.</summary>
internal sealed class RehearsalDatabases
{
    private const string LegacyVariable = "C2W_LEGACY";
    private const string TargetVariable = "C2W_TARGET";

    private readonly Option<string?> _legacy = new("--legacy")
    {
        Description = $"The Clerk-era database, which is read and nothing else. Default: the variable {LegacyVariable}, which no list of processes shows.",
        HelpName = "DATABASE",
    };

    private readonly Option<string?> _target = new("--target")
    {
        Description = $"The WorkOS-era database, of which the tables' definitions are read and nothing else. Default: the variable {TargetVariable}.",
        HelpName = "DATABASE",
    };

    private readonly Option<string?> _sql = new("--target-sql") { Description = "In place of --target: a file of SQL that creates the target's tables.", HelpName = "FILE" };

    private readonly DocumentReportOption _report = new("'cutover' reads the .json.");

    public void AddTo(Command command)
    {
        command.Add(_legacy);
        command.Add(_target);
        command.Add(_sql);
    }

    public void AddReportTo(Command command) => _report.AddTo(command);

    /// <summary>Full paths of the reports, which can be written.</summary>
    /// <exception cref="CannotRunException">One cannot.</exception>
    public IReadOnlyList<string> Reports(ParseResult parsed, Surroundings surroundings) => _report.Read(parsed, surroundings);

    /// <exception cref="CannotRunException">It is not named, or cannot be read.</exception>
    public string Legacy(ParseResult parsed, Surroundings surroundings) => Address(parsed, surroundings, _legacy, LegacyVariable)
        ?? throw new CannotRunException($"The legacy database is not named: set {LegacyVariable}, or give --legacy.");

    /// <summary>The target, or the file with its tables; the file counts where both are there.</summary>
    /// <exception cref="CannotRunException">There is neither, or both are given, or one cannot be read.</exception>
    public (string? Target, string? Sql) Target(ParseResult parsed, Surroundings surroundings)
    {
        if (parsed.GetValue(_sql) is not { } file)
        {
            return (Address(parsed, surroundings, _target, TargetVariable)
                ?? throw new CannotRunException($"The target's tables are not named: give --target-sql FILE, --target, or set {TargetVariable}."), null);
        }

        if (parsed.GetValue(_target) is not null)
            throw new CannotRunException("--target-sql is given in place of --target: give one of them.");
        var full = surroundings.FullPath(file);
        return File.Exists(full) ? (null, full) : throw new CannotRunException($"--target-sql takes a file of SQL that creates the target's tables, and there is no '{full}'.");
    }

    private static string? Address(ParseResult parsed, Surroundings surroundings, Option<string?> option, string variable)
    {
        var (text, origin) = parsed.GetValue(option) is { } given ? (given, option.Name) : (surroundings.Variable(variable), variable);
        return string.IsNullOrEmpty(text) ? null : DatabaseAddress.Parse(text, origin).ConnectionString;
    }
}
