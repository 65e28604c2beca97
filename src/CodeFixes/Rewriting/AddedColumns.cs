using System.Collections.Immutable;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Columns that a rewrite gave to the type of a table, and that its database does not have yet.</summary>
/// <param name="Type">The type's full name.</param>
/// <param name="ProjectPath">The project file that declares it.</param>
/// <param name="Schema">The table's schema, where the mapping names one.</param>
/// <param name="Table">The table's name in the database, as the mapping or Entity Framework Core's conventions have it.</param>
/// <param name="Columns">What is new.</param>
/// <param name="Context">The full name of the Entity Framework Core context that holds the table; <c>null</c> where there is none.</param>
/// <param name="ContextProjectPath">The project file that declares the context.</param>
public sealed record AddedColumns(
    string Type, string ProjectPath, string? Schema, string Table, ImmutableArray<AddedColumn> Columns, string? Context, string? ContextProjectPath);

/// <summary>A column that is new, and may be null.</summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Type">Its type in PostgreSQL.</param>
public sealed record AddedColumn(string Name, string Type);
