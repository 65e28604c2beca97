using System.Collections.Immutable;

namespace Clerk2WorkOS.Migration.Data.Mapping;

/// <summary>All tables that are copied, in the order of copying, and what is to be said about the rest.</summary>
internal sealed record DataMap(ImmutableArray<TableMapping> Tables, ImmutableArray<PlanProblem> Problems)
{
    public TableMapping? Find(string name) => Tables.FirstOrDefault(table => table.Name == name);

    /// <summary>The tables that are copied together with one, itself included.</summary>
    public ImmutableArray<TableMapping> Members(TableMapping table) => table.Group.IsEmpty ? [table] : [.. Tables.Where(member => table.Group.Contains(member.Name))];

    /// <exception cref="MigrationException">Something blocks.</exception>
    public void Demand()
    {
        var blocking = Problems.Where(problem => problem.IsBlocking).ToList();
        if (blocking.Count > 0)
            throw new MigrationException(blocking.Count == 1 ? blocking[0].Sentence : $"{blocking[0].Sentence} ({blocking.Count - 1} more: 'clerk2workos data plan' shows them.)");
    }
}
