using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Writing;

/// <summary>
/// Writes many files so that either all change or none: first each new text beside its file, then a last look whether anyone else
/// wrote one of them meanwhile, then one rename after the other. A rename that fails puts back those before it.
/// </summary>
internal static class AllOrNothing
{
    /// <param name="files">What to write.</param>
    /// <param name="replace">Puts the first file in the place of the second and keeps that as the third; <see cref="File.Replace(string, string, string)"/>.</param>
    /// <param name="cancellationToken">Heeded up to the first rename, and not any more from there.</param>
    /// <exception cref="CannotRunException">Nothing was written.</exception>
    public static void Write(ImmutableArray<PlannedFile> files, Action<string, string, string> replace, CancellationToken cancellationToken)
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        try
        {
            foreach (var file in files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                WriteBeside(file, New(file, run));
            }

            foreach (var file in files)
            {
                if (!File.Exists(file.Path) || !File.ReadAllBytes(file.Path).AsSpan().SequenceEqual(file.OldBytes))
                    throw PlannedFile.Changed(file.ShownPath);
            }

            cancellationToken.ThrowIfCancellationRequested();
            Replace(files, run, replace);
            foreach (var file in files)
                File.Delete(Old(file, run));
        }
        finally
        {
            foreach (var file in files)
                File.Delete(New(file, run));
        }
    }

    private static void WriteBeside(PlannedFile file, string path)
    {
        try
        {
            File.WriteAllBytes(path, file.NewBytes);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, File.GetUnixFileMode(file.Path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{file.ShownPath}' cannot be written: {Sentence.Of(failure)} Nothing was written.", failure);
        }
    }

    private static void Replace(ImmutableArray<PlannedFile> files, string run, Action<string, string, string> replace)
    {
        var done = new Stack<PlannedFile>();
        try
        {
            foreach (var file in files)
            {
                replace(New(file, run), file.Path, Old(file, run));
                done.Push(file);
            }
        }
        catch (Exception failure)
        {
            var stuck = done.Where(file => !IsPutBack(file, run)).Select(file => file.ShownPath).ToList();
            var end = stuck.Count == 0
                ? "The files before it were put back, nothing was written."
                : $"{Sentence.List(stuck)} could not be put back either; what was in it is beside it in a file that ends with .c2w-old.";
            throw new CannotRunException($"'{files[done.Count].ShownPath}' could not be replaced: {Sentence.Of(failure)} {end}", failure);
        }
    }

    private static bool IsPutBack(PlannedFile file, string run)
    {
        try
        {
            File.Move(Old(file, run), file.Path, overwrite: true);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Not named *.cs: while they lie there, no build may take them for source.
    private static string New(PlannedFile file, string run) => $"{file.Path}.{run}.c2w-new";

    private static string Old(PlannedFile file, string run) => $"{file.Path}.{run}.c2w-old";
}
