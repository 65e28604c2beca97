using Clerk2WorkOS.CodeFixes.Rewriting;

namespace Clerk2WorkOS.MigrationRunner.Consolidation;

/// <summary>A folder that is called after a renamed namespace, as a path before and after.</summary>
/// <param name="Rename">The namespace.</param>
/// <param name="From">The full path before.</param>
/// <param name="To">The full path after.</param>
/// <param name="IsWhole">Whether all that is in it goes along, or only the files that declare something of the namespace.</param>
internal sealed record SchemaFolder(SchemaRename Rename, string From, string To, bool IsWhole);
