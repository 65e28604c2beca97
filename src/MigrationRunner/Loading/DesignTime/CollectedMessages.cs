using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace Clerk2WorkOS.MigrationRunner.Loading.DesignTime;

/// <summary>Keeps what MSBuild complains about, in the words in which MSBuildWorkspace passes it on, and prints nothing.</summary>
internal sealed class CollectedMessages : ILogger
{
    public ConcurrentQueue<string> Errors { get; } = [];

    public ConcurrentQueue<string> Warnings { get; } = [];

    public LoggerVerbosity Verbosity { get; set; } = LoggerVerbosity.Quiet;

    public string? Parameters { get; set; }

    public void Initialize(IEventSource eventSource)
    {
        eventSource.ErrorRaised += (_, error) => Errors.Enqueue(Message(error.ProjectFile, error.Message));
        eventSource.WarningRaised += (_, warning) => Warnings.Enqueue(Message(warning.ProjectFile, warning.Message));
    }

    public void Shutdown()
    {
    }

    private static string Message(string? project, string? message) => $"Msbuild failed when processing the file '{project}' with message: {message}";
}
