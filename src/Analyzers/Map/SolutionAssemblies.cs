using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Map;

/// <summary>The assemblies in which a team's own types can be: what is compiled, and every reference that is not the platform's.</summary>
public static class SolutionAssemblies
{
    /// <summary>The compilation's own assembly first.</summary>
    public static IEnumerable<IAssemblySymbol> Of(Compilation compilation)
    {
        yield return compilation.Assembly;
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!IsPlatform(assembly.Name))
                yield return assembly;
        }
    }

    /// <summary>Collects the top-level types that satisfy <paramref name="wanted"/>.</summary>
    public static void Types(INamespaceSymbol root, Func<INamedTypeSymbol, bool> wanted, List<INamedTypeSymbol> found)
    {
        foreach (var member in root.GetMembers())
        {
            if (member is INamespaceSymbol nested)
                Types(nested, wanted, found);
            else if (member is INamedTypeSymbol type && wanted(type))
                found.Add(type);
        }
    }

    private static bool IsPlatform(string assembly) =>
        assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.", StringComparison.Ordinal)
        || assembly is "System" or "mscorlib" or "netstandard" or "WindowsBase";
}
