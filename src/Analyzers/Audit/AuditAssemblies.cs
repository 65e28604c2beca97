using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Audit;

/// <summary>Which assemblies are worth a look for audit methods.</summary>
internal static class AuditAssemblies
{
    /// <summary>
    /// Whether <paramref name="assembly"/> can declare one. For a compiled assembly its table of method names is read: no symbol of the many packages
    /// that a project refers to is made for it.
    /// </summary>
    public static bool MayDeclareAudit(IAssemblySymbol assembly)
    {
        if (assembly.GetMetadata() is not { } metadata)
            return true;
        foreach (var module in metadata.GetModules())
        {
            var reader = module.GetMetadataReader();
            foreach (var method in reader.MethodDefinitions)
            {
                if (reader.StringComparer.StartsWith(reader.GetMethodDefinition(method).Name, "LogAuditEvent"))
                    return true;
            }
        }

        return false;
    }
}
