using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Model;

internal enum PolicyCommand
{
    All,
    Select,
    Insert,
    Update,
    Delete,
}

/// <summary>A policy; its expressions without the parentheses around them.</summary>
internal sealed record Policy(ObjectName Table, string Name)
{
    public PolicyCommand Command { get; init; }

    public bool IsRestrictive { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [DatabaseState.Public];

    public string? Using { get; init; }

    public string? WithCheck { get; init; }

    public string Place => $"{Table}.{Name}";

    public string Reference => $"{SqlName.Quote(Name)} ON {Table.Quoted}";

    /// <summary>Whether it governs statements of that kind.</summary>
    public bool Covers(PolicyCommand command) => Command == PolicyCommand.All || Command == command;
}
