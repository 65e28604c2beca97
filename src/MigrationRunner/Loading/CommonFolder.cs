namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>The nearest folder that several have in common.</summary>
internal static class CommonFolder
{
    /// <exception cref="CannotRunException">It is the root of a file system, the home folder or one above: looking through all that is in there is not meant.</exception>
    public static string Of(IReadOnlyList<string> folders)
    {
        var common = folders[0];
        foreach (var folder in folders)
        {
            while (!OutsideInputs.IsInside(common, folder))
                common = Path.GetDirectoryName(common) ?? throw new CannotRunException($"'{folders[0]}' and '{folder}' have no folder in common; give each a run of its own.");
        }

        if (IsTooHigh(common) && folders.Any(folder => folder != common))
            throw new CannotRunException($"All that the inputs have in common is '{common}'; give each a run of its own, or move them below one folder.");
        return common;
    }

    private static bool IsTooHigh(string folder) =>
        Path.GetDirectoryName(folder) is null
        || OutsideInputs.IsInside(folder, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
}
