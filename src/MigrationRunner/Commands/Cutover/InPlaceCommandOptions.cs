using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.InPlace;

namespace Clerk2WorkOS.MigrationRunner.Commands.Cutover;

/// <summary>The options of a cut-over within one database; given for another way they are refused.</summary>
internal sealed class InPlaceCommandOptions
{
    private const int MostBatchRows = 10_000;

    private readonly Option<bool> _allowUnmapped = new("--allow-unmapped") { Description = "In place: rows whose Clerk id is not in the id map may stay without a WorkOS id." };
    private readonly Option<int?> _rowsPerSecond = Count("--rows-per-second", "In place: the most rows that are filled in a second; no limit by default.", int.MaxValue);
    private readonly Option<int?> _batchRows = Count("--batch-rows", "In place: rows that are filled in one transaction, up to 10,000; 5,000 by default.", MostBatchRows);
    private readonly Option<bool> _letTriggersFire = new("--let-triggers-fire") { Description = "In place: the application's own triggers may fire for each row that is filled, where the connecting role cannot keep them quiet." };
    private readonly Option<bool> _withoutInstances = new("--without-instances") { Description = "In place: no instance follows the switch (AddCutoverSwitch); the application is told in another way before the step." };
    private readonly Option<string?> _codeReport = new("--code-report") { Description = "In place: the report of 'clerk2workos check --report FILE.json' over the code that runs in production.", HelpName = "FILE" };
    private readonly Option<string[]> _acceptReader = new("--accept-reader")
    {
        Description = "In place: a view, function, trigger or index, or a query id of pg_stat_statements, that may go on naming a Clerk id until it fails. May be given several times.",
        HelpName = "NAME",
    };

    /// <summary>What counts until production is switched.</summary>
    public void AddTo(Command command) => Add(command, _allowUnmapped, _rowsPerSecond, _batchRows, _letTriggersFire, _withoutInstances);

    /// <summary>What counts when the Clerk ids are dropped.</summary>
    public void AddFinalTo(Command command) => Add(command, _allowUnmapped, _codeReport, _acceptReader);

    /// <exception cref="CannotRunException">One is given, and the way is another.</exception>
    public InPlaceOptions Read(ParseResult parsed, Surroundings surroundings, CutoverWay way)
    {
        Option[] all = [_allowUnmapped, _rowsPerSecond, _batchRows, _letTriggersFire, _withoutInstances, _codeReport, _acceptReader];
        if (way != CutoverWay.InPlace && all.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } stray)
            throw new CannotRunException($"{stray.Name} is for a cut-over within one database, and this one goes by way of {WayOption.NameOf(way)}.");
        var standard = new InPlaceOptions();
        return standard with
        {
            AllowUnmapped = parsed.GetValue(_allowUnmapped),
            RowsPerSecond = parsed.GetValue(_rowsPerSecond) ?? standard.RowsPerSecond,
            BatchRows = parsed.GetValue(_batchRows) ?? standard.BatchRows,
            LetTriggersFire = parsed.GetValue(_letTriggersFire),
            WithoutInstances = parsed.GetValue(_withoutInstances),
            CodeReport = parsed.GetValue(_codeReport) is { } report ? surroundings.FullPath(report) : null,
            AcceptedReaders = (parsed.GetValue(_acceptReader) ?? []).ToImmutableHashSet(StringComparer.Ordinal),
        };
    }

    private static void Add(Command command, params Option[] options)
    {
        foreach (var option in options)
            command.Add(option);
    }

    private static Option<int?> Count(string name, string description, int most) => new(name)
    {
        Description = description,
        HelpName = "ROWS",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most)
                return count;
            result.AddError(most == int.MaxValue ? $"{name} takes a number of rows, not '{result.Tokens[0].Value}'." : string.Create(CultureInfo.InvariantCulture, $"{name} takes a number of rows from 1 to {most:N0}, not '{result.Tokens[0].Value}'."));
            return null;
        },
    };
}
