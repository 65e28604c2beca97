using System.Collections;
using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Loading.Compiler;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading.BinaryLogs;

/// <summary>
/// Finds the compiler's calls in the binary log of a build. Only to be touched once <see cref="DesignTime.MSBuildInProcess"/> has an MSBuild.
/// </summary>
internal sealed class BinaryLog
{
    private readonly Dictionary<int, Dictionary<string, string>> _evaluations = [];
    private readonly Dictionary<int, (string Path, int Evaluation)> _projects = [];
    private readonly Dictionary<(string Path, string TargetFramework), CompilerCall> _calls = [];

    /// <summary>One call for each project and target framework: the last, where it was compiled more than once.</summary>
    public ImmutableArray<CompilerCall> Read(string path, CancellationToken cancellationToken)
    {
        foreach (var record in new BinLogReader().ReadRecords(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (record.Args)
            {
                case ProjectEvaluationFinishedEventArgs { BuildEventContext: { } context } evaluation:
                    _evaluations[context.EvaluationId] = Properties(evaluation.Properties);
                    break;
                case ProjectStartedEventArgs { BuildEventContext: { } context, ProjectFile: { } project } started:
                    _projects[context.ProjectContextId] = (Path.GetFullPath(project), context.EvaluationId);
                    if (started.Properties is not null && !_evaluations.ContainsKey(context.EvaluationId))
                        _evaluations[context.EvaluationId] = Properties(started.Properties);
                    break;
                case TaskCommandLineEventArgs { TaskName: "Csc", BuildEventContext: { } context, CommandLine: { } line }:
                    Add(context.ProjectContextId, line);
                    break;
            }
        }

        return [.. _calls.Values.OrderBy(call => call.ProjectPath, StringComparer.Ordinal).ThenBy(call => call.TargetFramework, StringComparer.Ordinal)];
    }

    private void Add(int projectContext, string line)
    {
        if (!_projects.TryGetValue(projectContext, out var project))
            return;
        var properties = _evaluations.GetValueOrDefault(project.Evaluation) ?? [];
        var call = new CompilerCall
        {
            ProjectPath = project.Path,
            TargetFramework = properties.GetValueOrDefault("TargetFramework", ""),
            Arguments = [.. WithoutProgram(CommandLineParser.SplitCommandLineIntoArguments(line, removeHashComments: false))],
            RootNamespace = properties.GetValueOrDefault("RootNamespace", ""),
            OutputPath = FullPath("TargetPath"),
            ReferenceOutputPath = FullPath("TargetRefPath"),
        };
        _calls[(call.ProjectPath, call.TargetFramework)] = call;

        string? FullPath(string property) =>
            properties.GetValueOrDefault(property) is { Length: > 0 } path ? Path.GetFullPath(path, Path.GetDirectoryName(project.Path)!) : null;
    }

    /// <summary>What follows <c>csc</c>, <c>csc.exe</c> or <c>dotnet exec …/csc.dll</c>.</summary>
    private static IEnumerable<string> WithoutProgram(IEnumerable<string> line)
    {
        var words = line.ToList();
        return words.Skip(words.FindIndex(word => Path.GetFileName(word.Trim('"')) is "csc" or "csc.exe" or "csc.dll") + 1);
    }

    /// <summary>The few that matter of the hundreds that there are: a large log has thousands of evaluations.</summary>
    private static Dictionary<string, string> Properties(IEnumerable? properties)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in properties ?? Array.Empty<object>())
        {
            var (name, value) = property switch
            {
                DictionaryEntry entry => ((string)entry.Key, (string?)entry.Value),
                KeyValuePair<string, string> pair => (pair.Key, pair.Value),
                _ => ("", null),
            };
            if (name is "TargetFramework" or "RootNamespace" or "TargetPath" or "TargetRefPath" && value is not null)
                found[name] = value;
        }

        return found;
    }
}
