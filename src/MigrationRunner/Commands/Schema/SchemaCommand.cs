using System.CommandLine;

namespace Clerk2WorkOS.MigrationRunner.Commands.Schema;

/// <summary><c>schema …</c>: what becomes of the two schemas in the code.</summary>
internal static class SchemaCommand
{
    public static Command Create(Surroundings surroundings) => new("schema", "The two schemas in the code: makes the WorkOS schema the schema.")
    {
        ConsolidateCommand.Create(surroundings),
    };
}
