using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>By what others get at a declaration.</summary>
internal enum DeclarationKind
{
    /// <summary>By its name only: a method, a property, an event, a field.</summary>
    Member,

    /// <summary>By its name, also at compile time: a constant, an enumeration's member.</summary>
    Constant,

    /// <summary>By the name of its type, by <c>new(…)</c> and by <c>base(…)</c>.</summary>
    Constructor,

    /// <summary>By any value of its type: an operator, a conversion, an indexer, a record's parameters.</summary>
    Operation,

    /// <summary>A type but for its members, or a delegate.</summary>
    Type,

    /// <summary>The name that a file gives to a type.</summary>
    Alias,

    /// <summary>By nothing that a file has to name: a global using, an assembly's attribute, an extension block.</summary>
    Everywhere,
}

/// <summary>What others can see of a declaration: all but its body.</summary>
/// <param name="Kind">How they get at it.</param>
/// <param name="Node">Where it is.</param>
/// <param name="Names">The names that it introduces: its own, its parameters' and its tuples'.</param>
/// <param name="Shape">Its text without those names.</param>
/// <param name="Mentioned">The names of others that the shape holds.</param>
/// <param name="Container">The type around it; empty where there is none.</param>
internal sealed record Declaration(
    DeclarationKind Kind, SyntaxNode Node, IReadOnlyList<string> Names, string Shape, IReadOnlyCollection<string> Mentioned, string Container)
{
    /// <summary>Of the names, those by which it is used: not its parameters', unless they are a record's.</summary>
    public IReadOnlyList<string> Own { get; init; } = Names;

    /// <summary>Private in a type that is all in one file.</summary>
    public bool IsHidden { get; init; }

    /// <summary>In a type that may have other parts.</summary>
    public bool IsInPart { get; init; }

    /// <summary>Whether both show the same to others.</summary>
    public bool IsSame(Declaration other) => Kind == other.Kind && Shape == other.Shape && Container == other.Container && Names.SequenceEqual(other.Names);

    /// <summary>Whether they differ in names only.</summary>
    public bool IsRenamed(Declaration other) => Kind == other.Kind && Shape == other.Shape;
}
