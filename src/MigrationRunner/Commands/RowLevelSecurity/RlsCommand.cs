using System.CommandLine;

namespace Clerk2WorkOS.MigrationRunner.Commands.RowLevelSecurity;

/// <summary><c>rls …</c>: row-level security, from the script to the attack.</summary>
internal static class RlsCommand
{
    public static Command Create(Surroundings surroundings) => new("rls", "Row-level security: writes the policies, applies them, reviews them, and attacks the database to prove them.")
    {
        RlsScriptCommand.Create(surroundings),
        RlsApplyCommand.Create(surroundings),
        RlsLintCommand.Create(surroundings),
        RlsVerifyCommand.Create(surroundings),
        RlsNeonCommand.Create(surroundings),
    };
}
