using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Loading.Compiler;
using Clerk2WorkOS.MigrationRunner.Loading.DesignTime;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.MigrationRunner.Loading.BinaryLogs;

/// <summary>Opens projects from the binary log of a build, for solutions that only their own build machinery can build. Nothing is evaluated or run.</summary>
internal static class BinaryLogLoader
{
    /// <exception cref="CannotRunException">There is no such log, it cannot be read, or it tells of none of the projects.</exception>
    public static OpenedProjects Open(MigrationInput input, string log, CancellationToken cancellationToken)
    {
        if (!File.Exists(log))
            throw new CannotRunException($"--binlog '{log}' does not exist.");
        if (!MSBuildInProcess.TryTake(version: null, input.Root))
            throw new CannotRunException("--binlog needs a .NET SDK to read logs with, and none is installed that this program can run.");

        var calls = Read(log, cancellationToken);
        if (calls.IsEmpty)
            throw new CannotRunException($"--binlog '{log}' holds no call of the C# compiler; 'dotnet build --no-incremental -bl' writes one that holds them all.");
        if (!calls.Any(call => input.Projects.Contains(call.ProjectPath)))
            throw new CannotRunException($"--binlog '{log}' is about other projects than {input.Name}, such as '{calls[0].ProjectPath}'; was it written in another folder or on another machine?");

        var there = calls.Where(call => File.Exists(call.ProjectPath)).ToImmutableArray();
        var workspace = new AdhocWorkspace();
        var solution = new CompiledSolution(there);
        solution.OpenIn(workspace);
        return new OpenedProjects(workspace, [.. Failures(input, there)], [.. solution.Remarks]);
    }

    private static IEnumerable<string> Failures(MigrationInput input, ImmutableArray<CompilerCall> calls) =>
        input.Projects.Except(calls.Select(call => call.ProjectPath), StringComparer.Ordinal)
            .Select(project => $"The log does not tell how '{project}' is compiled; 'dotnet build --no-incremental -bl' compiles everything anew.");

    private static ImmutableArray<CompilerCall> Read(string log, CancellationToken cancellationToken)
    {
        try
        {
            return ReadCalls(log, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or FormatException)
        {
            throw new CannotRunException($"--binlog '{log}' cannot be read as a binary log: {Sentence.Of(failure)}", failure);
        }
    }

    /// <summary>A method of its own, as compiling it asks for MSBuild's types.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ImmutableArray<CompilerCall> ReadCalls(string log, CancellationToken cancellationToken) => new BinaryLog().Read(log, cancellationToken);
}
