using Npgsql;

namespace Clerk2WorkOS.Cutover.Steps;

/// <summary>What a step works with.</summary>
internal sealed class CutoverContext
{
    /// <summary>The database that is switched to and holds the state; in place, the only one.</summary>
    public required NpgsqlDataSource Target { get; init; }

    /// <summary>Its connection string, for what needs a connection of its own kind.</summary>
    public required string TargetConnectionString { get; init; }

    /// <summary>The Clerk-era database; null in place.</summary>
    public NpgsqlDataSource? Legacy { get; init; }

    /// <summary>Its connection string.</summary>
    public string? LegacyConnectionString { get; init; }

    /// <summary>What the operator chose.</summary>
    public required CutoverOptions Options { get; init; }

    /// <summary>What a step remembers between attempts.</summary>
    public required IStepMemory Memory { get; init; }

    /// <summary>Tells the operator, in one sentence, what is going on.</summary>
    public required Action<string> Say { get; init; }
}

/// <summary>What steps keep in the database from one attempt to the next, by step.</summary>
internal interface IStepMemory
{
    /// <summary>The text kept under this name; null where there is none.</summary>
    Task<string?> FindAsync(string step, string name, CancellationToken cancellationToken);

    /// <summary>Keeps a text under this name, committed at once; null forgets it.</summary>
    Task KeepAsync(string step, string name, string? value, CancellationToken cancellationToken);
}
