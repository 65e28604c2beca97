using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Writing;

/// <summary>Finds out whether a file or folder could be written, before an hour of work shows that it cannot.</summary>
internal static class WritablePlace
{
    /// <exception cref="CannotRunException">It cannot.</exception>
    public static void Check(string path, string option)
    {
        var existing = path;
        while (!Path.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
            existing = parent;
        if (existing != path && File.Exists(existing))
            throw new CannotRunException($"{option} '{path}' cannot be written: '{existing}' is a file.");

        try
        {
            if (File.Exists(existing))
            {
                using var open = new FileStream(existing, FileMode.Open, FileAccess.Write);
                return;
            }

            using var probe = new FileStream(
                Path.Combine(existing, $".c2w-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{option} '{path}' cannot be written: {Sentence.Of(failure)}", failure);
        }
    }

    /// <exception cref="CannotRunException">It cannot be written, or is a folder.</exception>
    public static void CheckFile(string path, string option)
    {
        if (Directory.Exists(path))
            throw new CannotRunException($"{option} '{path}' is a folder.");
        Check(path, option);
    }

    /// <summary>Writes a file and the folders above it.</summary>
    /// <exception cref="CannotRunException">It cannot be written.</exception>
    public static void Write(string path, byte[] content, string option)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{option} '{path}' could not be written: {Sentence.Of(failure)}", failure);
        }
    }
}
