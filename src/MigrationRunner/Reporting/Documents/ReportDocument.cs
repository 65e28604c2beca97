namespace Clerk2WorkOS.MigrationRunner.Reporting.Documents;

/// <summary>What a command reports, before it is written in any form: a verdict, facts, tables, and how fast it went.</summary>
/// <param name="Command">The command, <c>users run</c>.</param>
/// <param name="Verdict">One sentence on how it ended.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="ExitCode">What the process ended with.</param>
internal sealed record ReportDocument(string Command, string Verdict, DateTimeOffset StartedAt, TimeSpan Duration, int ExitCode)
{
    /// <summary>Named values, in the order in which they are shown.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];

    /// <summary>In the order in which they are shown; one without rows says so, or is left out where it has nothing to say.</summary>
    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>The rate over the run's time; null where nothing was counted.</summary>
    public ReportRate? Rate { get; init; }
}

/// <summary>A named value.</summary>
/// <param name="Id">Its name for programs, in camel case.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Value">A number, a text or a truth value; null where it is not known.</param>
internal sealed record ReportFact(string Id, string Name, object? Value);

/// <summary>Rows of one kind.</summary>
/// <param name="Id">Its name for programs, in camel case.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">A value for each column: a number, a text, a truth value, a list of texts, or null.</param>
internal sealed record ReportTable(string Id, string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>What stands in the place of no rows; null leaves the table out where people read.</summary>
    public string? WhenEmpty { get; init; }

    /// <summary>Whether it is left out where a terminal shows the report: too long, and said in numbers elsewhere.</summary>
    public bool IsForReports { get; init; }
}

/// <summary>A column of a table.</summary>
/// <param name="Id">Its name for programs, in camel case.</param>
/// <param name="Name">Its name for people.</param>
internal sealed record ReportColumn(string Id, string Name);

/// <summary>How much was done when.</summary>
/// <param name="Unit">What is counted: <c>users</c>, <c>rows</c>.</param>
/// <param name="Points">The time since the beginning, and how much was done by then; both rise.</param>
internal sealed record ReportRate(string Unit, IReadOnlyList<(TimeSpan At, long Done)> Points)
{
    private const int MostPoints = 120;

    /// <summary>The rate between the points, in units a second, at the end of each stretch; at most 120 stretches of about the same length.</summary>
    public IReadOnlyList<(TimeSpan At, double PerSecond)> Stretches()
    {
        var stretches = new List<(TimeSpan, double)>();
        if (Points.Count < 2)
            return stretches;
        var shortest = (Points[^1].At - Points[0].At) / MostPoints;
        var last = Points[0];
        for (var i = 1; i < Points.Count; i++)
        {
            var passed = Points[i].At - last.At;
            if (passed <= TimeSpan.Zero || (passed < shortest && i < Points.Count - 1))
                continue;
            stretches.Add((Points[i].At, (Points[i].Done - last.Done) / passed.TotalSeconds));
            last = Points[i];
        }

        return stretches;
    }
}
