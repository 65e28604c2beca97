namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>What an attack came to.</summary>
public enum RlsVerdict
{
    /// <summary>Exactly what the rules say.</summary>
    Held,

    /// <summary>The rules allow more than the database does.</summary>
    TooStrict,

    /// <summary>It could not be tried, so that nothing is known.</summary>
    NotRun,

    /// <summary>The database allows more than the rules do.</summary>
    Leaked,
}

/// <summary>How a table is attacked.</summary>
public enum RlsAttack
{
    /// <summary>Reading.</summary>
    Select,

    /// <summary><c>COPY … TO</c>, and <c>COPY … FROM</c>, which nobody may.</summary>
    Copy,

    /// <summary>Adding rows: one's own, another's, into foreign organizations, with what only the service writes.</summary>
    Insert,

    /// <summary>Changing rows: all that can be reached, and then each of its keys.</summary>
    Update,

    /// <summary>Deleting all that can be reached.</summary>
    Delete,

    /// <summary>The same with <c>RETURNING</c>, which reads.</summary>
    Returning,

    /// <summary><c>TRUNCATE</c>, which no policy holds back.</summary>
    Truncate,
}

/// <summary>One kind of attack by one person on one table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Persona">Who attacked, in a few words.</param>
/// <param name="Attack">How.</param>
/// <param name="Verdict">The worst that came of it.</param>
/// <param name="Details">A sentence for each attempt that did not end as the rules say.</param>
public sealed record RlsCell(string Table, string Persona, RlsAttack Attack, RlsVerdict Verdict, IReadOnlyList<string> Details);

/// <summary>The outcome of an attack on a database.</summary>
/// <param name="Cells">Table by table, person by person.</param>
/// <param name="Attempts">Statements that were tried.</param>
/// <param name="Notes">What was known beforehand: tables that no rule covers, columns that are not what they seem.</param>
public sealed record RlsMatrix(IReadOnlyList<RlsCell> Cells, int Attempts, IReadOnlyList<string> Notes)
{
    /// <summary>Whether every cell is as the rules say, and there is one.</summary>
    public bool IsHeld => Cells.Count > 0 && Cells.All(cell => cell.Verdict == RlsVerdict.Held);

    /// <summary>How many cells came to a verdict.</summary>
    public int Count(RlsVerdict verdict) => Cells.Count(cell => cell.Verdict == verdict);
}
