using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner;

/// <summary>The tool <c>clerk2workos</c>.</summary>
public static class Program
{
    /// <summary>Runs one command; its exit code is the process's.</summary>
    public static async Task<int> Main(string[] args)
    {
        using var interruption = new Interruption();
        return await CommandLine.RunAsync(args, new Surroundings(), interruption.Token);
    }
}
