namespace Clerk2WorkOS.MigrationRunner.Writing;

/// <summary>Folders that are made from sources, or are none of them: a copy of a solution is without.</summary>
internal static class OutputFolders
{
    private static readonly string[] Names = ["bin", "obj", ".git", "node_modules", ".vs", "artifacts", Journals.JournalFolder.Name];

    public static bool IsLeftOut(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a build makes a folder of that name.</summary>
    public static bool IsBuilt(string path) => Path.GetFileName(path) is "bin" or "obj" or "artifacts";
}
