using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading.Compiler;

/// <summary>
/// Loads the source generators of the projects. Each folder of them is a world of its own, so that two versions of one generator, or of what
/// they need, do not meet; the compiler's own assemblies are this program's.
/// </summary>
internal sealed class AnalyzerLoader : IAnalyzerAssemblyLoader
{
    private readonly ConcurrentDictionary<string, Folder> _folders = new(StringComparer.Ordinal);

    public void AddDependencyLocation(string fullPath) => FolderOf(fullPath);

    public Assembly LoadFromPath(string fullPath) => FolderOf(fullPath).LoadFromAssemblyPath(fullPath);

    private Folder FolderOf(string file) => _folders.GetOrAdd(Path.GetDirectoryName(file)!, folder => new Folder(folder, this));

    /// <summary>One folder's assemblies; what it lacks may be in another one's.</summary>
    private sealed class Folder(string path, AnalyzerLoader others) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var name = assemblyName.Name + ".dll";
            if (IsOfThisProgram(assemblyName))
                return null;
            if (Path.Combine(path, name) is var beside && File.Exists(beside))
                return LoadFromAssemblyPath(beside);
            var elsewhere = others._folders.Keys.Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
            return elsewhere is null ? null : others.LoadFromPath(elsewhere);
        }

        /// <summary>The types by which generator and compiler speak with each other have to be the same for both.</summary>
        private static bool IsOfThisProgram(AssemblyName assembly) =>
            assembly.Name is "Microsoft.CodeAnalysis" or "Microsoft.CodeAnalysis.CSharp" or "Microsoft.CodeAnalysis.Workspaces" or "Microsoft.CodeAnalysis.CSharp.Workspaces"
            || assembly.Name!.StartsWith("System.", StringComparison.Ordinal);
    }
}
