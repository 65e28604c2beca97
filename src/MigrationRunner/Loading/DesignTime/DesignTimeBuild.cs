using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Loading.Compiler;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Execution;

namespace Clerk2WorkOS.MigrationRunner.Loading.DesignTime;

/// <summary>
/// Has MSBuild, in this process, go through a build up to the call of the compiler, which is noted and not made. The projects that are referred to
/// come along. Only to be touched once <see cref="MSBuildInProcess"/> has an MSBuild.
/// </summary>
internal sealed class DesignTimeBuild : IDisposable
{
    private static readonly string[] Targets = ["Compile", "CoreCompile"];

    private readonly CollectedMessages _messages;
    private readonly ProjectCollection _collection;
    private readonly BuildManager _manager = new("clerk2workos");
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly ImmutableArray<CompilerCall>.Builder _calls = ImmutableArray.CreateBuilder<CompilerCall>();

    private DesignTimeBuild(CollectedMessages messages, CancellationToken cancellationToken)
    {
        _messages = messages;
        _cancellationToken = cancellationToken;
        _collection = new ProjectCollection(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["DesignTimeBuild"] = "true",
                ["BuildingProject"] = "false",
                ["BuildProjectReferences"] = "false",
                ["ProvideCommandLineArgs"] = "true",
                ["SkipCompilerExecution"] = "true",
                ["ContinueOnError"] = "ErrorAndContinue",
                ["ShouldUnsetParentConfigurationAndPlatform"] = "false",
                // An output that is never there: without it a project that is up to date has no compiler to call.
                ["NonExistentFile"] = Path.Combine("__NonExistentSubDir__", "__NonExistentFile__"),
            },
            loggers: [],
            ToolsetDefinitionLocations.Default);
    }

    /// <summary>The compiler calls of projects and of all that they refer to; null where MSBuild does not get as far as that with one of them.</summary>
    public static Task<DesignTimeResult?> RunAsync(ImmutableArray<InputEntry> entries, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            await ProcessState.Turn.WaitAsync(cancellationToken);
            try
            {
                using var state = new ProcessState();
                foreach (var (name, value) in MSBuildInProcess.Variables)
                    Environment.SetEnvironmentVariable(name, value);
                var messages = new CollectedMessages();
                using var build = new DesignTimeBuild(messages, cancellationToken);
                return build.Run(entries) is { } calls ? new DesignTimeResult(calls, [.. messages.Errors], [.. messages.Warnings]) : null;
            }
            finally
            {
                ProcessState.Turn.Release();
            }
        },
        cancellationToken);

    public void Dispose()
    {
        _manager.Dispose();
        _collection.UnloadAllProjects();
        _collection.Dispose();
    }

    private ImmutableArray<CompilerCall>? Run(ImmutableArray<InputEntry> entries)
    {
        _manager.BeginBuild(new BuildParameters(_collection)
        {
            Loggers = [_messages],
            MaxNodeCount = 1,
            EnableNodeReuse = false,
            ShutdownInProcNodeOnBuildFinish = true,
            ProjectLoadSettings = LoadSettings,
        });
        try
        {
            using var cancelled = _cancellationToken.Register(_manager.CancelAllSubmissions);
            return entries.All(entry => entry.Projects.All(project => TryBuild(project, entry.SolutionFolder))) ? _calls.ToImmutable() : null;
        }
        catch (InvalidProjectFileException)
        {
            return null;
        }
        finally
        {
            _manager.EndBuild();
            _cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>As an IDE evaluates: what is missing shows in what does not come out.</summary>
    private const ProjectLoadSettings LoadSettings = ProjectLoadSettings.RejectCircularImports | ProjectLoadSettings.IgnoreEmptyImports | ProjectLoadSettings.IgnoreMissingImports
        | ProjectLoadSettings.IgnoreInvalidImports | ProjectLoadSettings.DoNotEvaluateElementsWithFalseCondition | ProjectLoadSettings.FailOnUnresolvedSdk;

    /// <summary>What is referred to first: its evaluation then serves everybody who asks it for its output.</summary>
    private bool TryBuild(string path, string? solutionFolder)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (!_visited.Add(path))
            return true;
        if (!File.Exists(path))
            return false;

        var project = Evaluate(path, solutionFolder, targetFramework: null);
        var frameworks = project.GetPropertyValue("TargetFramework") is { Length: > 0 } ? "" : project.GetPropertyValue("TargetFrameworks");
        ProjectInstance[] targets = frameworks.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } several
            ? [.. several.Select(framework => Evaluate(path, solutionFolder, framework))]
            : [project];
        return targets.SelectMany(References).Distinct(StringComparer.Ordinal).All(reference => TryBuild(reference, solutionFolder)) && targets.All(TryCall);
    }

    private ProjectInstance Evaluate(string path, string? solutionFolder, string? targetFramework)
    {
        var properties = new Dictionary<string, string>(_collection.GlobalProperties, StringComparer.OrdinalIgnoreCase);
        if (solutionFolder is not null)
            properties["SolutionDir"] = solutionFolder + Path.DirectorySeparatorChar;
        if (targetFramework is not null)
            properties["TargetFramework"] = targetFramework;
        return ProjectInstance.FromFile(path, new() { GlobalProperties = properties, ProjectCollection = _collection, LoadSettings = LoadSettings });
    }

    private static IEnumerable<string> References(ProjectInstance project) =>
        project.GetItems("ProjectReference").Select(item => item.GetMetadataValue("FullPath")).Where(path => path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase));

    /// <summary>Projects of the old style are built by another MSBuild, and XAML of Windows needs a step that only MSBuildWorkspace takes.</summary>
    private static bool WantsVisualStudio(ProjectInstance project) =>
        !project.GetPropertyValue("UsingMicrosoftNETSdk").Equals("true", StringComparison.OrdinalIgnoreCase) || project.Targets.ContainsKey("DesignTimeMarkupCompilation");

    private bool TryCall(ProjectInstance project)
    {
        if (!Array.TrueForAll(Targets, project.Targets.ContainsKey) || WantsVisualStudio(project))
            return false;
        var result = _manager.BuildRequest(new BuildRequestData(project, Targets, hostServices: null, BuildRequestDataFlags.ProvideProjectStateAfterBuild));
        _cancellationToken.ThrowIfCancellationRequested();
        var after = result.ProjectStateAfterBuild ?? project;
        var arguments = after.GetItems("CscCommandLineArgs").Select(item => item.EvaluatedInclude).ToImmutableArray();
        if (result.Exception is not null || arguments.IsEmpty)
            return false;

        var folder = Path.GetDirectoryName(project.FullPath)!;
        _calls.Add(new CompilerCall
        {
            ProjectPath = project.FullPath,
            TargetFramework = after.GetPropertyValue("TargetFramework"),
            Arguments = arguments,
            RootNamespace = after.GetPropertyValue("RootNamespace"),
            OutputPath = FullPath("TargetPath"),
            ReferenceOutputPath = FullPath("TargetRefPath"),
        });
        return true;

        string? FullPath(string property) => after.GetPropertyValue(property) is { Length: > 0 } path ? Path.GetFullPath(path, folder) : null;
    }
}

/// <summary>What a design-time build gave.</summary>
/// <param name="Calls">One for each project and target framework.</param>
/// <param name="Errors">What went wrong, each with the path of its project.</param>
/// <param name="Warnings">What MSBuild warned of.</param>
internal sealed record DesignTimeResult(ImmutableArray<CompilerCall> Calls, ImmutableArray<string> Errors, ImmutableArray<string> Warnings);
