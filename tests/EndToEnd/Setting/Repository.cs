namespace Clerk2WorkOS.EndToEnd.Setting;

/// <summary>The repository that the tests run in, found from where they run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The sample application's folder.</summary>
    public static string Booking { get; } = Path.Combine(Root, "samples", "Booking");

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
