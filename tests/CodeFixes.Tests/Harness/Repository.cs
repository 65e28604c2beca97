namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>This repository, above the folder that the tests run in.</summary>
internal static class Repository
{
    /// <summary>Its root.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "MigrationAnalyzers.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found above the tests.");
        return root.FullName;
    }
}
