using System.Collections.Immutable;

namespace Clerk2WorkOS.MigrationRunner.Loading.Compiler;

/// <summary>How <c>csc</c> is called for one project and target framework: all that a compilation in memory needs to know.</summary>
internal sealed record CompilerCall
{
    /// <summary>The full path of the project file.</summary>
    public required string ProjectPath { get; init; }

    /// <summary>The target framework; empty where the project does not say.</summary>
    public required string TargetFramework { get; init; }

    /// <summary>The command line, an option or a file each.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>The namespace that new files get.</summary>
    public string RootNamespace { get; init; } = "";

    /// <summary>The full path of the assembly where it is published to others; null where that is not known.</summary>
    public string? OutputPath { get; init; }

    /// <summary>The same for its reference assembly.</summary>
    public string? ReferenceOutputPath { get; init; }
}
