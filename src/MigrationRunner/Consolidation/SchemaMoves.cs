using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Consolidation;

/// <summary>
/// Which files and folders follow the namespaces: a folder whose name is the namespace's last word and that holds declarations of it, and a file of that name.
/// The two schemas change places, so what counts is whether a path is free once everything has moved.
/// </summary>
internal sealed class SchemaMoves
{
    private readonly string _root;
    private readonly List<SchemaFolder> _folders = [];
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<string> _remarks = [];

    private SchemaMoves(string root) => _root = root;

    /// <summary>Files by their full path before; where they go.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>The folders that follow.</summary>
    public IReadOnlyList<SchemaFolder> Folders => _folders;

    /// <summary>What stays although it is called so; sentences.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>The files that have a namesake on the other side: git takes the one for the other, unless they are committed one after the other.</summary>
    public ImmutableArray<string> Namesakes => [.. _files.Values.Where(_files.ContainsKey).Select(Shown).Order(StringComparer.Ordinal)];

    /// <param name="root">The solution's folder; what is outside of it stays.</param>
    /// <param name="renames">The namespaces.</param>
    /// <param name="declaring">The C# files and what they declare.</param>
    /// <param name="cancellationToken">Ends the looking around.</param>
    /// <exception cref="CannotRunException">A file would take the place of another that stays, or is a link.</exception>
    public static SchemaMoves Of(string root, ImmutableArray<SchemaRename> renames, ImmutableArray<DeclaringFile> declaring, CancellationToken cancellationToken)
    {
        var moves = new SchemaMoves(root);
        foreach (var rename in renames)
        {
            var mine = declaring.Where(file => file.Renames.Contains(rename) && OutsideInputs.IsInside(root, file.Path)).ToList();
            foreach (var file in mine.Where(file => IsOnly(file, rename) && NameOf(file.Path) == rename.OldWord))
                moves.AddFile(file.Path, WithName(file.Path, rename));
            foreach (var folder in mine.Select(file => FolderOf(file.Path, rename, root)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                moves.AddFolder(folder, rename, declaring, cancellationToken);
        }

        moves.RefuseCollisions();
        return moves;
    }

    private static bool IsOnly(DeclaringFile file, SchemaRename rename) => !file.DeclaresElsewhere && file.Renames.All(other => other == rename);

    /// <summary>The nearest folder around a file that is called after the namespace.</summary>
    private static string? FolderOf(string path, SchemaRename rename, string root)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null && folder.Length > root.Length; folder = Path.GetDirectoryName(folder))
        {
            if (Path.GetFileName(folder) == rename.OldWord)
                return folder;
        }

        return null;
    }

    private static string NameOf(string path) => Path.GetFileName(path).Split('.')[0];

    private static string WithName(string path, SchemaRename rename) => Path.Combine(Path.GetDirectoryName(path)!, rename.NewWord + Path.GetFileName(path)[rename.OldWord.Length..]);

    private void AddFolder(string folder, SchemaRename rename, ImmutableArray<DeclaringFile> declaring, CancellationToken cancellationToken)
    {
        var target = Path.Combine(Path.GetDirectoryName(folder)!, rename.NewWord);
        var code = declaring.Where(file => OutsideInputs.IsInside(folder, file.Path)).ToList();
        var all = FilesIn(folder, cancellationToken);
        if (all.Find(IsProjectOrSolution) is { } project)
        {
            _remarks.Add($"'{Shown(folder)}' holds '{Path.GetFileName(project)}' and keeps its name.");
            return;
        }

        var isWhole = code.TrueForAll(file => !file.DeclaresElsewhere && file.Renames.All(other => other == rename));
        if (!isWhole)
            _remarks.Add($"'{Shown(folder)}' holds other code as well; only the files that declare something of '{rename.From}' go to '{Shown(target)}'.");
        _folders.Add(new SchemaFolder(rename, folder, target, isWhole));
        foreach (var file in isWhole ? all : code.Where(file => file.Renames.Length > 0 && IsOnly(file, rename)).Select(file => file.Path))
            AddFile(file, target + (_files.TryGetValue(file, out var renamed) ? renamed : file)[folder.Length..]);
    }

    private void AddFile(string from, string to)
    {
        if (new FileInfo(from).LinkTarget is not null)
            throw new CannotRunException($"'{Shown(from)}' is a link and would have to move; move it by hand, or replace it with what it links to. Nothing was written.");
        _files[from] = to;
    }

    /// <summary>Everything in a folder but what builds and tools made there.</summary>
    private List<string> FilesIn(string folder, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry is FileInfo)
                found.Add(entry.FullName);
            else if (entry.LinkTarget is not null)
                throw new CannotRunException($"'{Shown(entry.FullName)}' is a link and would have to move; move it by hand, or replace it with what it links to. Nothing was written.");
            else if (!OutputFolders.IsLeftOut(entry.Name))
                found.AddRange(FilesIn(entry.FullName, cancellationToken));
        }

        return found;
    }

    private void RefuseCollisions()
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (from, to) in _files)
        {
            if (!taken.TryAdd(to, from))
                throw new CannotRunException($"'{Shown(from)}' and '{Shown(taken[to])}' would both become '{Shown(to)}'; nothing was written.");
            if (Path.Exists(to) && !_files.ContainsKey(to))
                throw new CannotRunException($"'{Shown(from)}' would become '{Shown(to)}', and that is there already; nothing was written.");
        }
    }

    private static bool IsProjectOrSolution(string file) => Path.GetExtension(file).ToUpperInvariant() is ".CSPROJ" or ".VBPROJ" or ".FSPROJ" or ".SLN" or ".SLNX" or ".SHPROJ";

    private string Shown(string path) => Path.GetRelativePath(_root, path).Replace('\\', '/');
}
