using Microsoft.Build.Locator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.MSBuild;

namespace Clerk2WorkOS.EndToEnd.Setting;

/// <summary>Counts what the compiler says of a restored solution: <c>GetDiagnostics()</c> over all projects, without the tool's help.</summary>
internal static class CompilerErrors
{
    /// <summary>MSBuildWorkspace has a type of MSBuild's in its signatures, which only an SDK has. The programs that the tests start must not inherit that choice.</summary>
    static CompilerErrors()
    {
        MSBuildLocator.RegisterDefaults();
        foreach (var name in new[] { "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildSDKsPath" })
            Environment.SetEnvironmentVariable(name, null);
    }

    /// <returns>The number of errors by the project's assembly; projects without errors are left out.</returns>
    public static async Task<SortedDictionary<string, int>> CountAsync(string solution)
    {
        using var workspace = MSBuildWorkspace.Create();
        var loaded = await workspace.OpenSolutionAsync(solution);
        var errors = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var project in loaded.Projects)
        {
            var compilation = await project.GetCompilationAsync();
            var count = compilation!.GetDiagnostics().Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            if (count > 0)
                errors[project.AssemblyName] = errors.GetValueOrDefault(project.AssemblyName) + count;
        }

        return errors;
    }
}
