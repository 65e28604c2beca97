using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Tests.Harness;

/// <summary>Compiles every project of a solution and runs those that have an entry point.</summary>
internal static class Execution
{
    private static readonly RoutedConsole Console = RoutedConsole.Install();

    /// <summary>Errors and warnings of every project, by project and place.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Solution solution)
    {
        var all = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync();
            all.AddRange(compilation!.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        }

        return all.ToImmutable();
    }

    /// <summary>What the programs print, one after another.</summary>
    public static async Task<string> RunAsync(Solution solution, ImmutableArray<Package> packages)
    {
        var output = new StringBuilder();
        foreach (var project in solution.Projects.Where(project => project.CompilationOptions!.OutputKind == OutputKind.ConsoleApplication))
            output.Append(await RunAsync(solution, project, packages));
        return output.ToString();
    }

    private static async Task<string> RunAsync(Solution solution, Project project, ImmutableArray<Package> packages)
    {
        var images = packages.Where(package => !package.IsReal).ToDictionary(package => package.Name, package => package.Image);
        foreach (var reference in project.AllProjectReferences)
            images[solution.GetProject(reference.ProjectId)!.AssemblyName] = await EmitAsync(solution.GetProject(reference.ProjectId)!);

        var context = new ProgramContext(project.Name, images);
        try
        {
            var entry = context.LoadFromStream(new MemoryStream(await EmitAsync(project))).EntryPoint!;
            return await Console.CaptureAsync(() => InvokeAsync(entry));
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>A stub comes before a real assembly of its name that the tests themselves may have loaded.</summary>
    private sealed class ProgramContext(string name, Dictionary<string, byte[]> images) : AssemblyLoadContext(name, isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            images.TryGetValue(assemblyName.Name!, out var image) ? LoadFromStream(new MemoryStream(image)) : null;
    }

    private static async Task InvokeAsync(MethodInfo entry)
    {
        object?[] arguments = entry.GetParameters().Length == 0 ? [] : [Array.Empty<string>()];
        if (entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null) is Task task)
            await task;
    }

    private static async Task<byte[]> EmitAsync(Project project)
    {
        using var image = new MemoryStream();
        var result = (await project.GetCompilationAsync())!.Emit(image);
        return result.Success ? image.ToArray() : throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics));
    }
}
