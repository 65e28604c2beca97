using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Writing;

/// <summary>
/// The copy that <c>--output</c> asks for. It grows in a folder beside its place and is moved there when all is done, so that a run
/// that ends early leaves nothing, and what an earlier run left stays until then.
/// </summary>
internal sealed class OutputCopy : IDisposable
{
    /// <summary>Says that a folder was made by this tool and may be replaced by it.</summary>
    public const string MarkerName = ".clerk2workos-output";

    private readonly string _output;
    private bool _isPublished;

    private OutputCopy(string output)
    {
        _output = output;
        Folder = $"{output}.c2w-{Guid.NewGuid().ToString("N")[..8]}";
    }

    /// <summary>Where the copy is while it is worked on.</summary>
    public string Folder { get; }

    /// <summary>Refuses an output that must not be replaced or cannot be written.</summary>
    /// <exception cref="CannotRunException">Says why.</exception>
    public static void Check(string source, string output)
    {
        if (output == source || source.StartsWith(output + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new CannotRunException($"--output '{output}' is the solution's own folder or one above it.");
        if (File.Exists(output))
            throw new CannotRunException($"--output '{output}' is a file.");
        if (Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any() && !File.Exists(Path.Combine(output, MarkerName)))
            throw new CannotRunException($"--output '{output}' is not empty and was not made by an earlier run; it is left alone.");
        WritablePlace.Check(output, "--output");
    }

    /// <summary>Copies the solution's folder.</summary>
    public static OutputCopy Begin(string source, string output, CancellationToken cancellationToken)
    {
        var copy = new OutputCopy(output);
        try
        {
            Directory.CreateDirectory(copy.Folder);
            new FolderCopy(source, copy.Folder, leftOut: [output, copy.Folder]).Run(cancellationToken);
            File.WriteAllText(Path.Combine(copy.Folder, MarkerName), "Made by 'clerk2workos fix --output'; the next such run replaces this folder.\n");
            return copy;
        }
        catch (Exception failure)
        {
            copy.Dispose();
            if (failure is IOException or UnauthorizedAccessException)
                throw new CannotRunException($"--output '{output}' cannot be written: {Sentence.Of(failure)}", failure);
            throw;
        }
    }

    /// <summary>Writes into the copy, which nobody else knows of.</summary>
    /// <exception cref="CannotRunException">A file could not be written.</exception>
    public static void Write(ImmutableArray<PlannedFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in FileChange.Of(files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (file.NewBytes is { } content)
                    Write(file.Path, content);
                else
                    Delete(file.Path);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new CannotRunException($"'{file.ShownPath}' cannot be written: {Sentence.Of(failure)} Nothing was written.", failure);
            }
        }
    }

    /// <summary>Deletes a file of the copy, and the folder above it where that held nothing else.</summary>
    private static void Delete(string path)
    {
        var file = new FileInfo(path);
        if (file.IsReadOnly)
            file.IsReadOnly = false;
        file.Delete();
        if (file.Directory is { } folder && !folder.EnumerateFileSystemInfos().Any())
            folder.Delete();
    }

    /// <summary>Writes a file of the copy, and the folder above it. That it is read-only was meant for the one that it is a copy of; it stays so.</summary>
    public static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new FileInfo(path);
        var isReadOnly = file is { Exists: true, IsReadOnly: true };
        if (isReadOnly)
            file.IsReadOnly = false;
        File.WriteAllBytes(path, content);
        if (isReadOnly)
            file.IsReadOnly = true;
    }

    /// <summary>Puts the finished copy in its place.</summary>
    public void Publish()
    {
        // The copy began without them; what restoring and loading put there names the folder of now.
        foreach (var made in Directory.EnumerateDirectories(Folder, "*", SearchOption.AllDirectories).Where(OutputFolders.IsBuilt).ToList())
        {
            if (Directory.Exists(made))
                Directory.Delete(made, recursive: true);
        }

        var earlier = Folder + ".old";
        try
        {
            if (Directory.Exists(_output))
                Directory.Move(_output, earlier);
            Directory.Move(Folder, _output);
            _isPublished = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (!Directory.Exists(_output) && Directory.Exists(earlier))
                Directory.Move(earlier, _output);
            throw new CannotRunException($"--output '{_output}' cannot be written: {Sentence.Of(failure)} Nothing was written.", failure);
        }

        Discard(earlier);
    }

    public void Dispose()
    {
        if (!_isPublished)
            Discard(Folder);
    }

    private static void Discard(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Rubbish beside a good result: no reason to call the run a failure.
        }
    }
}
