using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using NJsonSchema;

namespace Clerk2WorkOS.MigrationRunner.Tests.Reporting.Sarif;

/// <summary>The schema of SARIF 2.1.0.</summary>
internal static class SarifSchema
{
    private static readonly Lazy<Task<JsonSchema>> Schema = new(async () =>
    {
        var packages = await NpmPackages.InstallAsync(Path.Combine("Reporting", "Sarif"));
        return await JsonSchema.FromFileAsync(Path.Combine(packages, "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
    });

    /// <summary>What the schema has against a file; empty for nothing.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(string sarif) =>
        [.. (await Schema.Value).Validate(sarif).Select(problem => problem.ToString())];
}
