using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.MigrationRunner.Loading.Compiler;

/// <summary>
/// Makes a solution in memory of compiler calls. A reference to the assembly of another call becomes a reference to that project, whatever in the
/// project files led to it: aliases, target frameworks and references that are for the order of a build only need no thought here.
/// </summary>
internal sealed class CompiledSolution(IReadOnlyCollection<CompilerCall> calls)
{
    private readonly Dictionary<string, PortableExecutableReference> _metadata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectId> _byOutput = new(StringComparer.Ordinal);
    private readonly AnalyzerLoader _analyzers = new();

    /// <summary>References that no file and no project answers to, each a sentence.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Opens every call as a project of the workspace.</summary>
    public void OpenIn(AdhocWorkspace workspace)
    {
        var projects = calls
            .Select(call => new CalledProject(call, Parse(call), ProjectId.CreateNewId(call.ProjectPath)))
            .OrderBy(project => project.Call.ProjectPath, StringComparer.Ordinal)
            .ToList();
        foreach (var project in projects)
        {
            foreach (var output in project.Outputs)
                _byOutput.TryAdd(output, project.Id);
        }

        var targets = projects.GroupBy(project => project.Call.ProjectPath, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var infos = projects.Select(project => Info(project, hasSiblings: targets[project.Call.ProjectPath] > 1)).ToList();
        workspace.AddSolution(SolutionInfo.Create(SolutionId.CreateNewId(), VersionStamp.Create(), projects: WithoutCircles(infos)));
    }

    private static CSharpCommandLineArguments Parse(CompilerCall call) =>
        CSharpCommandLineParser.Default.Parse(call.Arguments, Path.GetDirectoryName(call.ProjectPath), sdkDirectory: null);

    private ProjectInfo Info(CalledProject project, bool hasSiblings)
    {
        var (call, arguments, id) = project;
        var folder = Path.GetDirectoryName(call.ProjectPath)!;
        var name = Path.GetFileNameWithoutExtension(call.ProjectPath);
        var parse = arguments.ParseOptions;
        var (references, metadata) = References(project);
        return ProjectInfo.Create(
                id,
                VersionStamp.Create(File.GetLastWriteTimeUtc(call.ProjectPath)),
                hasSiblings && call.TargetFramework.Length > 0 ? $"{name}({call.TargetFramework})" : name,
                arguments.CompilationName ?? name,
                LanguageNames.CSharp,
                call.ProjectPath,
                call.OutputPath,
                arguments.CompilationOptions
                    .WithXmlReferenceResolver(new XmlFileResolver(folder))
                    .WithSourceReferenceResolver(new SourceFileResolver([], folder))
                    .WithStrongNameProvider(new DesktopStrongNameProvider(arguments.KeyFileSearchPaths, Path.GetTempPath()))
                    .WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default),
                // Names in documentation comments are names, also where the compiler does not look at them.
                parse.DocumentationMode == DocumentationMode.None ? parse.WithDocumentationMode(DocumentationMode.Parse) : parse,
                Documents(project, arguments.SourceFiles.Select(file => file.Path)),
                references,
                metadata,
                Analyzers(arguments, folder),
                Documents(project, arguments.AdditionalFiles.Select(file => file.Path)),
                outputRefFilePath: call.ReferenceOutputPath)
            .WithAnalyzerConfigDocuments(Documents(project, arguments.AnalyzerConfigPaths))
            .WithDefaultNamespace(call.RootNamespace)
            .WithCompilationOutputInfo(new CompilationOutputInfo().WithAssemblyPath(project.CompiledTo));
    }

    private static ImmutableArray<DocumentInfo> Documents(CalledProject project, IEnumerable<string> paths)
    {
        var folder = Path.GetDirectoryName(project.Call.ProjectPath)!;
        return
        [
            .. paths.Select(path => Path.GetFullPath(path, folder)).Select(path => DocumentInfo.Create(
                DocumentId.CreateNewId(project.Id, path),
                Path.GetFileName(path),
                FoldersOf(path, folder),
                loader: new FileTextLoader(path, project.Arguments.Encoding),
                filePath: path)),
        ];
    }

    /// <summary>Where the document stands in its project; a linked one stands at its root.</summary>
    private static string[] FoldersOf(string path, string project) =>
        Path.GetRelativePath(project, Path.GetDirectoryName(path)!) is var relative && (relative == "." || relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative))
            ? []
            : relative.Split(Path.DirectorySeparatorChar);

    private (List<ProjectReference> Projects, List<MetadataReference> Metadata) References(CalledProject project)
    {
        var projects = new List<ProjectReference>();
        var metadata = new List<MetadataReference>();
        var folder = Path.GetDirectoryName(project.Call.ProjectPath)!;
        foreach (var reference in project.Arguments.MetadataReferences.Distinct())
        {
            var path = Path.GetFullPath(reference.Reference, folder);
            var properties = reference.Properties;
            if (_byOutput.TryGetValue(path, out var other) && other != project.Id)
                projects.Add(new ProjectReference(other, properties.Aliases, properties.EmbedInteropTypes));
            else if (File.Exists(path))
                metadata.Add(Metadata(path).WithProperties(properties));
            else
                Remarks.Add($"'{path}', which {Path.GetFileName(project.Call.ProjectPath)} refers to, does not exist.");
        }

        return (projects.Distinct().ToList(), metadata);
    }

    /// <summary>Read once, however many projects refer to it.</summary>
    private PortableExecutableReference Metadata(string path)
    {
        if (!_metadata.TryGetValue(path, out var reference))
            _metadata[path] = reference = MetadataReference.CreateFromFile(path);
        return reference;
    }

    private IEnumerable<AnalyzerReference> Analyzers(CommandLineArguments arguments, string folder)
    {
        var paths = arguments.AnalyzerReferences.Select(reference => Path.GetFullPath(reference.FilePath, folder)).Distinct(StringComparer.Ordinal).Where(File.Exists).ToList();
        paths.ForEach(_analyzers.AddDependencyLocation);
        return paths.Select(path => new AnalyzerFileReference(path, _analyzers));
    }

    /// <summary>Two projects that refer to each other's assemblies build one after the other; a solution in memory knows only one direction.</summary>
    private static List<ProjectInfo> WithoutCircles(List<ProjectInfo> projects)
    {
        var byId = projects.ToDictionary(project => project.Id);
        var done = new HashSet<ProjectId>();
        var open = new HashSet<ProjectId>();
        foreach (var project in projects)
            Visit(project.Id);
        return [.. projects.Select(project => byId[project.Id])];

        void Visit(ProjectId id)
        {
            if (!done.Add(id))
                return;
            open.Add(id);
            var project = byId[id];
            foreach (var reference in project.ProjectReferences)
            {
                if (open.Contains(reference.ProjectId))
                    byId[id] = byId[id].WithProjectReferences(byId[id].ProjectReferences.Where(other => other != reference));
                else
                    Visit(reference.ProjectId);
            }

            open.Remove(id);
        }
    }

    private sealed record CalledProject(CompilerCall Call, CSharpCommandLineArguments Arguments, ProjectId Id)
    {
        /// <summary>What the compiler writes.</summary>
        public string? CompiledTo => Arguments.OutputFileName is { } name ? Path.Combine(Arguments.OutputDirectory, name) : null;

        /// <summary>Every path by which another project may refer to this one.</summary>
        public IEnumerable<string> Outputs =>
            new[] { Call.OutputPath, Call.ReferenceOutputPath, CompiledTo, Arguments.OutputRefFilePath }.OfType<string>().Select(Path.GetFullPath);
    }
}
