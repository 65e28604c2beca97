namespace Clerk2WorkOS.Analyzers.Tests.Harness;

/// <summary>The files of this repository, found from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Every C# file that somebody wrote, in a fixed order.</summary>
    public static IEnumerable<string> SourceFiles() => Directory
        .EnumerateFiles(Root, "*.cs", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden })
        .Where(path => !IsBuilt(Path.GetRelativePath(Root, path)))
        .Order(StringComparer.Ordinal);

    private static bool IsBuilt(string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "artifacts" or "node_modules");

    private static string Find(string folder)
    {
        for (var up = new DirectoryInfo(folder); up is not null; up = up.Parent)
        {
            if (File.Exists(Path.Combine(up.FullName, "MigrationAnalyzers.sln")))
                return up.FullName;
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
